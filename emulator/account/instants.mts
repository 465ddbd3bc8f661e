/** Caches the last formatted instant, because the records of a batch have the same one. */
let last = { ms: Number.NaN, text: '' };

/**
 * Formats an instant like HubSpot: ISO 8601 in UTC with milliseconds, or without them if they are zero.
 *
 * @param ms milliseconds since the epoch
 */
export const instant = (ms: number): string => {
	if (last.ms === ms) return last.text;
	const iso = new Date(ms).toISOString();
	last = { ms, text: ms % 1000 === 0 ? `${iso.slice(0, 19)}Z` : iso };
	return last.text;
};

const ISO =
	/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Parses milliseconds or ISO 8601. A time without a zone is UTC.
 *
 * @returns milliseconds since the epoch, or undefined for anything else
 */
export const readInstant = (value: string): number | undefined => {
	if (/^-?\d+$/.test(value)) return Math.abs(Number(value)) <= 8.64e15 ? Number(value) : undefined;
	const match = ISO.exec(value);
	if (!match) return undefined;
	const text = value.replace(' ', 'T');
	const ms = Date.parse(match[1] || text.length === 10 ? text : `${text}Z`);
	return Number.isNaN(ms) ? undefined : ms;
};
