/** What stands where a token stood. */
export const HIDDEN = '[hidden]';

/** A token of a private app or service key in its usual form, whole or cut off. */
const USUAL = /\bpat-[a-z]{2,4}\d?-[\w-]{4,}/gi;
const BEARER = /\b(Bearer\s+)(?!\[hidden\])[\w.~+/=-]{4,}/gi;

/** Length of a piece of a token that gives something away, and how varied it must be not to be a coincidence. */
const PIECE = 12;
const VARIETY = 5;

/** The pieces of the token that was asked for last: refusals of a batch come by the hundred. */
let last = { token: '', pieces: [] as string[] };

function piecesOf(token: string): string[] {
	if (last.token === token) return last.pieces;
	const starts = Array.from({ length: Math.max(0, token.length - PIECE + 1) }, (_, start) => start);
	const pieces = starts
		.map((start) => token.slice(start, start + PIECE))
		.filter((piece) => new Set(piece).size >= VARIETY);
	last = { token, pieces };
	return pieces;
}

function hidePieces(text: string, token: string): string {
	let clean = text;
	for (const piece of piecesOf(token)) {
		while (clean.includes(piece)) {
			const start = token.indexOf(piece);
			let end = start + PIECE;
			while (end < token.length && clean.includes(token.slice(start, end + 1))) end++;
			clean = clean.split(token.slice(start, end)).join(HIDDEN);
		}
	}
	return clean;
}

/**
 * A text without the token: the whole token, what follows `Bearer`, anything of the form `pat-…`, and
 * pieces of the token from twelve characters on. Tokens shorter than four characters are not looked for.
 */
export function redact(text: string, token = ''): string {
	const secret = token.trim();
	let clean = text;
	if (secret.length >= 4) {
		clean = clean.split(secret).join(HIDDEN);
		const encoded = encodeURIComponent(secret);
		if (encoded !== secret) clean = clean.split(encoded).join(HIDDEN);
	}
	clean = clean.replace(BEARER, `$1${HIDDEN}`).replace(USUAL, HIDDEN);
	return clean.length >= PIECE && secret.length > PIECE ? hidePieces(clean, secret) : clean;
}

/** A copy of any JSON value without the token, in keys too. Circles are cut. */
export function redactDeep(value: unknown, token = ''): unknown {
	const above = new Set<object>();
	const walk = (part: unknown): unknown => {
		if (typeof part === 'string') return redact(part, token);
		if (typeof part !== 'object' || part === null) return part;
		if (above.has(part)) return undefined;
		above.add(part);
		const copy = Array.isArray(part)
			? part.map(walk)
			: Object.fromEntries(
					Object.entries(part).map(([key, inner]) => [
						redact(key, token),
						/^(?:proxy-)?authorization$/i.test(key) ? HIDDEN : walk(inner),
					]),
				);
		above.delete(part);
		return copy;
	};
	return walk(value);
}
