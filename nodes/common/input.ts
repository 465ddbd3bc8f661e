/** A description that starts like this continues a sentence about the field. */
const OF_THE_FIELD = /^(?:is|are|has|have) /;

/**
 * A value that the user entered can't be used. Thrown before anything is sent. The message must be sufficient on its
 * own, because an AI agent sees nothing else. It contains the field's name on screen, what is wrong with the value, and
 * what to do.
 */
export class InputError extends Error {
	constructor(
		/** Display name of the field. */
		readonly field: string,
		/** What is wrong, without a full stop: either a predicate for the field (`is empty`) or a full sentence. */
		what: string,
		/** What to do, as a sentence. Like all messages, the complete message has no full stop at the end. */
		fix = '',
		/** Details beyond the message. */
		readonly description?: string,
	) {
		// A field name that already contains quotes, such as `Key 'id' of the item`.
		const name = field.includes("'") ? field : `'${field}'`;
		const problem = OF_THE_FIELD.test(what) ? `${name} ${what}` : `${field}: ${what}`;
		super(`${problem}${fix ? `. ${fix.replace(/\.$/, '')}` : ''}`);
		this.name = 'InputError';
	}

	/** The same error with another message. */
	reworded(words: (message: string) => string): InputError {
		const other = new InputError(this.field, '', '', this.description);
		other.message = words(this.message);
		return other;
	}
}

/**
 * Returns a fallback for a value that can't be used. Throws any other error again, because user input did not cause it.
 */
export function insteadOf<T>(error: unknown, use: () => T): T {
	if (error instanceof InputError) return use();
	throw error;
}

/** Quotes a value for a message, shortened and on one line. */
export function quote(value: unknown): string {
	const text =
		typeof value === 'object' && value !== null ? (JSON.stringify(value) ?? '') : String(value);
	const line = text.replace(/\s+/g, ' ').trim();
	return `'${line.length > 60 ? `${line.slice(0, 57)}…` : line}'`;
}

/** Whether a value is empty: undefined, null, blank text, or a list without non-empty values. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	return Array.isArray(value) && value.every(isEmpty);
}

/**
 * Returns the value if it is one of the known ones.
 *
 * @throws InputError for any other value. This includes an empty expression, which must not select the default
 */
export function oneOf<T extends string>(value: unknown, known: readonly T[], field: string): T {
	const found = known.find((one) => one === textOf(value));
	if (found) return found;
	throw new InputError(
		field,
		isEmpty(value) ? 'is empty' : `${quote(value)} is not a valid value`,
		`Use one of: ${known.join(', ')}.`,
	);
}

/** A value as trimmed text. An empty value becomes an empty string. */
export function textOf(value: unknown): string {
	return isEmpty(value) ? '' : String(value).trim();
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An object for keys from external data. It has no inherited keys, and keys such as `__proto__` have no special
 * meaning.
 */
export function dictionary<T>(entries: object = {}): Record<string, T> {
	return Object.assign(Object.create(null), entries) as Record<string, T>;
}

/** The own value of an object for a key from external data. Ignores inherited keys, such as `constructor`. */
export const ownOf = <T>(object: Record<string, T>, key: string): T | undefined =>
	Object.hasOwn(object, key) ? object[key] : undefined;

/**
 * Returns the text.
 *
 * @throws InputError if it contains half a character, which can't be sent to HubSpot
 */
export function wholeText(text: string, field: string): string {
	const broken = halfCharacter(text);
	if (broken) throw new InputError(field, broken);
	return text;
}

/**
 * Maximum number of nested lists and objects. Nobody needs more, and deeper values could overflow the stack of the code
 * that reads them.
 */
const MOST_LEVELS = 64;

/** Whether lists and objects are not nested too deeply to be read. */
export function isShallow(value: unknown, levels = MOST_LEVELS): boolean {
	if (!Array.isArray(value) && !isPlain(value)) return true;
	if (levels === 0) return false;
	// Faster than a list of the values, for lists with thousands of records.
	for (const key in value) {
		const inner = (value as Record<string, unknown>)[key];
		if (typeof inner === 'object' && !isShallow(inner, levels - 1)) return false;
	}
	return true;
}

/** Whether a value is a plain JSON object. Dates and other class instances are not. */
export function isPlain(value: unknown): value is object {
	if (!isRecord(value)) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === Object.prototype || prototype === null;
}

/** Replaces the entries of a list or a plain object. */
export function mapped(value: unknown, change: (inner: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((inner) => change(inner));
	if (!isPlain(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]));
}

/** Throws an InputError if lists and objects are nested too deeply to be read. */
export function checkDepth(value: unknown, field: string): void {
	if (!isShallow(value)) throw tooDeep(field);
}

/** The error for a value that is nested too deeply. */
export const tooDeep = (field: string) =>
	new InputError(
		field,
		`has more than ${MOST_LEVELS} nested lists or objects`,
		'Use a single value or a simple list.',
	);

/** Parses JSON text. Returns undefined if it is not valid, or nested too deeply to be read. */
export function parseJson(text: string): unknown {
	try {
		const value = JSON.parse(text) as unknown;
		return isShallow(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/**
 * Says what is wrong with a value that contains half a character, which a URL can't contain. Undefined for any other
 * value.
 */
export function halfCharacter(value: unknown): string | undefined {
	return /[\uD800-\uDFFF]/u.test(String(value))
		? `${quote(value)} contains half a character, for example because a text was cut inside an emoji. Enter the whole text`
		: undefined;
}
