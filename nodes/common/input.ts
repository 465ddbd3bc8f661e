/** What is said of a field begins with one of these. */
const OF_THE_FIELD = /^(?:is|are|has|have) /;

/**
 * What a user entered cannot be used. Thrown before anything is sent. The message has to be enough (an AI agent sees
 * nothing else): the field by its name on screen, what is wrong with the value, and what to do.
 */
export class InputError extends Error {
	constructor(
		/** Display name of the field. */
		readonly field: string,
		/** What is wrong, without a full stop: of the field (`is empty`), or as a sentence of its own. */
		what: string,
		/** What to do, as a sentence. Like all messages, the whole ends without a full stop. */
		fix = '',
		/** Details beyond the message. */
		readonly description?: string,
	) {
		// Such as `Key 'id' of the item`.
		const name = field.includes("'") ? field : `'${field}'`;
		const problem = OF_THE_FIELD.test(what) ? `${name} ${what}` : `${field}: ${what}`;
		super(`${problem}${fix ? `. ${fix.replace(/\.$/, '')}` : ''}`);
		this.name = 'InputError';
	}

	/** The same in other words. */
	reworded(words: (message: string) => string): InputError {
		const other = new InputError(this.field, '', '', this.description);
		other.message = words(this.message);
		return other;
	}
}

/** What counts instead of a value that can't be used; any other error is none of the user's making. */
export function insteadOf<T>(error: unknown, use: () => T): T {
	if (error instanceof InputError) return use();
	throw error;
}

/** A value as it is quoted in a message: short, on one line. */
export function quote(value: unknown): string {
	const text =
		typeof value === 'object' && value !== null ? (JSON.stringify(value) ?? '') : String(value);
	const line = text.replace(/\s+/g, ' ').trim();
	return `'${line.length > 60 ? `${line.slice(0, 57)}…` : line}'`;
}

/** Whether a value says nothing: undefined, null, blank text, an empty list. */
export function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	if (typeof value === 'string') return value.trim() === '';
	return Array.isArray(value) && value.every(isEmpty);
}

/**
 * The one of a choice's values that was given.
 *
 * @throws InputError for any other: an expression that came out empty has not chosen the usual one
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

/** What a value says as text, without blanks around it. */
export function textOf(value: unknown): string {
	return isEmpty(value) ? '' : String(value).trim();
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object for keys from outside: there are no others in it, and none has a meaning of its own, as `__proto__` has. */
export function dictionary<T>(entries: object = {}): Record<string, T> {
	return Object.assign(Object.create(null), entries) as Record<string, T>;
}

/** What an object has by itself under a key from outside, not what every object has, such as `constructor`. */
export const ownOf = <T>(object: Record<string, T>, key: string): T | undefined =>
	Object.hasOwn(object, key) ? object[key] : undefined;

/** The text, unless half of a character is in it, which HubSpot can't be sent. */
export function wholeText(text: string, field: string): string {
	const broken = halfCharacter(text);
	if (broken) throw new InputError(field, broken);
	return text;
}

/** Nobody means more lists and objects within each other; what has more would exhaust the stack of whoever reads it. */
const MOST_LEVELS = 64;

/** Whether lists and objects are not nested too deeply to be read. */
export function isShallow(value: unknown, levels = MOST_LEVELS): boolean {
	const inner = Array.isArray(value)
		? (value as unknown[])
		: isPlain(value) && Object.values(value);
	if (!inner) return true;
	return levels > 0 && inner.every((one) => isShallow(one, levels - 1));
}

/** An object of JSON: dates and their like have insides of their own. */
export const isPlain = (value: unknown): value is object =>
	isRecord(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value) as null);

/** Refuses lists and objects that are nested too deeply to be read. */
export function checkDepth(value: unknown, field: string): void {
	if (!isShallow(value)) throw tooDeep(field);
}

/** What is said of them. */
export const tooDeep = (field: string) =>
	new InputError(
		field,
		`has more than ${MOST_LEVELS} nested lists or objects`,
		'Give the value itself, or a simple list.',
	);

/** JSON text as a value, or undefined when it is none, or nested too deeply to be read. */
export function parseJson(text: string): unknown {
	try {
		const value = JSON.parse(text) as unknown;
		return isShallow(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

/** What is wrong with a value that contains half a character, which no address can hold; undefined for any other. */
export function halfCharacter(value: unknown): string | undefined {
	return /[\uD800-\uDFFF]/u.test(String(value))
		? `${quote(value)} contains half a character, for example because a text was cut within an emoji. Give the whole text`
		: undefined;
}
