import type { IDataObject } from 'n8n-workflow';

import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../emulator/index.mts';
import { run } from '../../test/support/engine.mts';
import { Poller } from '../../test/support/poll.mts';
import { OPERATION_EXAMPLES, TRIGGER_EXAMPLES, type OperationExample } from './examples.mts';

/** The result of an example in n8n's engine. */
export interface Outcome {
	json: IDataObject[];
	/** The requests that were sent, as `METHOD /path`. */
	requests: string[];
}

/** The time of the emulator's clock. It is fixed, so that the docs don't change from day to day. */
const NOW = Date.parse('2026-11-23T09:00:00Z');

const credentials = ({ url }: Emulator) => ({
	accessToken: EMULATOR_TOKEN,
	baseUrl: url,
});

/** All results by `resource/operation`; those of the trigger are under `trigger`. The example in the docs is first. */
export type Outcomes = ReadonlyMap<string, Outcome[]>;

/** Runs all examples, each with a fresh account. */
export async function runExamples(): Promise<Outcomes> {
	const emulator = await createEmulator({ now: () => NOW, shuffle: false });
	try {
		const outcomes = new Map<string, Outcome[]>();
		for (const example of OPERATION_EXAMPLES) {
			const all: Outcome[] = [];
			for (const parameters of [example.parameters, ...(example.also ?? [])]) {
				all.push(await runExample(emulator, example, parameters));
			}
			outcomes.set(`${example.resource}/${example.operation}`, all);
		}
		const triggered: Outcome[] = [];
		for (const parameters of TRIGGER_EXAMPLES) {
			triggered.push(await runTrigger(emulator, parameters));
		}
		return outcomes.set('trigger', triggered);
	} finally {
		await emulator.close();
	}
}

/** @throws the node's error, if it fails */
async function runExample(
	emulator: Emulator,
	{ resource, operation, item, binary }: OperationExample,
	parameters: IDataObject,
): Promise<Outcome> {
	emulator.reset();
	const { json, error } = await run({
		parameters: { resource, operation, ...parameters },
		items: [item],
		...(binary && { binary: [binary] }),
		credentials: credentials(emulator),
	});
	if (error) throw error;
	const requests = emulator.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);
	return { json, requests };
}

/** Runs the trigger's manual test ('Fetch Test Event'). */
async function runTrigger(emulator: Emulator, parameters: IDataObject): Promise<Outcome> {
	emulator.reset();
	const poller = new Poller({ parameters, credentials: credentials(emulator) });
	const { json, error } = await poller.manual();
	if (error) throw error;
	return { json, requests: [] };
}
