import fc from 'fast-check';
import {
	Expression,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
	type INodeType,
} from 'n8n-workflow';

import { FieldReader } from '../../nodes/transport/fieldReader.ts';
import { run } from '../support/engine.mts';

const text = (name: string): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
});

/** The fields of the node under test: two at the top, and two in a collection. */
const FIELDS = ['first', 'second', 'collection'];

type Read = (name: string) => unknown;

/** What a field returns, in a form that tells a date from its text and undefined from null. */
function shown(read: () => unknown): string {
	try {
		return tagged(read());
	} catch (error) {
		const { message, context } = error as Error & { context?: IDataObject };
		return `${message} in ${String(context?.parameter)}`;
	}
}

function tagged(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(tagged).join()}]`;
	if (typeof value !== 'object' || value === null)
		return `${typeof value} ${Object.is(value, -0) ? '-0' : String(value)}`;
	const name = value.constructor.name;
	if (name !== 'Object') return `${name} ${String(value)}`;
	return `{${Object.entries(value).map(([key, inner]) => `${key}: ${tagged(inner)}`)}}`;
}

/** A node that reads its fields with FieldReader, or in n8n's own way. */
class Reading implements INodeType {
	description = {
		displayName: 'Reading',
		name: 'reading',
		group: ['transform' as const],
		version: 1,
		description: 'Reads its fields',
		defaults: { name: 'Reading' },
		inputs: ['main' as const],
		outputs: ['main' as const],
		properties: [
			text('first'),
			text('second'),
			{
				displayName: 'Collection',
				name: 'collection',
				type: 'collection' as const,
				default: {},
				options: [text('third'), text('fourth')],
			},
		],
	};

	// A property, because n8n calls it with its own context as `this`.
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

	constructor(way: 'n8n' | 'FieldReader') {
		this.execute = async function () {
			const reader = new FieldReader(this);
			const readersOf = (index: number): Read =>
				way === 'n8n'
					? (name) => this.getNodeParameter(name, index)
					: (reader.ofItem(index) as Read);
			const evaluated = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
			const values = this.getInputData().map((_, index) => {
				const read = readersOf(index);
				return FIELDS.map((name) => shown(() => read(name)));
			});
			const evaluations = evaluated.mock.calls.filter(([value]) =>
				String(value).startsWith('='),
			).length;
			evaluated.mockRestore();
			return [[{ json: { values, evaluations } }]];
		};
	}
}

const ITEMS = [
	{ name: 'ann lee', n: 0, list: [{ id: 1 }, { id: 2 }], deep: { a: { b: 1 } }, blank: '' },
	{ name: 'bo "x"', n: 1, list: [], größe: 5, formula: '={{ 1 }}', html: '<p>{{ 2 }}\\</p>' },
	{ name: null, n: -5, deep: 'text', date: '2026-12-01T10:00:00Z' },
];

interface Outcome {
	/** What the fields of each item return. */
	values: string[][];
	/** What they return if n8n reads them. */
	expected: string[][];
	/** How many expressions were evaluated for `values`. */
	evaluations: number;
}

async function read(parameters: IDataObject, items: IDataObject[] = ITEMS): Promise<Outcome> {
	const readBy = async (way: 'n8n' | 'FieldReader') => {
		const { json, error } = await run({
			parameters,
			// An expression can change the items.
			items: JSON.parse(JSON.stringify(items)) as IDataObject[],
			nodeType: new Reading(way),
			credentials: {},
		});
		if (error) throw error;
		return json[0] as unknown as Omit<Outcome, 'expected'>;
	};
	const { values: expected } = await readBy('n8n');
	return { ...(await readBy('FieldReader')), expected };
}

const around = (first: string, fourth = first) => ({
	first,
	second: '={{ $json.n }}',
	collection: { third: '=Item {{ $json.n }}', fourth },
});

/** Simple expressions, whose values come from the one evaluation that all fields of an item share. */
const JOINED = [
	'={{ $json.name }}',
	'={{ $json["name"] }}',
	'={{ $json.missing }}',
	'={{ $json.list }}',
	'={{ $json.list?.length }}',
	'={{ $json.list?.[0]?.id }}',
	"={{ $json?.['deep'] }}",
	'={{ $json.deep?.a?.b }}',
	'={{ $json.größe }}',
	'={{ $("Items").item.json.n }}',
	'={{ $itemIndex + 1 }}',
	'={{ -$json.n }}',
	'={{ $now.year > 2000 && $today.month }}',
	'={{ $json.formula }}',
	'={{ $json.html }}',
	'={{ $json.n === 0 ? "zero" : "other" }}',
	'={{ $json.name ?? $json.n }}',
	'={{ $json.blank || "none" }}',
	'={{ !$json.blank }}',
	'={{ !!$json.name }}',
	'={{ $json.n * -1.5 + 2 % 3 - 1 }}',
	'={{ $json.n <= 0 }}',
	'={{ null }}',
	'={{ undefined }}',
	'={{ true }}',
	'={{ -0 }}',
	'={{ "text" }}',
	'={{ "call .first() or Math.max(1)" }}',
	'=Meeting with {{ $json.name }}',
	'=Meeting {{ $json.n }} with {{ $json.name }}, {{ $json.missing }}.',
	'={{ $json.n }}{{ $json.n }}',
	'={{ $json.n }} ',
	'= {{ 0 }}{{ -0 }}{{ false }}{{ true }}{{ null }}{{ "a" * 1 }}',
	'=A list: {{ $json.list }}',
	'=An object: {{ $json.deep }}',
	'=A date: {{ $today }}',
	'="Quotes" {{ $json.name }}, a\ttab',
	'=Two\nlines {{ $json.n }}',
	'=Plain text',
	'=',
];

/** Simple expressions that fail for some items, and others, which n8n evaluates alone. */
const ALONE = [
	'={{ $json.deep.a.b }}',
	'={{ $json.list[0].id }}',
	'={{ $("Nowhere").item.json.n }}',
	'={{ $json.name.nope() }}',
	'={{ $json.list?.map((each) => each.id) }}',
	'={{ $json.list.map((each) => each.id).join("; ") }}',
	'={{ $json.n; 2 }}',
	'={{ $json.n\n2 }}',
	'={{ ($json.n) }}',
	'={{ 1, 2 }}',
	'={{ 10n }}',
	'={{ NaN }}',
	'={{ { a: $json.n, b: [undefined, null] } }}',
	'={{ $runIndex }}',
	'={{ new Date(0) }}',
	'={{ x }}',
	'={{ $json2 }}',
	'={{ DateTime.fromISO("2026-12-01") }}',
	'={{ { inside: DateTime.fromISO("2026-12-01") } }}',
	'={{ [DateTime.fromISO("2026-12-01")] }}',
	'={{ { inside: DateTime.fromISO("2026-12-01").until(DateTime.fromISO("2026-12-02")) } }}',
	'={{ "abc".toTitleCase() }}',
	'={{ $input.all().length }}',
	'={{ (() => { const a = 1 \n return a })() }}',
	'={{ () => 1 }}',
	'={{ $json.n // a comment }}',
	'={{ "it\'s \\"so\\"" }}',
	'={{ `${$json.n}\n` }}',
	'={{ $env.HOME }}',
	'={{ 1 /* }} and {{ */ }}',
	'=Use {{ ` }} x {{ ` }}',
	'={{ "}}" }}',
	'={{ "{{" }}',
	'=A function: {{ () => 1 }}',
	'=Back\\slash {{ $json.n }}',
	'=\\{{ $json.n }}',
	'=Line\u2028separator {{ $json.n }}',
	'=Open {{ $json.n',
	'={{ $json.n }',
	'=} {{{ $json.n }}} {',
	'=Closed }} {{ $json.n }}',
	'={{ $json.n) || ($json.name }}',
	'={{ "a"), ("b" }}',
	'={{ $json.n)] } catch (error) { return [1] } })(), (() => { try { return [(2 }}',
	'={{ function() { return 5 }() }}',
	'={{ $json.name.constructor }}',
	'=See below.\nconstructor {{ $json.n }}',
	'={{ $json.n / 2 }}',
	'={{ $json. }}',
	'={{ }}',
	'={{ if (true) 1 }}',
	'={{ "abc" "def" }}',
	'={{ /* }}',
	'={{ ` }}',
	'={{ 1 <!--$json.n }}',
];

/** Simple expressions that n8n refuses, so that none can be joined. */
const BROKEN = [
	'={{ $json.n ? 1 }}',
	'={{ $json.n ?? 1 || 2 }}',
	'={{ $json.2b }}',
	'={{ $json.caller }}',
	'={{ # }}',
];

/** Expressions of two fields. In one expression, the second would change the value of the first, or the other way round. */
const PAIRS = [
	['=Call {{ $("Items").all()[$itemIndex]?.json.n }}', '={{ $now.plus({ days: 1 }).day > 0 }}'],
	['={{ $json.list?.[$itemIndex] }}', '={{ $if($json.n, 1, 2) }}'],
	['={{ ["a", "b"].map((key) => $json.deep[key]?.b) }}', '={{ Math.max(1, 2) }}'],
	['={{ $json.name?.toLowerCase?.() }}', '={{ Math.max(1, 2) }}'],
	['={{ $json.name?.length }}', '={{ Object.keys($json).length }}'],
	['={{ x = 5 }}', '={{ x }}'],
	['={{ (total = $json.n + 1) }}', '={{ typeof total }}'],
	['={{ $json.n }} `', '={{ ` }}'],
	['={{ "a" /* }}', '={{ */ "b" }}'],
	['={{ "a }}', '={{ b" }}'],
];

describe('a field has the value and the error that n8n gives it', () => {
	test.each(JOINED)('%j, with one evaluation for each item', async (expression) => {
		const { values, expected, evaluations } = await read(around(expression));
		expect(values).toEqual(expected);
		expect(evaluations).toBe(ITEMS.length);
	});

	test.each(ALONE)('%j, with an evaluation of its own', async (expression) => {
		const { values, expected, evaluations } = await read(around(expression));
		expect(values).toEqual(expected);
		expect(evaluations).toBeGreaterThan(ITEMS.length);
	});

	test.each(BROKEN)('%j, which keeps all others from being joined', async (expression) => {
		const { values, expected, evaluations } = await read(around(expression));
		expect(values).toEqual(expected);
		// One attempt to join them, and then all four for each item.
		expect(evaluations).toBeGreaterThanOrEqual(1 + 4 * ITEMS.length);
	});

	test.each(PAIRS)('%j beside %j', async (first, second) => {
		for (const parameters of [
			{ ...around(first, second), second },
			{ ...around(second, first), second: first },
		]) {
			const { values, expected } = await read(parameters);
			expect(values).toEqual(expected);
		}
	});

	test.each([
		'={{ $parameter["second"] }}',
		'={{ $parameter["&third"] }}',
		'={{ $rawParameter.second }}',
		'={{ $node["HubSpot Meetings"].parameter["&third"] }}',
	])('%j, which n8n reads with its whole field', async (expression) => {
		const { values, expected } = await read(around(expression));
		expect(values).toEqual(expected);
	});

	test('any mix of expressions', async () => {
		const all = [...JOINED, ...ALONE, ...BROKEN, ...PAIRS.flat(), 'No expression', ''];
		const expression = fc.constantFrom(...all);
		const parameters = fc.record({
			first: expression,
			second: expression,
			collection: fc.record({ third: expression, fourth: expression }),
		});
		await fc.assert(
			fc.asyncProperty(parameters, async (some) => {
				const { values, expected } = await read(some);
				expect(values).toEqual(expected);
			}),
			{ numRuns: 200 },
		);
	});
});

test('text from an item that looks like an expression is never evaluated', async () => {
	const { values } = await read(around('={{ $json.formula }}', '=A {{ $json.html }}'));
	expect(values[1]).toEqual([
		'string ={{ 1 }}',
		'number 1',
		'{third: string Item 1,fourth: string A <p>{{ 2 }}\\</p>}',
	]);
});

test('a change of the item does not reach joined expressions, as with the default engine of n8n', async () => {
	const { values } = await read(around('={{ $json.n = 7 }}', '={{ $json.n }}'));
	expect(values[1]).toEqual(['number 7', 'number 1', '{third: string Item 1,fourth: number 1}']);
});

test('an expression that fails for one item is evaluated alone for that item only', async () => {
	const items = Array.from({ length: 10 }, (_, n) => (n === 4 ? { n } : { n, deep: { a: n } }));
	const { values, expected, evaluations } = await read(around('={{ $json.deep.a }}', 'x'), items);
	expect(values).toEqual(expected);
	expect(evaluations).toBe(11);
});

test('a field whose value is a date is left to n8n after the first item', async () => {
	const { values, expected, evaluations } = await read(around('={{ $today }}', '={{ $json.n }}'));
	expect(values).toEqual(expected);
	expect(evaluations).toBe(2 * ITEMS.length);
});

test.each([
	['no expression', 'A', 0],
	['a single one', '={{ $json.n }}', ITEMS.length],
	['a single one that cannot be joined', '={{ $json.n; }}', ITEMS.length],
])('nothing is joined if the fields have %s', async (_, first, expectedEvaluations) => {
	const { values, expected, evaluations } = await read({ first, second: 'B', collection: {} });
	expect(values).toEqual(expected);
	expect(evaluations).toBe(expectedEvaluations);
});
