/** What replaces a token. */
export const HIDDEN = '[hidden]';

/** A token of a private app or service key in its usual form, whole or cut off. */
const USUAL = /\bpat-[a-z]{2,4}\d?-[\w-]{4,}/gi;
const BEARER = /\b(Bearer\s+)(?!\[hidden\])[\w.~+/=-]{4,}/gi;

/** Length of a piece of a token that gives something away, and how varied it must be not to be a coincidence. */
const PIECE = 12;
const VARIETY = 5;

/** What a token may look like in a text: whole, and its pieces, all of one length. */
interface Form {
	wholes: string[];
	/** Length of a piece. */
	size: number;
	pieces: Set<string>;
}

/** The forms of the token that was asked for last: errors of a batch come by the hundred. */
let last = { token: '', forms: [] as Form[] };

const hexOf = (text: string) => Buffer.from(text, 'utf8').toString('hex');

/** The middle of a text's base64 for each way in which it may lie in the groups of three bytes: neighbours change the ends. */
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

/** As in an address; a half character, which no address can hold, is left out of it. */
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

/** Hides each stretch of a text that consists of pieces. */
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
 * A text without the token: the whole token, what follows `Bearer`, anything of the form `pat-…`, and pieces of the token
 * from twelve characters on, plain, as in an address, fully percent-encoded, in hex and in base64. Tokens shorter than four
 * characters are not looked for.
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
