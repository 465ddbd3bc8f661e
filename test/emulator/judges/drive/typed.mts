interface Attribute {
	name: string;
	type: string;
}

interface Model {
	constructor: { getAttributeTypeMap?: () => Attribute[] };
	[name: string]: unknown;
}

/**
 * Lists the values in a model of the official client that contradict its own types, as sentences. The client does not
 * check the values of its models, so a number instead of a string would go unnoticed until it is used.
 */
export function mistyped(value: unknown, at = 'result'): string[] {
	if (Array.isArray(value)) return value.flatMap((item, i) => mistyped(item, `${at}[${i}]`));
	if (typeof value !== 'object' || value === null) return [];
	const model = value as Model;
	const attributes = model.constructor.getAttributeTypeMap?.();
	if (attributes === undefined) {
		return Object.entries(model).flatMap(([key, item]) => mistyped(item, `${at}.${key}`));
	}
	return attributes
		.filter(({ name }) => model[name] !== undefined)
		.flatMap(({ name, type }) => [
			...(suits(model[name], type) ? [] : [`${at}.${name} is no ${type}: ${String(model[name])}`]),
			...mistyped(model[name], `${at}.${name}`),
		]);
}

function suits(value: unknown, type: string): boolean {
	const entries = /^\{ \[key: string\]: (.+); \}$/.exec(type)?.[1];
	if (entries !== undefined) {
		return isObject(value) && Object.values(value).every((item) => suits(item, entries));
	}
	const items = /^Array<(.+)>$/.exec(type)?.[1];
	if (items !== undefined) return Array.isArray(value) && value.every((item) => suits(item, items));
	if (type.endsWith(' | null')) return value === null || suits(value, type.slice(0, -7));
	if (type === 'Date') return value instanceof Date && !Number.isNaN(value.getTime());
	if (type === 'string' || type === 'number' || type === 'boolean') return typeof value === type;
	return type.endsWith('Enum') ? typeof value === 'string' : isObject(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
