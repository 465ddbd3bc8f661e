import { badJson, missingFields } from './errors.mts';

export type JsonObject = Record<string, unknown>;

export const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (value: unknown) =>
	Array.isArray(value) ? 'Array' : isObject(value) ? 'Object' : typeof value;

/** Returns the value if it is an object. Otherwise throws HubSpot's 400. */
export function readObject(value: unknown): JsonObject {
	if (value === undefined) throw badJson('No content to map due to end-of-input', 0, 0);
	if (isObject(value)) return value;
	throw badJson(`Cannot deserialize value from ${nameOf(value)} value`);
}

/** Reads a required array. */
export function readArray(body: JsonObject, field: string): unknown[] {
	const value = body[field];
	if (value === undefined || value === null) throw missingFields([field]);
	if (Array.isArray(value)) return value;
	throw badJson(
		`Cannot deserialize value of type \`java.util.ArrayList\` from ${nameOf(value)} value`,
		2,
	);
}

/** Reads an optional array of strings. Numbers and booleans become strings. */
export function readTexts(body: JsonObject, field: string): string[] {
	const value = body[field];
	return value === undefined || value === null ? [] : readArray(body, field).map(readText);
}

/** Reads a string. HubSpot's JSON parser, Jackson, turns numbers and booleans into strings. */
export function readText(value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw badJson(
		`Cannot deserialize value of type \`java.lang.String\` from ${nameOf(value)} value`,
		2,
	);
}

/** Reads a required string. */
export function readField(body: JsonObject, field: string): string {
	if (body[field] === undefined || body[field] === null) throw missingFields([field]);
	return readText(body[field]);
}

/** Reads an integer from a number or a string. Returns the fallback if the value is missing. */
export function readInteger(value: unknown, fallback: number): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = Number(value);
	if (!Number.isInteger(number)) throw badJson(`Cannot deserialize value of type \`int\``, 2);
	return number;
}
