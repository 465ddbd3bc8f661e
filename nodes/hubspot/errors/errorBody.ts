import { isRecord, isShallow, parseJson } from '../../common/input';
import type { ErrorBody, ErrorDetail } from '../types';

/** One property that HubSpot refused, from `errors[]` or from the JSON inside the message. */
export interface PropertyError {
	name: string;
	/** `PROPERTY_DOESNT_EXIST`, `INVALID_OPTION`, `READ_ONLY_VALUE` … */
	code?: string;
	message: string;
	/** The allowed options that HubSpot lists for `INVALID_OPTION`. */
	allowed?: Array<{ label: string; value: string }>;
}

/** The fields of HubSpot's JSON that have the expected type. Undefined for a web page, truncated text or an empty body. */
export function readErrorBody(body: unknown): ErrorBody | undefined {
	const value = typeof body === 'string' ? parseJson(body) : body;
	if (!isRecord(value) || !isShallow(value)) return undefined;
	const text = (key: string) => (typeof value[key] === 'string' ? value[key] : undefined);
	return {
		status: text('status'),
		message: text('message'),
		category: text('category'),
		subCategory: text('subCategory'),
		correlationId: text('correlationId'),
		errorType: text('errorType'),
		policyName: text('policyName'),
		requestId: text('requestId'),
		context: readContext(value.context),
		errors: Array.isArray(value.errors)
			? value.errors.filter(isRecord).map((detail): ErrorDetail => ({
					message: typeof detail.message === 'string' ? detail.message : undefined,
					code: typeof detail.code === 'string' ? detail.code : undefined,
					context: readContext(detail.context),
				}))
			: undefined,
	};
}

function readContext(value: unknown): Record<string, string[]> | undefined {
	if (!isRecord(value)) return undefined;
	return Object.fromEntries(
		Object.entries(value).map(([key, list]) => [
			key,
			(Array.isArray(list) ? list : [list]).map((entry) =>
				typeof entry === 'string' ? entry : (JSON.stringify(entry) ?? ''),
			),
		]),
	);
}

/** The context of the body and of its details. Lists with the same key are merged. */
export function allContext(body: ErrorBody): Record<string, string[]> {
	const all = new Map<string, string[]>();
	for (const context of [body.context, ...(body.errors ?? []).map((detail) => detail.context)]) {
		for (const [key, list] of Object.entries(context ?? {})) {
			all.set(key, [...new Set([...(all.get(key) ?? []), ...list])]);
		}
	}
	return Object.fromEntries(all);
}

/** The text in brackets that follow a word of a message: up to the last closing bracket. */
function between(message: string, word: string, open: string, close: string): string | undefined {
	const at = message.indexOf(word);
	if (at < 0) return undefined;
	const rest = message.slice(at + word.length).trimStart();
	const end = rest.lastIndexOf(close);
	return rest.startsWith(open) && end > 0 ? rest.slice(1, end) : undefined;
}

/** The options that a message lists, as `[label: "A" value: "a" …]` or as a plain list. */
function allowedOptions(message: string): PropertyError['allowed'] {
	const list = between(message, 'allowed options:', '[', ']');
	if (list === undefined) return undefined;
	const pairs = [...list.matchAll(/label:\s*"([^"]*)"[\s,]*value:\s*(?:"([^"]*)"|([^\s,\]]+))/g)];
	if (pairs.length > 0) {
		return pairs.map(([, label, quoted, bare]) => ({ label, value: quoted ?? bare }));
	}
	const plain = list
		.split(',')
		.map((entry) => entry.trim().replace(/^"|"$/g, ''))
		.filter((entry) => entry !== '');
	return plain.length > 0 ? plain.map((value) => ({ label: value, value })) : undefined;
}

/** The properties that an error names. HubSpot lists them in JSON in the message, in `errors[]`, or in both. */
export function propertyErrors(body: ErrorBody): PropertyError[] {
	const found = new Map<string, PropertyError>();
	const add = (name: unknown, code: unknown, message: unknown) => {
		if (typeof name !== 'string' || name === '') return;
		const before = found.get(name);
		const text = typeof message === 'string' ? message : (before?.message ?? '');
		const allowed = allowedOptions(text) ?? before?.allowed;
		found.set(name, {
			name,
			code: typeof code === 'string' ? code : before?.code,
			message: text,
			allowed,
		});
	};
	const inside = between(body.message ?? '', 'Property values were not valid:', '[', ']');
	const list = inside === undefined ? undefined : parseJson(`[${inside}]`);
	for (const entry of Array.isArray(list) ? list.filter(isRecord) : []) {
		add(entry.name, entry.error, entry.message);
	}
	for (const detail of body.errors ?? []) {
		for (const name of detail.context?.propertyName ?? []) add(name, detail.code, detail.message);
	}
	return [...found.values()];
}
