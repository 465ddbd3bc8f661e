import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../common/input';
import { damaged } from './clock';
import type { Marks, Position } from './cursor';

/** What the trigger keeps between polls, in n8n's static data of the node: plain JSON that moves with the workflow. */
export interface State {
	/** What it belongs to: another event or start date starts again. */
	watching: string;
	/** HubSpot's clock minus n8n's, in ms, as of the last poll. */
	clock: number;
	position: Position;
	/** When the recycling bin is scanned next, in epoch ms of n8n's clock. */
	nextLook?: number;
	/** When items were emitted last, in epoch ms of n8n's clock. */
	handedOn?: number;
	/** Since when HubSpot could not be asked, in epoch ms of n8n's clock. */
	postponedSince?: number;
	/** Ids of the owners that the filter names otherwise, such as by email address; no others. */
	owners?: Record<string, string>;
	/** The same for the records that the meetings are to be associated with. */
	records?: Record<string, string>;
	/** Whose they are: the hash of host and token. */
	account?: string;
}

/** One key, replaced as a whole: n8n notices changes of the first level only. */
const KEY = 'hubSpotMeetings';

/** The furthest that a date can be from 1970, in ms. */
const MOST_MS = 8.64e15;

/**
 * The state that belongs to what is watched; undefined when there is none. Without its start date an event goes on from
 * where it is.
 *
 * @throws InputError for one that is damaged
 */
export function readState(data: IDataObject, watching: string): State | undefined {
	const kept = data[KEY];
	if (kept === undefined || kept === null) return undefined;
	// n8n hands out objects that watch their own changes: a plain copy leaves them alone.
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

/** Whole milliseconds within what a date can be. */
const isTime = (value: unknown): value is number =>
	Number.isInteger(value) && Math.abs(value as number) <= MOST_MS;

/** JSON keeps an infinite time as null. */
const isMark = (value: unknown) =>
	Array.isArray(value) && value.every((time) => time === null || Number.isFinite(time));

const broken = (what: string) => damaged(`is damaged (${what})`);

/** When items were emitted last: states that agree in this differ only in how far they have come since. */
export const handedOnAt = (data: IDataObject): unknown =>
	(data[KEY] as Partial<State> | null | undefined)?.handedOn;

export function writeState(data: IDataObject, state: State): void {
	data[KEY] = JSON.parse(JSON.stringify(state)) as IDataObject;
}
