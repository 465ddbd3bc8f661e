import { badJson, missingFields } from './errors.mts';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (value: unknown) =>
	Array.isArray(value) ? 'Array' : isObject(value) ? 'Object' : typeof value;

/** The body as an object, or HubSpot's 400. */
export function readObject(value: unknown): JsonObject {
	if (value === undefined) throw badJson('No content to map due to end-of-input', 0, 0);
	if (isObject(value)) return value;
	throw badJson(`Cannot deserialize value from ${nameOf(value)} value`);
}

/** A field that has to be an array. */
export function readArray(body: JsonObject, field: string): unknown[] {
	const value = body[field];
	if (value === undefined || value === null) throw missingFields([field]);
	if (Array.isArray(value)) return value;
	throw badJson(
		`Cannot deserialize value of type \`java.util.ArrayList\` from ${nameOf(value)} value`,
		2,
	);
}

/** An array of texts that may be absent; numbers count as texts. */
export function readTexts(body: JsonObject, field: string): string[] {
	const value = body[field];
	return value === undefined || value === null ? [] : readArray(body, field).map(readText);
}

/** A text; Jackson, which HubSpot reads with, turns numbers and booleans into texts. */
export function readText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw badJson(
		`Cannot deserialize value of type \`java.lang.String\` from ${nameOf(value)} value`,
		2,
	);
}

/** A required text. */
export function readField(body: JsonObject, field: string): string {
	if (body[field] === undefined || body[field] === null) throw missingFields([field]);
	return readText(body[field]);
}

/** A whole number, given as number or text, or the default where it is absent. */
export function readInteger(value: unknown, fallback: number): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = Number(value);
	if (!Number.isInteger(number)) throw badJson(`Cannot deserialize value of type \`int\``, 2);
	return number;
}
