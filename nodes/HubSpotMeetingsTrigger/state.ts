import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../hubspot/input';
import type { Marks, Position } from './window';

/** What the trigger keeps between polls, in n8n's static data of the node: plain JSON that moves with the workflow. */
export interface State {
	/** What it belongs to: another event or start date begins anew. */
	watching: string;
	/** HubSpot's clock minus n8n's, in ms, as of the last answer. */
	clock: number;
	position: Position;
	/** When the recycling bin is looked through next, in epoch ms of n8n's clock. */
	nextLook?: number;
	/** When items were handed on last, in epoch ms of n8n's clock. */
	handedOn?: number;
	/** Since when HubSpot could not be asked, in epoch ms of n8n's clock. */
	postponedSince?: number;
	/** Ids of the owners that the filter names by email address; no others. */
	owners?: Record<string, string>;
	/** Whose owners they are: the hash of host and token. */
	account?: string;
}

/** One key, replaced as a whole: n8n notices changes of the first level only. */
const KEY = 'hubSpotMeetings';

/**
 * The state that belongs to what is watched; undefined when there is none, or it can't be read. Without its start date an
 * event goes on from where it is.
 */
export function readState(data: IDataObject, watching: string): State | undefined {
	const state = data[KEY] as unknown;
	if (!isRecord(state)) return undefined;
	const { position, clock, watching: was } = state;
	if (was !== watching && String(was).split(' ')[0] !== watching) return undefined;
	if (!isRecord(position) || typeof position.from !== 'number' || typeof clock !== 'number') {
		return undefined;
	}
	// n8n hands out objects that watch their own changes: a plain copy leaves them alone.
	const copy = JSON.parse(JSON.stringify(state)) as State;
	const seen: Marks = isRecord(copy.position.seen) ? copy.position.seen : {};
	return { ...copy, watching, position: { ...copy.position, seen } };
}

/** When items were handed on last: states that agree in this differ only in how far they have come since. */
export const handedOnAt = (data: IDataObject): unknown =>
	(data[KEY] as Partial<State> | undefined)?.handedOn;

export function writeState(data: IDataObject, state: State): void {
	data[KEY] = JSON.parse(JSON.stringify(state)) as IDataObject;
}
