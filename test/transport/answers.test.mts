import '../support/logs.mts';

import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { createEmulator, type Emulator } from '../../emulator/index.mts';
import { NODE, run, type RunResult } from '../support/engine.mts';
import { credentialsOf } from '../support/hubspot.mts';

let emulator: Emulator;
beforeAll(async () => {
	emulator = await createEmulator();
});
beforeEach(() => emulator.reset());
afterAll(async () => await emulator.close());

const MEETING = '={{ $json.id }}';
const OPERATIONS: Record<string, IDataObject> = {
	create: { hs_meeting_title: '=M{{ $json.n }}', hs_meeting_start_time: '2026-12-01T10:00:00Z' },
	get: { meetingId: MEETING, options: { associations: ['contacts'] } },
	getAll: { limit: 5 },
	search: { limit: 5, query: 'site' },
	update: { meetingId: MEETING, updateFields: { hs_meeting_location: 'Hall 4' } },
	delete: { meetingId: MEETING },
	getAllOfRecord: { objectType: 'contacts', recordId: '101' },
	pin: { meetingId: MEETING, objectType: 'contacts', recordId: '102' },
	'association.create': { meetingId: MEETING, objectType: 'contacts', records: '102' },
	'association.delete': { meetingId: MEETING, objectType: 'contacts', records: '102', by: 'link' },
	'association.getAll': { meetingId: MEETING, objectType: 'contacts' },
	'association.getTypes': { objectType: 'contacts' },
};

/** IDs of meetings in the seed. */
const ids = (count: number) =>
	emulator.account
		.store('meetings')
		.page(0, count)
		.map(({ id }) => String(id));

async function ask(
	operation: string,
	count = 1,
	more: IDataObject = {},
	given = ids(count),
): Promise<RunResult> {
	const [name, resource = 'meeting'] = operation.split('.').reverse();
	return await run({
		parameters: {
			resource,
			operation: name,
			...OPERATIONS[operation],
			sending: { retry: false },
			...more,
		},
		items: given.map((id, n) => ({ n, id })),
		credentials: credentialsOf(emulator),
		settings: { onError: 'continueRegularOutput' },
	});
}

/** Makes HubSpot send this response to every request whose path matches. */
const answer = (body: unknown, path: RegExp = /\/crm\//, status = 200) =>
	emulator.faults.add({ match: { path }, times: Infinity, then: { status, body } });

const errorsOf = ({ json }: RunResult) => json.map(({ error }) => String(error ?? ''));

test('Get: numeric IDs and property values become text, and null is kept', async () => {
	const [id] = ids(1);
	answer({ id: Number(id), properties: { hs_meeting_title: 7, hs_body_preview: null, own: true } });
	expect((await ask('get', 1, { options: {} })).json).toEqual([
		{ id, hs_meeting_title: '7', hs_body_preview: null, own: 'true' },
	]);
	emulator.reset();
	answer({ id, properties: null });
	expect((await ask('get', 1, { options: {} })).json).toEqual([{ id }]);
});

test.each(['__proto__', 'constructor'])(
	'a property or association named %s is returned like any other',
	async (key) => {
		const [id] = ids(1);
		const record = JSON.parse(
			`{ "id": "${id}", "properties": { "${key}": "x" }, "associations": { "${key}": { "results": [{ "id": 5 }] }, "contacts": null } }`,
		) as object;
		answer(record);
		const { json } = await ask('get', 1, { options: { associations: ['contacts'] } });
		expect(Object.entries(json[0])).toContainEqual([key, 'x']);
		expect(Object.entries(json[0].associations as object)).toContainEqual([key, ['5']]);
	},
);

test('a record without an ID in a batch fails only its own item', async () => {
	const [one, two, three] = ids(3);
	const properties = {};
	answer({
		results: [{ id: one, properties }, { id: { no: two }, properties }, null, { id: three }],
	});
	const errors = errorsOf(await ask('get', 3, { options: {} }));
	expect(errors[0]).toBe('');
	expect(errors[1]).toContain('left this record out');
	expect(errors[2]).toBe('');
});

test('a list leaves out records without an ID and says so in a hint', async () => {
	answer({ results: [{ id: '1' }, { id: null }, { properties: {} }, { id: 2 }], paging: null });
	for (const [operation, path] of [
		['getAll', 'objects/2026-09/meetings'],
		['search', 'objects/2026-09/meetings/search'],
	]) {
		const { json, run: ran } = await ask(operation);
		expect(json).toEqual([{ id: '1' }, { id: '2' }]);
		// A hint tells the user that results are missing.
		expect(ran.data.resultData.runData[NODE][0].hints).toEqual([
			expect.objectContaining({
				message: `HubSpot returned invalid results (no ID, or unreadable), left out of: /crm/${path}.`,
			}),
		]);
	}
});

test('Update: results with a null trace ID are matched by record ID', async () => {
	const [one, two] = ids(2);
	answer({
		results: [two, one].map((id) => ({ id, properties: {}, objectWriteTraceId: null })),
	});
	expect((await ask('update', 2)).json.map(({ id }) => id)).toEqual([one, two]);
});

test('a batch of three with one result and one unassigned error is uncertain and not sent again', async () => {
	const created = { id: '77', properties: { hs_meeting_title: 'M0' } };
	emulator.faults.add({
		match: { path: '/batch/create' },
		then: {
			status: 207,
			body: {
				results: [{ ...created, objectWriteTraceId: null }],
				errors: [{ category: 'VALIDATION_ERROR', message: 'one of them is wrong' }],
			},
		},
	});
	const { json } = await run({
		parameters: { resource: 'meeting', operation: 'create', ...OPERATIONS.create },
		items: [0, 1, 2].map((n) => ({ n })),
		credentials: credentialsOf(emulator),
		settings: {
			onError: 'continueRegularOutput',
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 0,
		},
	});
	const errors = json.map(({ error }) => String(error ?? ''));
	expect(errors.filter((error) => /may already exist/.test(error)).length).toBeGreaterThan(1);
	expect(errors.filter((error) => error.includes('without saying which')).length).toBeGreaterThan(
		1,
	);
	expect(emulator.requests).toHaveLength(1);
});

test('a batch with one unassigned error per item has certainly failed', async () => {
	const wrong = { category: 'VALIDATION_ERROR', message: 'is wrong' };
	answer({ results: [], errors: [wrong, wrong] }, /batch\/create/, 207);
	for (const error of errorsOf(await ask('create', 2))) expect(error).not.toMatch(/may have been/);
});

test('a result that is returned more than once is given to only one item', async () => {
	const properties = {
		hs_meeting_title: 'M',
		hs_meeting_start_time: '2026-12-01T10:00:00Z',
		hs_timestamp: '2026-12-01T10:00:00Z',
	};
	const twice = { id: '77', properties };
	answer({ results: [twice, twice, { ...twice, id: 77 }] }, /batch\/create/);
	const { json } = await ask('create', 3, { hs_meeting_title: 'M' });
	expect(json.map(({ id }) => id)).toEqual(['77', undefined, undefined]);
	for (const { error } of json.slice(1)) expect(error).toContain('may already exist');
});

test.each([null, '', undefined])('a cursor that is %p ends the list', async (after) => {
	answer({ results: [{ id: '1' }], paging: { next: { after } } });
	expect((await ask('getAll', 1, { returnAll: true })).json).toEqual([{ id: '1' }]);
});

test('empty pages with ever new cursors end the list with an error', async () => {
	let cursor = 0;
	emulator.faults.add({
		match: { path: '/crm/' },
		times: Infinity,
		then: {
			status: 200,
			get body() {
				return { results: [], paging: { next: { after: String(cursor++) } } };
			},
		},
	});
	expect(errorsOf(await ask('getAll', 1, { returnAll: true }))).toEqual([
		expect.stringContaining('would never end'),
	]);
	expect(cursor).toBeLessThan(50);
});

test('a write with an unreadable response fails with an unknown outcome', async () => {
	answer({ message: 'hello from the gateway' });
	for (const operation of ['update', 'delete', 'association.delete']) {
		expect(errorsOf(await ask(operation))).toEqual([expect.stringContaining('unknown')]);
	}
	expect(errorsOf(await ask('create'))).toEqual([expect.stringMatching(/may already exist/)]);
});

test.each([
	['get', { simplify: false }],
	['get', { options: { propertiesWithHistory: ['hs_meeting_outcome'] } }],
	['get', { options: { associations: ['contacts'] } }],
	['getAllOfRecord', { simplify: false, returnAll: true }],
	['association.getAll', {}],
	['association.getAll', { simplify: false }],
	['association.getTypes', {}],
])('%s %j: the output items share no objects', async (operation, more) => {
	const [id] = ids(1);
	const { json } = await ask(operation, 2, more, [id, id]);
	const seen = new Set<unknown>();
	const walk = (value: unknown) => {
		if (typeof value !== 'object' || value === null) return;
		expect(seen.has(value)).toBe(false);
		seen.add(value);
		Object.values(value).forEach(walk);
	};
	expect(json.length).toBeGreaterThan(1);
	json.forEach(walk);
});

/** Values that HubSpot or a gateway could send instead of the expected one. */
const nonsense = fc.oneof(
	fc.constantFrom<unknown>(null, '', 0, 5, true, 'text', [], {}, [null], { id: null }, '__proto__'),
	fc.json({ maxDepth: 3 }).map((text) => JSON.parse(text) as unknown),
);
const deep = fc.constant(null).map(() => {
	let value: unknown = {};
	for (let level = 0; level < 3000; level++) value = { value };
	return value;
});
const anId = fc.oneof(fc.constantFrom<unknown>('101', 101, '102', 102), nonsense);
const record = fc.record(
	{
		id: anId,
		from: fc.oneof(fc.record({ id: anId }), nonsense),
		to: fc.oneof(fc.array(fc.record({ toObjectId: anId, associationTypes: nonsense })), nonsense),
		typeId: anId,
		category: nonsense,
		name: nonsense,
		properties: fc.oneof(
			fc.dictionary(fc.constantFrom('hs_meeting_title', 'x', '__proto__'), nonsense),
			nonsense,
		),
		associations: fc.oneof(
			fc.dictionary(fc.constantFrom('contacts', 'constructor', '__proto__'), nonsense),
			nonsense,
		),
		propertiesWithHistory: nonsense,
		objectWriteTraceId: nonsense,
		warnings: nonsense,
		createdAt: nonsense,
	},
	{ requiredKeys: [] },
);
const paging = fc.oneof(
	fc.record({ next: fc.oneof(fc.record({ after: nonsense }), nonsense) }),
	nonsense,
);
const body = fc.oneof(
	record,
	fc.record(
		{
			results: fc.oneof(fc.array(fc.oneof(record, nonsense)), nonsense),
			errors: nonsense,
			paging,
			total: nonsense,
		},
		{ requiredKeys: [] },
	),
	nonsense,
	deep,
);

/** Parts of JavaScript's own error messages. */
const RAW =
	/is not (?:a function|iterable|defined)|cannot read|cannot convert|call stack|undefined \(/i;

test.each([11, 12, 13])(
	'random responses cause no raw errors and no invented data (seed %i)',
	async (seed) => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...Object.keys(OPERATIONS)),
				fc.constantFrom(1, 3),
				fc.array(body, { minLength: 1, maxLength: 4 }),
				async (operation, count, bodies) => {
					emulator.reset();
					const given = ids(count);
					let turn = 0;
					emulator.faults.add({
						match: { path: '/crm/' },
						times: Infinity,
						then: {
							status: 200,
							get body() {
								return bodies[turn++ % bodies.length];
							},
						},
					});
					const result = await ask(operation, count, {}, given);
					expect(result.error).toBeUndefined();
					for (const json of result.json) {
						expect(String(json.error ?? '')).not.toMatch(RAW);
						if (json.error === undefined && operation !== 'association.getTypes') {
							expect(
								[json.id, json.meetingId, json.deleted].some((held) => typeof held !== 'undefined'),
							).toBe(true);
							expect(Object.values(json)).not.toContain('undefined');
						}
					}
					if (operation === 'create') {
						const made = result.json.flatMap(({ id }) => id ?? []);
						expect(new Set(made).size).toBe(made.length);
					}
				},
			),
			{ seed, numRuns: 60 },
		);
	},
);
