/** What the command was asked for. */
export interface BenchOptions {
	json: boolean;
	quick: boolean;
	/** Measure in the real n8n as well. */
	n8n: boolean;
	/** Names of the measurements wanted; all of them when left out. */
	only?: string[];
	/** The folder of an earlier version of the package, to be measured in the same run. */
	before?: string;
}

/** 1,000 meetings with twelve properties from 1,000 items; times are medians, in seconds. */
export interface Create1000 {
	/** Values straight from the item. */
	autoMapSeconds: number;
	/** Twelve fields, each an expression. */
	mappedSeconds: number;
	/** Values straight from the item, each item a request of its own. */
	oneByOneSeconds: number;
	/** The same description with a request function that answers at once. */
	engineFloorSeconds: number;
	axiosBatchSeconds: number;
	sdkBatchSeconds: number;
	/** n8n's own HubSpot node, five fields; null where it is not installed. */
	builtinSeconds: number | null;
	calls: number;
	oneByOneCalls: number;
	builtinCalls: number | null;
	/** The earlier version, where one was given. */
	before: { autoMapSeconds: number; mappedSeconds: number } | null;
}

/** One run of many items, in a process of its own. */
export interface LargeRun {
	items: number;
	seconds: number;
	/** The longest time in which n8n's event loop did nothing else. */
	longestStallMs: number;
	/** Expressions that n8n evaluated. */
	evaluations: number;
	requests: number;
	peakRssMb: number;
}

/** Large runs of this node and, where one was given, of the earlier version. */
export interface Large {
	/** Twelve fields, each an expression. */
	mapped: LargeRun;
	/** Values straight from the item. */
	autoMap: LargeRun;
	before: { mapped: LargeRun; autoMap: LargeRun } | null;
}

/** A file that n8n keeps on disk, added to a meeting and downloaded again. */
export interface Files {
	megabytes: number;
	upload: { seconds: number; addedRssMb: number };
	download: { seconds: number; addedRssMb: number };
}

/** What became of items under a rate limit. */
export interface Limited {
	/** Meetings that were to be created. */
	sent: number;
	succeeded: number;
	failed: number;
	/** Meetings that were created more than once. */
	duplicates: number;
	seconds: number;
	/** What the limit alone takes: a window between each windowful of requests. */
	idealSeconds: number;
	refused429: number;
}

/** A windowful of this many requests in this many milliseconds. */
export interface Window {
	perInterval: number;
	intervalMs: number;
}

export interface Limited2000 extends Limited, Window {
	/** The same meetings, in batches. */
	batched: Limited;
	/** One by one at the limits of other tiers, in a window that is scaled down. */
	scaled: Array<Limited & Window>;
}

/** Return All over 50,000 meetings; each measurement in a process of its own. */
export interface List50000 {
	seconds: number;
	axiosSeconds: number;
	/** A node that only turns pages, with n8n's own request helper: what no node can be below. */
	helperSeconds: number;
	peakRssMb: number;
	axiosPeakRssMb: number;
}

/** Four processes with one token. */
export interface Workers4 extends Limited, Window {
	processes: number;
	/** `idealSeconds / seconds`. */
	shareOfLimit: number;
}

export interface PackageFigures {
	unpackedBytes: number;
	/** The processor's time for loading all nodes and credentials, as a share of that for n8n-workflow. */
	loadShare: number;
	runtimeDependencies: number;
}

/** The real n8n, with its default expression engine; seconds as n8n itself reports them for the node. */
export interface InN8n {
	autoMapSeconds: number;
	mappedSeconds: number;
	builtinSeconds: number;
	calls: number;
	builtinCalls: number;
	/** `builtinSeconds / autoMapSeconds`. */
	timesFaster: number;
	/** The same once, with answers that take time, as those of a server elsewhere do. */
	elsewhere: {
		latencyMs: number;
		autoMapSeconds: number;
		builtinSeconds: number;
		timesFaster: number;
	};
	/** The earlier version, where one was given. */
	before: { autoMapSeconds: number; mappedSeconds: number } | null;
	version: string;
}

/** Under what the figures came about. */
export interface Machine {
	node: string;
	cpu: string;
	cores: number;
	/** The load average of the last minute when the command began and when it ended. */
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
