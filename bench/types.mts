/** The options of the command. */
export interface BenchOptions {
	json: boolean;
	quick: boolean;
	/** Also measure in a real n8n. */
	n8n: boolean;
	/** The names of the measurements to run. Default: all. */
	only?: string[];
	/** The folder of an earlier version of the package, to measure in the same run. */
	before?: string;
}

/** 1,000 meetings with twelve properties from 1,000 items. Times are medians, in seconds. */
export interface Create1000 {
	/** Values directly from the item. */
	autoMapSeconds: number;
	/** Twelve fields, each with an expression. */
	mappedSeconds: number;
	/** Values directly from the item, with one request per item. */
	oneByOneSeconds: number;
	/** The same node with a request function that responds immediately. */
	engineFloorSeconds: number;
	axiosBatchSeconds: number;
	sdkBatchSeconds: number;
	/** n8n's own HubSpot node with five fields; null if it is not installed. */
	builtinSeconds: number | null;
	calls: number;
	oneByOneCalls: number;
	builtinCalls: number | null;
	/** The earlier version, if given. */
	before: { autoMapSeconds: number; mappedSeconds: number } | null;
}

/** One run of many items in a separate process. */
export interface LargeRun {
	items: number;
	seconds: number;
	/** The longest time in which n8n's event loop did nothing else. */
	longestStallMs: number;
	/** How many expressions n8n evaluated. */
	evaluations: number;
	requests: number;
	peakRssMb: number;
}

/** Large runs of this node and, if given, of the earlier version. */
export interface Large {
	/** Twelve fields, each with an expression. */
	mapped: LargeRun;
	/** Values directly from the item. */
	autoMap: LargeRun;
	before: { mapped: LargeRun; autoMap: LargeRun } | null;
}

/** The cost of transferring a file. */
export interface Transfer {
	seconds: number;
	addedRssMb: number;
}

/** A file that n8n stores on disk, added to a meeting and downloaded again. */
export interface Files {
	megabytes: number;
	upload: Transfer;
	download: Transfer;
}

/** The results of creating meetings under a rate limit. */
export interface Limited {
	/** Meetings to create. */
	sent: number;
	succeeded: number;
	failed: number;
	/** Meetings that were created more than once. */
	duplicates: number;
	seconds: number;
	/** The time that the limit itself requires: all windows that the requests need, except the last one. */
	idealSeconds: number;
	refused429: number;
}

/** A rate limit: this many requests in this many milliseconds. */
export interface Window {
	perInterval: number;
	intervalMs: number;
}

export interface Limited2000 extends Limited, Window {
	/** The same meetings, in batches. */
	batched: Limited;
	/** One by one at the limits of other tiers, in a shorter window. */
	scaled: Array<Limited & Window>;
}

/** The cost of reading a list several times in one process. */
export interface Listed {
	/** The first list of the process. It also pays for compiling the code. */
	firstSeconds: number;
	/** The median of the later lists. n8n runs for a long time, so most lists are later ones. */
	seconds: number;
	/** After the first list. */
	peakRssMb: number;
}

/** Return All with 50,000 meetings. Each measurement has a separate process. */
export interface List50000 {
	node: Listed;
	/** A node that only requests pages with n8n's request helper. This is the lower bound for any node. */
	helper: Listed;
	axios: Listed;
}

/** Four processes that share a token. */
export interface Workers4 extends Limited, Window {
	processes: number;
	/** `idealSeconds / seconds`. */
	shareOfLimit: number;
}

export interface PackageFigures {
	unpackedBytes: number;
	/** The CPU time for loading all nodes and credentials, divided by that for loading n8n-workflow. */
	loadShare: number;
	runtimeDependencies: number;
}

/** A real n8n with its default expression engine. n8n itself reports the seconds for the node. */
export interface InN8n {
	autoMapSeconds: number;
	mappedSeconds: number;
	builtinSeconds: number;
	calls: number;
	builtinCalls: number;
	/** `builtinSeconds / autoMapSeconds`. */
	timesFaster: number;
	/** One run each with slower responses, as from a server on another machine. */
	elsewhere: {
		latencyMs: number;
		autoMapSeconds: number;
		builtinSeconds: number;
		timesFaster: number;
	};
	/** The earlier version, if given. */
	before: { autoMapSeconds: number; mappedSeconds: number } | null;
	version: string;
}

/** The conditions of the measurements. */
export interface Machine {
	node: string;
	cpu: string;
	cores: number;
	/** The load average over the last minute, at the start and at the end of the command. */
	load: [number, number];
	rounds: number;
	items: number;
	quick: boolean;
}

export interface Figures {
	create1000?: Create1000;
	large?: Large;
	files?: Files;
	limited2000?: Limited2000;
	list50000?: List50000;
	workers4?: Workers4;
	package?: PackageFigures;
	n8n?: InN8n;
	machine: Machine;
}
