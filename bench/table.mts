import { goals } from './goals.mts';
import type {
	Create1000,
	Figures,
	Large,
	LargeRun,
	Limited,
	Listed,
	Transfer,
	Window,
} from './types.mts';

export type Rows = string[][];

/** The suffix of the rows for an earlier version. */
const EARLIER = ', earlier version';

const seconds = (value: number | null) =>
	value === null ? 'not installed' : `${value.toFixed(3)} s`;

const plain = (value: number | null) => (value === null ? '' : value.toLocaleString('en'));

/** The ways of create1000, in the order of the table, with their time and number of requests. */
export function ways(
	figures: Create1000,
): Array<{ way: string; took: number; calls: number | null }> {
	const { calls, oneByOneCalls, builtinCalls, builtinSeconds } = figures;
	return [
		{
			way: 'this node, mapped automatically, without a server',
			took: figures.engineFloorSeconds,
			calls: 0,
		},
		{ way: 'bare axios, 10 batches', took: figures.axiosBatchSeconds, calls },
		{ way: "HubSpot's own client, 10 batches", took: figures.sdkBatchSeconds, calls },
		{ way: 'this node, mapped automatically', took: figures.autoMapSeconds, calls },
		{ way: 'this node, twelve expressions', took: figures.mappedSeconds, calls },
		{ way: 'this node, sent one by one', took: figures.oneByOneSeconds, calls: oneByOneCalls },
		...(builtinSeconds === null
			? []
			: [
					{
						way: "n8n's own HubSpot node, five fields",
						took: builtinSeconds,
						calls: builtinCalls,
					},
				]),
	];
}

const beforeRows = (before: Create1000['before'], calls: number): Rows =>
	before
		? [
				[`this node, mapped automatically${EARLIER}`, seconds(before.autoMapSeconds), plain(calls)],
				[`this node, twelve expressions${EARLIER}`, seconds(before.mappedSeconds), plain(calls)],
			]
		: [];

function limitedRow(what: string, { perInterval, intervalMs }: Window, result: Limited): string[] {
	const { sent, succeeded, failed, duplicates, idealSeconds, refused429 } = result;
	return [
		what,
		`${perInterval} in ${intervalMs / 1000} s`,
		plain(sent),
		plain(succeeded),
		plain(failed),
		plain(duplicates),
		plain(refused429),
		seconds(result.seconds),
		seconds(idealSeconds),
	];
}

/** All figures as tables. Each table has a title, a head and rows. */
export function tables(figures: Figures): Array<{ title: string; head: string[]; rows: Rows }> {
	const { create1000, large, files, limited2000, list50000, workers4, n8n, machine } = figures;
	const all: Array<{ title: string; head: string[]; rows: Rows }> = [];
	if (create1000) {
		all.push({
			title: `${plain(machine.items)} meetings with twelve properties from ${plain(machine.items)} items`,
			head: ['way', 'median', 'requests'],
			rows: [
				...ways(create1000).map(({ way, took, calls }) => [way, seconds(took), plain(calls)]),
				...beforeRows(create1000.before, create1000.calls),
			],
		});
	}
	if (n8n) {
		const { elsewhere } = n8n;
		const slowly = `, ${elsewhere.latencyMs} ms response time`;
		all.push({
			title: `The same in n8n ${n8n.version}, with its default expression engine`,
			head: ['way', 'median', 'requests'],
			rows: [
				['this node, mapped automatically', seconds(n8n.autoMapSeconds), plain(n8n.calls)],
				['this node, twelve expressions', seconds(n8n.mappedSeconds), plain(n8n.calls)],
				[
					"n8n's own HubSpot node, five fields",
					seconds(n8n.builtinSeconds),
					plain(n8n.builtinCalls),
				],
				...beforeRows(n8n.before, n8n.calls),
				[
					`this node, mapped automatically${slowly}`,
					seconds(elsewhere.autoMapSeconds),
					plain(n8n.calls),
				],
				[
					`n8n's own HubSpot node, five fields${slowly}`,
					seconds(elsewhere.builtinSeconds),
					plain(n8n.builtinCalls),
				],
			],
		});
	}
	if (large) {
		const row = (way: string, run: LargeRun) => [
			way,
			plain(run.items),
			seconds(run.seconds),
			`${plain(run.longestStallMs)} ms`,
			plain(run.evaluations),
			plain(run.requests),
			`${plain(run.peakRssMb)} MB`,
		];
		const rowsOf = ({ mapped, autoMap }: Pick<Large, 'mapped' | 'autoMap'>, suffix = '') => [
			row(`twelve expressions${suffix}`, mapped),
			row(`mapped automatically${suffix}`, autoMap),
		];
		all.push({
			title: 'Many items, each run in its own process',
			head: [
				'way',
				'items',
				'took',
				'longest stall of the event loop',
				'expressions evaluated',
				'requests',
				'peak memory',
			],
			rows: [...rowsOf(large), ...(large.before ? rowsOf(large.before, EARLIER) : [])],
		});
	}
	if (files) {
		const { megabytes, upload, download } = files;
		const row = (what: string, { seconds: took, addedRssMb }: Transfer) => [
			what,
			seconds(took),
			`${plain(addedRssMb)} MB`,
		];
		all.push({
			title: `A file of ${plain(megabytes)} MB that n8n stores on disk`,
			head: ['what', 'took', 'additional memory'],
			rows: [row('Attachment: Add', upload), row('Attachment: Download', download)],
		});
	}
	const limitedRows = [
		...(limited2000
			? [
					limitedRow('one by one', limited2000, limited2000),
					limitedRow('batched', limited2000, limited2000.batched),
					...limited2000.scaled.map((each) => limitedRow('one by one', each, each)),
				]
			: []),
		...(workers4 ? [limitedRow('four processes, one token', workers4, workers4)] : []),
	];
	if (limitedRows.length > 0) {
		all.push({
			title: 'Creating meetings under a rate limit',
			head: ['how', 'limit', 'sent', 'succeeded', 'failed', 'duplicates', '429', 'took', 'at best'],
			rows: limitedRows,
		});
	}
	if (list50000) {
		const row = (way: string, { firstSeconds, seconds: later, peakRssMb }: Listed) => [
			way,
			seconds(firstSeconds),
			seconds(later),
			`${peakRssMb.toFixed(0)} MB`,
		];
		all.push({
			title: 'Return All in a large account, each run in its own process',
			head: ['way', 'first list', 'later lists', 'peak memory'],
			rows: [
				row("this node, in n8n's engine", list50000.node),
				row("a node that only requests pages, with n8n's request helper", list50000.helper),
				row('a bare axios loop', list50000.axios),
			],
		});
	}
	return all;
}

/** The project's goals. Only the terminal shows them, since readers of the page want the figures. */
const goalTable = (figures: Figures) => ({
	title: 'Goals',
	head: ['what', 'figure', 'goal', ''],
	rows: goals(figures).map(({ what, figure, goal, met }) => [
		what,
		figure,
		goal,
		met ? 'met' : 'NOT MET',
	]),
});

/** The tables for a terminal. */
export function asText(figures: Figures): string {
	return [...tables(figures), goalTable(figures)]
		.map(({ title, head, rows }) => {
			const lines = [head, ...rows];
			const widths = head.map((_, column) =>
				Math.max(...lines.map((cells) => (cells[column] ?? '').length)),
			);
			const text = lines.map((cells) =>
				cells
					.map((cell, column) => cell.padEnd(widths[column] ?? 0))
					.join('  ')
					.trimEnd(),
			);
			return [`\n${title}`, ...text.map((line) => `  ${line}`)].join('\n');
		})
		.join('\n');
}

/** The tables as Markdown for the page. */
export function asMarkdown(figures: Figures): string {
	const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
	return tables(figures)
		.map(({ title, head, rows }) =>
			[`## ${title}`, '', line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'),
		)
		.join('\n\n');
}
