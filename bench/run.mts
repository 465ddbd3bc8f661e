import { cpus, loadavg } from 'node:os';

import { step } from '../scripts/progress.mjs';
import { create1000 } from './create1000.mts';
import { files } from './files.mts';
import { large } from './large.mts';
import { limited2000, workers4 } from './limited.mts';
import { list50000 } from './list50000.mts';
import { packageFigures } from './package.mts';
import { writePage } from './page.mts';
import { FULL, openStage, QUICK, type Stage } from './stage.mts';
import { asText } from './table.mts';
import type { BenchOptions, Figures } from './types.mts';

const MEASUREMENTS: Record<string, (stage: Stage) => Promise<object>> = {
	package: packageFigures,
	create1000,
	large,
	files,
	list50000,
	limited2000,
	workers4,
};

/** The load average over the last minute. */
const load = (): number => Math.round((loadavg()[0] ?? 0) * 100) / 100;

/**
 * Runs the measurements and prints the tables.
 *
 * @returns all figures as JSON if requested with `json`
 */
export async function bench(options: BenchOptions): Promise<string | undefined> {
	const size = options.quick ? QUICK : FULL;
	const wanted = options.only ?? Object.keys(MEASUREMENTS);
	const strangers = wanted.filter((name) => !(name in MEASUREMENTS));
	if (strangers.length > 0)
		throw new Error(
			`Unknown: ${strangers.join(', ')}. Choose from ${Object.keys(MEASUREMENTS).join(', ')}.`,
		);
	const loadBefore = load();
	const stage = await openStage(size, options.before);
	const measured: Partial<Figures> = {};
	// Run this first, since it is the most likely to fail.
	if (options.n8n) {
		const { inN8n } = await import('./n8n.mts');
		measured.n8n = await inN8n(stage);
	}
	for (const [name, measure] of Object.entries(MEASUREMENTS)) {
		if (!wanted.includes(name)) continue;
		Object.assign(measured, { [name]: await step(name, async () => await measure(stage)) });
	}
	const all = cpus();
	const figures: Figures = {
		...measured,
		machine: {
			node: process.version,
			cpu: all[0]?.model.trim() ?? 'unknown',
			cores: all.length,
			load: [loadBefore, load()],
			rounds: size.rounds,
			items: size.items,
			quick: options.quick,
		},
	};
	console.log(asText(figures));
	if (!options.json && !options.quick && !options.only) await writePage(figures);
	return options.json ? JSON.stringify(figures) : undefined;
}
