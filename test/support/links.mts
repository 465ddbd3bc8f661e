import type { Emulator } from '../../emulator/index.mts';

/** A meeting and another record, to look up their association directly in the account. */
interface Link {
	meeting: string;
	/** The object type of the other record, by name or type ID. */
	type: string;
	id: number;
}

/** The labels between a meeting and a record, with null for the unlabelled type. Empty if they are not associated. */
export function labelsOf({ account }: Emulator, { meeting, type, id }: Link): Array<string | null> {
	const { typeId } = account.store(type).type;
	const types = account.record('meetings', Number(meeting)).linked(typeId).get(id) ?? [];
	return [...types]
		.map(({ label }) => label)
		.sort((a, b) => Number(a !== null) - Number(b !== null) || (a ?? '').localeCompare(b ?? ''));
}

/** All requests so far as `METHOD /path`, including queries. */
export const sent = ({ requests }: Emulator): string[] =>
	requests.map(({ method, path }) => `${method} ${path}`);
