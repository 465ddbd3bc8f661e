import { invalid } from '../errors.mts';
import type { Call } from '../http/call.mts';
import type { presentFile } from './files.mts';

type Shown = ReturnType<typeof presentFile>;
type Value = string | number | boolean | undefined;

const MAX_OFFSET = 10_000;

/** Fields that are always returned, even if `properties` does not list them. */
const ALWAYS = ['id', 'createdAt', 'updatedAt', 'archived', 'access'];

/** Fields that can be filtered by an exact value, and fields that can be filtered by a range. */
const EXACT = ['path', 'extension', 'type', 'fileMd5', 'url', 'isUsableInContent'] as const;
const RANGES = ['createdAt', 'updatedAt', 'size', 'id'] as const;

const valueOf = (file: Shown, name: string): Value => (file as Record<string, Value>)[name];

/** Parses a time or a number for comparison. */
function comparable(name: string, text: string): number {
	const value = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
	if (Number.isNaN(value))
		throw invalid(`Unable to parse value for query parameter ${name}: ${text}`);
	return value;
}

/** The conditions in the query. A file has to meet all of them. */
function conditions(call: Call): Array<(file: Shown) => boolean> {
	const all: Array<(file: Shown) => boolean> = [];
	const when = (name: string, test: (given: string, file: Shown) => boolean) => {
		const given = call.parameter(name);
		if (given !== undefined) all.push((file) => test(given, file));
	};
	for (const name of EXACT) when(name, (given, file) => String(file[name]) === given);
	for (const name of RANGES) {
		const own = (file: Shown) => comparable(name, String(file[name]));
		if (name !== 'id') when(name, (given, file) => own(file) === comparable(name, given));
		when(`${name}Gte`, (given, file) => own(file) >= comparable(name, given));
		when(`${name}Lte`, (given, file) => own(file) <= comparable(name, given));
	}
	when('name', (given, file) => file.name.toLowerCase().includes(given.toLowerCase()));
	when(
		'allowsAnonymousAccess',
		(given, file) => !file.access.endsWith('PRIVATE') === (given === 'true'),
	);
	const [ids, folders] = [call.list('ids'), call.list('parentFolderIds')];
	if (ids.length > 0) all.push(({ id }) => ids.includes(id));
	if (folders.length > 0) all.push((file) => folders.includes(file.parentFolderId ?? ''));
	return all;
}

/** Compares files by the fields in `sort`. A minus sign before a field means descending order. */
function compare(fields: readonly string[]): (a: Shown, b: Shown) => number {
	return (a, b) => {
		for (const field of fields) {
			const name = field.replace(/^-/, '');
			const [one, other] = [valueOf(a, name) ?? '', valueOf(b, name) ?? ''];
			if (one !== other) return (one < other ? -1 : 1) * (field.startsWith('-') ? -1 : 1);
		}
		return 0;
	};
}

/** Returns one page of the files that match the query of a request. */
export function searchFiles(call: Call, files: readonly Shown[]) {
	const limit = call.limit(10, 100);
	const after = Number(call.parameter('after') ?? 0);
	if (!Number.isInteger(after) || after < 0 || after > MAX_OFFSET) {
		throw invalid(`after must be a whole number from 0 to ${MAX_OFFSET}`);
	}
	const tests = conditions(call);
	const found = files
		.filter((file) => tests.every((test) => test(file)))
		.sort(compare(call.list('sort')));
	const wanted = call.list('properties');
	const shown = (file: Shown) =>
		wanted.length === 0
			? file
			: Object.fromEntries(
					Object.entries(file).filter(([name]) => ALWAYS.includes(name) || wanted.includes(name)),
				);
	const end = after + limit;
	return {
		results: found.slice(after, end).map(shown),
		...(end < found.length && { paging: call.next(String(end)) }),
	};
}
