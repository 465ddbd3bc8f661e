import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Expression } from 'n8n-workflow';

import { engine, loadNode } from './engine.mts';
import { peakRssMb } from './measure.mts';
import { AUTO_MAP, mapped } from './parameters.mts';
import { PROPERTY_NAMES, rows } from './rows.mts';
import { serve } from './rpc.mts';
import type { LargeRun } from './types.mts';

const PARAMETERS = { autoMap: AUTO_MAP, mapped: mapped(PROPERTY_NAMES) };

/** How often to sample the event loop delay, in ms. */
const RESOLUTION_MS = 5;

const NS_OF_MS = 1e6;

/** How many expressions n8n has evaluated in this process. */
let evaluated = 0;

const original = Expression.prototype.resolveSimpleParameterValue;
Expression.prototype.resolveSimpleParameterValue = function (value, ...rest) {
	if (typeof value === 'string' && value.startsWith('=')) evaluated += 1;
	return original.call(this, value, ...rest);
};

const handlers = {
	/** Creates meetings from items and measures the run. */
	async create(
		way: keyof typeof PARAMETERS,
		url: string,
		unpacked: string,
		count: number,
	): Promise<Omit<LargeRun, 'items' | 'requests'>> {
		const node = loadNode(unpacked);
		const items = rows(count);
		const before = evaluated;
		const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
		delays.enable();
		const { seconds, succeeded, error } = await engine(url, node, PARAMETERS[way], items);
		delays.disable();
		if (succeeded !== count) throw new Error(`${succeeded} of ${count} items: ${error}`);
		return {
			seconds,
			longestStallMs: Math.round(delays.max / NS_OF_MS),
			evaluations: evaluated - before,
			peakRssMb: peakRssMb(),
		};
	},
};

export type LargeProcess = typeof handlers;

serve(handlers);
