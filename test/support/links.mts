import type { Emulator } from '../../emulator/index.mts';

/** What a meeting is to be looked up by, past the API. */
interface Link {
	meeting: string;
	/** Object type, by name or type id. */
	type: string;
	id: number;
}

/** The labels between a meeting and a record, null for the unlabelled type; empty when they are not associated. */
export function labelsOf({ account }: Emulator, { meeting, type, id }: Link): Array<string | null> {
	const { typeId } = account.store(type).type;
	const types = account.record('meetings', Number(meeting)).linked(typeId).get(id) ?? [];
	return [...types]
		.map(({ label }) => label)
		.sort((a, b) => Number(a !== null) - Number(b !== null) || (a ?? '').localeCompare(b ?? ''));
}

/** The requests so far as `METHOD /path`. */
export const sent = ({ requests }: Emulator): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
