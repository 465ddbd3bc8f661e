/** What replaces a token. */
export const HIDDEN = '[hidden]';

/** A token of a private app or service key in its usual form, complete or truncated. */
const USUAL = /\bpat-[a-z]{2,4}\d?-[\w-]{4,}/gi;
const BEARER = /\b(Bearer\s+)(?!\[hidden\])[\w.~+/=-]{4,}/gi;

/** Length of a piece of a token that must be hidden, and its minimum number of different characters (to rule out coincidence). */
const PIECE = 12;
const VARIETY = 5;

/** One form of a token in a text: the whole token, and all its pieces of one length. */
interface Form {
	wholes: string[];
	/** Length of a piece. */
	size: number;
	pieces: Set<string>;
}

/** Cache of the last token's forms, because a batch can have hundreds of errors. */
let last = { token: '', forms: [] as Form[] };

const hexOf = (text: string) => Buffer.from(text, 'utf8').toString('hex');

/**
 * The base64 of a text for each of its three positions within the groups of three bytes. Only the middle is used, because
 * neighboring bytes change both ends.
 */
function base64Of(text: string): string[] {
	return [0, 1, 2].map((shift) => {
		const whole = Buffer.concat([Buffer.alloc(shift), Buffer.from(text, 'utf8')]);
		const end = Math.floor(whole.length / 3) * 4;
		return whole.toString('base64').slice(shift === 0 ? 0 : 4, end);
	});
}

function formsOf(token: string): Form[] {
	if (last.token === token) return last.forms;
	const hex = hexOf(token);
	const percent = hex.replace(/../g, '%$&');
	const base64 = base64Of(token);
	const urlSafe = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	const forms = [
		formOf([token, encoded(token)], PIECE),
		formOf([hex, hex.toUpperCase()], PIECE * 2),
		formOf([percent, percent.toUpperCase()], PIECE * 3),
		formOf([...base64, ...urlSafe], (PIECE * 4) / 3),
	];
	last = { token, forms };
	return forms;
}

/** The token as it appears in a URL. Lone surrogates are left out, because a URL can't contain them. */
const encoded = (token: string) => encodeURIComponent(token.replace(/[\uD800-\uDFFF]/gu, ''));

function formOf(texts: string[], size: number): Form {
	const pieces = texts.flatMap((text) =>
		Array.from({ length: Math.max(0, text.length - size + 1) }, (_, start) =>
			text.slice(start, start + size),
		),
	);
	return {
		wholes: texts.filter(Boolean),
		size,
		pieces: new Set(pieces.filter((piece) => new Set(piece).size >= VARIETY)),
	};
}

/** Hides each part of a text that consists of pieces. */
function hidePieces(text: string, { size, pieces }: Form): string {
	const parts: string[] = [];
	let from = 0;
	for (let at = 0; at + size <= text.length; at++) {
		if (!pieces.has(text.slice(at, at + size))) continue;
		parts.push(text.slice(from, at), HIDDEN);
		while (at + 1 + size <= text.length && pieces.has(text.slice(at + 1, at + 1 + size))) at++;
		from = at + size;
		at = from - 1;
	}
	return from === 0 ? text : parts.join('') + text.slice(from);
}

/**
 * Removes the token from a text: the whole token, the text after `Bearer`, anything of the form `pat-…`, and pieces of
 * the token of twelve or more characters. It finds the token as plain text, URL-encoded, fully percent-encoded, in hex and
 * in base64. Tokens shorter than four characters are ignored.
 */
export function redact(text: string, token = ''): string {
	const secret = token.trim();
	let clean = text;
	const forms = secret.length >= 4 ? formsOf(secret) : [];
	for (const whole of forms.flatMap(({ wholes }) => wholes))
		clean = clean.split(whole).join(HIDDEN);
	clean = clean.replace(BEARER, `$1${HIDDEN}`).replace(USUAL, HIDDEN);
	return forms.reduce(hidePieces, clean);
}

/** A copy of any JSON value without the token, in keys too. Circular references become undefined. */
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
