import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../common/input';
import { damaged } from './clock';
import type { Marks, Position } from './cursor';

/** What the trigger stores between polls, in the node's static data in n8n. It is plain JSON and moves with the workflow. */
export interface State {
	/** The event and start date that the state belongs to. If the user changes them, the trigger starts again. */
	watching: string;
	/** HubSpot's clock minus n8n's, in ms, as of the last poll. */
	clock: number;
	position: Position;
	/** When to scan the recycling bin next, in epoch ms of n8n's clock. */
	nextLook?: number;
	/** When items were last emitted, in epoch ms of n8n's clock. */
	handedOn?: number;
	/** Since when polls have failed with a temporary error, in epoch ms of n8n's clock. */
	postponedSince?: number;
	/** IDs of the owners that the filter doesn't give by ID, by what it gives, such as an email address. */
	owners?: Record<string, string>;
	/** The same for the records of the filter on associated records. */
	records?: Record<string, string>;
	/** The account that these IDs belong to, as a hash of host and token. */
	account?: string;
}

/** All state is under one key and always replaced as a whole, since n8n only notices changes at the top level. */
const KEY = 'hubSpotMeetings';

/** The largest distance of a JavaScript date from 1970, in ms. */
const MOST_MS = 8.64e15;

/**
 * Reads the state if it belongs to `watching`; otherwise returns undefined. If only the start date was removed, the trigger
 * continues from its position.
 *
 * @throws InputError if the state is damaged
 */
export function readState(data: IDataObject, watching: string): State | undefined {
	const kept = data[KEY];
	if (kept === undefined || kept === null) return undefined;
	// n8n's objects track their changes. A plain copy doesn't trigger that.
	const state = JSON.parse(JSON.stringify(kept)) as unknown;
	if (!isRecord(state) || typeof state.watching !== 'string') throw broken('watching');
	const { watching: was } = state;
	if (was !== watching && was.split(' ')[0] !== watching) return undefined;
	const { clock, nextLook, handedOn, postponedSince, owners, records, account } = state;
	if (!isTime(clock)) throw broken('clock');
	for (const [name, time] of Object.entries({ nextLook, handedOn, postponedSince })) {
		if (time !== undefined && !isTime(time)) throw broken(name);
	}
	for (const [name, ids] of Object.entries({ owners, records })) {
		const isWhole = isRecord(ids) && Object.values(ids).every(isText);
		if (ids !== undefined && !isWhole) throw broken(name);
	}
	if (account !== undefined && !isText(account)) throw broken('account');
	const position = readPosition(state.position);
	return { ...(state as unknown as State), watching, position };
}

function readPosition(position: unknown): Position {
	if (!isRecord(position)) throw broken('position');
	const { from, seen = {}, round } = position;
	if (!isTime(from)) throw broken('position.from');
	if (!isRecord(seen) || !Object.values(seen).every(isMark)) throw broken('position.seen');
	if (round === undefined) return { from, seen: seen as Marks };
	if (!isRecord(round) || !isTime(round.to)) throw broken('position.round');
	const { to, after } = round;
	if (after !== undefined && !isText(after)) throw broken('position.round.after');
	return { from, seen: seen as Marks, round: { to, ...(after !== undefined && { after }) } };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether a value is in whole milliseconds and within the range of a date. */
const isTime = (value: unknown): value is number =>
	Number.isInteger(value) && Math.abs(value as number) <= MOST_MS;

/** Whether a value is a mark. JSON stores an infinite time as null. */
const isMark = (value: unknown) =>
	Array.isArray(value) && value.every((time) => time === null || Number.isFinite(time));

const broken = (what: string) => damaged(`is damaged (${what})`);

/** When items were last emitted. Two states with the same value only differ in how far they have read since then. */
export const handedOnAt = (data: IDataObject): unknown =>
	(data[KEY] as Partial<State> | null | undefined)?.handedOn;

export function writeState(data: IDataObject, state: State): void {
	data[KEY] = JSON.parse(JSON.stringify(state)) as IDataObject;
}
