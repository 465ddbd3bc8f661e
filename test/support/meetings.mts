import type { IDataObject, INode } from 'n8n-workflow';

import type { Emulator } from '../../emulator/index.mts';
import { run, type RunOptions } from './engine.mts';
import { credentialsOf } from './hubspot.mts';

/** The number of meetings in the emulator's account. */
export const countMeetings = (emulator: Emulator) => emulator.account.store('meetings').count();

/** All requests so far as `METHOD /path`, without queries. */
export const sent = (emulator: Emulator) =>
	emulator.requests.map(({ method, path }) => `${method} ${path.split('?')[0]}`);

/** Runs a meeting operation on items against the emulator. */
export async function operate(
	emulator: Emulator,
	operation: string,
	parameters: IDataObject,
	more: Partial<RunOptions> & { settings?: Partial<INode> } = {},
) {
	return await run({
		parameters: { resource: 'meeting', operation, ...parameters },
		credentials: credentialsOf(emulator),
		...more,
	});
}

/** Items numbered from 0. */
export const numbered = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => ({ n }));

/** Parameters that create a meeting with the title `M<n>` for item n. */
export const CREATE = {
	hs_meeting_title: '=M{{ $json.n }}',
	hs_meeting_start_time: '2026-12-01T10:00:00Z',
};
