import type { Figures } from './types.mts';

/** A figure and its goal. */
export interface Goal {
	what: string;
	figure: string;
	goal: string;
	met: boolean;
}

const ratio = (value: number) => value.toFixed(2);

function most(what: string, value: number, limit: number, unit = ''): Goal {
	const shown = (figure: number) =>
		Number.isInteger(figure) ? `${figure.toLocaleString('en')}${unit}` : `${ratio(figure)}${unit}`;
	return { what, figure: shown(value), goal: `≤ ${shown(limit)}`, met: value <= limit };
}

function least(what: string, value: number, limit: number): Goal {
	return { what, figure: ratio(value), goal: `≥ ${limit}`, met: value >= limit };
}

/** Compares the measured figures with the project's goals. */
export function goals(figures: Figures): Goal[] {
	const { create1000, large, files, limited2000, list50000, workers4, n8n, machine } = figures;
	const all: Goal[] = [];
	if (create1000) {
		const { autoMapSeconds, engineFloorSeconds, axiosBatchSeconds, calls } = create1000;
		const items = machine.items.toLocaleString('en');
		all.push(
			most(`requests for ${items} items`, calls, Math.ceil(machine.items / 100)),
			most(
				`${items} items mapped automatically ÷ (engine floor + axios)`,
				autoMapSeconds / (engineFloorSeconds + axiosBatchSeconds),
				1.25,
			),
		);
	}
	if (n8n) {
		const what = "n8n's own node ÷ mapped automatically, in the real n8n";
		const { latencyMs, timesFaster } = n8n.elsewhere;
		all.push(
			least(`${what}, ${latencyMs} ms response time`, timesFaster, 50),
			most(
				"mapped with twelve expressions ÷ n8n's own node with five, in the real n8n",
				n8n.mappedSeconds / n8n.builtinSeconds,
				0.6,
			),
		);
	}
	if (n8n?.before)
		all.push(
			most(
				'mapped with twelve expressions ÷ the earlier version, in the real n8n',
				n8n.mappedSeconds / n8n.before.mappedSeconds,
				0.35,
			),
		);
	if (large) {
		const { mapped, autoMap, before } = large;
		all.push(
			most('evaluations per item with twelve expressions', mapped.evaluations / mapped.items, 13),
			most('longest stall of the event loop', mapped.longestStallMs, 100, ' ms'),
			most(
				`requests for ${autoMap.items.toLocaleString('en')} items`,
				autoMap.requests,
				Math.ceil(autoMap.items / 100),
			),
		);
		if (before)
			all.push(
				most(
					'memory of many items ÷ the earlier version',
					autoMap.peakRssMb / before.autoMap.peakRssMb,
					1,
				),
			);
	}
	if (files) all.push(most('additional memory of an upload', files.upload.addedRssMb, 64, ' MB'));
	if (limited2000) {
		const lost = limited2000.sent - limited2000.succeeded;
		all.push(
			most('one by one under the limit: failed', limited2000.failed + lost, 0),
			most('one by one under the limit: duplicates', limited2000.duplicates, 0),
			least(
				'one by one under the limit: share of the allowed rate',
				limited2000.idealSeconds / limited2000.seconds,
				0.95,
			),
		);
	}
	if (list50000)
		all.push(
			most(
				"Return All ÷ a node that only requests pages with n8n's helper",
				list50000.node.seconds / list50000.helper.seconds,
				1.15,
			),
		);
	if (workers4) {
		const { sent, succeeded, failed, duplicates, shareOfLimit } = workers4;
		all.push(
			most('four workers: failed, lost or duplicated', sent - succeeded + failed + duplicates, 0),
			least('four workers: share of the allowed rate', shareOfLimit, 0.9),
		);
	}
	if (figures.package) {
		const { unpackedBytes, loadShare, runtimeDependencies } = figures.package;
		all.push(
			most('package, unpacked', unpackedBytes / 1000, 500, ' kB'),
			most('loading all nodes ÷ loading n8n-workflow', loadShare, 0.1),
			most('runtime dependencies', runtimeDependencies, 0),
		);
	}
	return all;
}
