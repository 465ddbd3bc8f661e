import fc from 'fast-check';
import { RoutingNode } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { run } from '../support/engine.mts';
import { countMeetings, CREATE, numbered, operate, sent } from '../support/meetings.mts';
import { api } from '../support/versions.mts';

const hubspot = emulatorForTests();
const emulator = () => hubspot.current;

/** IDs of meetings in the seed. */
const seeded = (count: number) =>
	emulator()
		.account.store('meetings')
		.page(0, count)
		.map(({ id }) => String(id));

const CONTINUE = { settings: { onError: 'continueRegularOutput' as const } };

describe('items are sent in as few requests as HubSpot allows', () => {
	test.each([
		['create', 250, 3],
		['get', 250, 3],
		['update', 250, 3],
		['delete', 250, 3],
	])('%s of %i items in batches of 100', async (operation, count, requests) => {
		const { json: made } = await operate(emulator(), 'create', CREATE, { items: numbered(count) });
		const ids = made.map(({ id }) => ({ n: 1, id }));
		emulator().requests.length = 0;
		const parameters = operation === 'create' ? CREATE : { meetingId: '={{ $json.id }}' };
		const change = { updateFields: { hs_meeting_location: 'Room {{ 1 }}' } };
		const { json, error } = await operate(
			emulator(),
			operation,
			{ ...parameters, ...(operation === 'update' && change) },
			{ items: ids },
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(count);
		expect(emulator().requests).toHaveLength(requests);
		if (operation !== 'create') {
			expect(json.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
		}
	});

	test('Get with property history uses batches of half the size', async () => {
		const { json } = await operate(emulator(), 'create', CREATE, { items: numbered(60) });
		emulator().requests.length = 0;
		await operate(
			emulator(),
			'get',
			{
				meetingId: '={{ $json.id }}',
				options: { propertiesWithHistory: ['hs_meeting_title'] },
			},
			{ items: json },
		);
		expect(emulator().requests).toHaveLength(2);
	});

	test('Get with associations sends one batch for meetings and one for each object type', async () => {
		const ids = seeded(5).map((id) => ({ id }));
		const { json } = await operate(
			emulator(),
			'get',
			{ meetingId: '={{ $json.id }}', options: { associations: ['contacts', 'deals'] } },
			{ items: ids },
		);
		expect(sent(emulator()).sort()).toEqual([
			`POST ${api.associations}/meetings/contacts/batch/read`,
			`POST ${api.associations}/meetings/deals/batch/read`,
			`POST ${api.objects}/meetings/batch/read`,
		]);
		for (const { associations } of json)
			expect(Object.keys(associations as object)).toHaveLength(2);
	});

	test('items that read different properties do not share a batch', async () => {
		const [a, b, c, d] = seeded(4);
		const items = [
			{ id: a, properties: ['hs_meeting_title'] },
			{ id: b, properties: ['hs_meeting_title'] },
			{ id: c, properties: ['hs_meeting_location'] },
			{ id: d, properties: ['hs_meeting_location'] },
		];
		const { json } = await operate(
			emulator(),
			'get',
			{ meetingId: '={{ $json.id }}', options: { properties: '={{ $json.properties }}' } },
			{ items },
		);
		expect(emulator().requests).toHaveLength(2);
		expect('hs_meeting_title' in json[0]).toBe(true);
		expect('hs_meeting_title' in json[3]).toBe(false);
	});

	test('equal reads are sent once', async () => {
		const [id] = seeded(1);
		const { json } = await operate(emulator(), 'get', { meetingId: id }, { items: numbered(30) });
		expect(json).toHaveLength(30);
		expect(sent(emulator())).toEqual([`GET ${api.objects}/meetings/${id}`]);
	});
});

describe('each item gets its own result', () => {
	test('a missing record fails only its own item', async () => {
		const [a, b] = seeded(2);
		const { output } = await operate(
			emulator(),
			'get',
			{ meetingId: '={{ $json.id }}' },
			{ items: [{ id: a }, { id: '424242' }, { id: b }], ...CONTINUE },
		);
		expect(output.map(({ json }) => json.id)).toEqual([a, undefined, b]);
		expect(output[1].json.error).toMatch(/424242/);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2].map((item) => ({ item })));
	});

	test('updates of one meeting are made in the order of the items', async () => {
		const [id] = seeded(1);
		const { error } = await operate(
			emulator(),
			'update',
			{ meetingId: id, updateFields: { hs_meeting_location: '=Room {{ $json.n }}' } },
			{ items: numbered(4) },
		);
		expect(error).toBeUndefined();
		const record = emulator().account.record('meetings', id);
		expect(record.properties.hs_meeting_location).toBe('Room 3');
	});

	test('one invalid property in a hundred items fails only its own item', async () => {
		const { output } = await operate(
			emulator(),
			'create',
			{
				...CREATE,
				hs_meeting_external_url: '',
				additionalFields: { hubspot_owner_id: '={{ $json.n === 40 ? "999" : "11349275740" }}' },
			},
			{ items: numbered(100), ...CONTINUE },
		);
		expect(output.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
		expect(output[40].json.error).toMatch(/Assigned To/);
	});
});

describe("responses that differ from HubSpot's documentation", () => {
	test('without trace IDs, each item gets the record with its content', async () => {
		emulator().faults.add({ match: { path: '/batch/create' }, then: { stripTraceIds: true } });
		const { json, error } = await operate(emulator(), 'create', CREATE, { items: numbered(20) });
		expect(error).toBeUndefined();
		expect(json.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
			numbered(20).map(({ n }) => `M${n}`),
		);
	});

	test('without trace IDs, a record goes to the item with the most matching values', async () => {
		emulator().faults.add({ match: { path: '/batch/create' }, then: { stripTraceIds: true } });
		const { json, error } = await operate(
			emulator(),
			'create',
			{
				...CREATE,
				hs_meeting_title: 'Visit',
				additionalFields: { hs_meeting_location: '={{ $json.n % 2 ? `Hall ${$json.n}` : "" }}' },
			},
			{ items: numbered(20) },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ hs_meeting_location: place }) => place ?? '')).toEqual(
			numbered(20).map(({ n }) => (Number(n) % 2 ? `Hall ${n}` : '')),
		);
	});

	test('an item without a result or an error says that its meeting may already exist', async () => {
		emulator().faults.add({ match: { path: '/batch/create' }, then: { dropResults: 1 } });
		const { output } = await operate(emulator(), 'create', CREATE, {
			items: numbered(5),
			...CONTINUE,
		});
		const failed = output.filter(({ json }) => json.error !== undefined);
		expect(failed).toHaveLength(1);
		expect(failed[0].json.error).toMatch(/may already exist/);
	});

	test('an unrequested result is ignored', async () => {
		emulator().faults.add({ match: { path: '/batch/read' }, then: { extraResult: true } });
		const ids = seeded(3).map((id) => ({ id }));
		const { json } = await operate(
			emulator(),
			'get',
			{ meetingId: '={{ $json.id }}' },
			{ items: ids },
		);
		expect(json.map(({ id }) => id)).toEqual(ids.map(({ id }) => id));
	});

	test('a rejected batch is split until only its one invalid item fails', async () => {
		const before = countMeetings(emulator());
		emulator().faults.add({
			match: { path: `${api.objects}/meetings`, body: /"M37"/ },
			times: Infinity,
			then: {
				status: 400,
				body: { status: 'error', category: 'VALIDATION_ERROR', message: 'M37 is not welcome' },
			},
		});
		const { output } = await operate(emulator(), 'create', CREATE, {
			items: numbered(100),
			...CONTINUE,
		});
		expect(output.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
		expect(output[37].json.error).toMatch(/M37 is not welcome/);
		expect(countMeetings(emulator()) - before).toBe(99);
		expect(emulator().requests.length).toBeLessThanOrEqual(15);
	});

	test('splitting a rejected batch takes at most one request more than it has items', async () => {
		emulator().faults.add({
			match: {
				path: `${api.objects}/meetings`,
				body: (body) => /"M\d*[13579]"/.test(JSON.stringify(body)),
			},
			times: Infinity,
			then: {
				status: 400,
				body: { status: 'error', category: 'VALIDATION_ERROR', message: 'odd' },
			},
		});
		await operate(emulator(), 'create', CREATE, { items: numbered(16), ...CONTINUE });
		expect(emulator().requests.length).toBeLessThanOrEqual(17);
	});
});

describe("n8n's routing that passes items in groups", () => {
	/** n8n's routing as a later version might work: it starts a group of items only when the previous group has ended. */
	class RoutingInGroups extends RoutingNode {
		private readonly ended: Array<Promise<unknown>> = [];

		constructor(
			context: ConstructorParameters<typeof RoutingNode>[0],
			type: INodeType,
			private readonly size: number,
		) {
			super(context, type);
			const handOver = Reflect.get(this, 'makeRequest') as (...args: unknown[]) => Promise<unknown>;
			Reflect.set(this, 'makeRequest', async (...args: unknown[]) => {
				const before = this.ended.slice(0, Math.floor(this.ended.length / this.size) * this.size);
				const request = Promise.allSettled(before).then(
					async () => await handOver.apply(this, args),
				);
				this.ended.push(request);
				return await request;
			});
		}
	}

	function nodeInGroups(size: number): INodeType {
		const type: INodeType = new HubSpotMeetings();
		type.customOperations = undefined;
		type.execute = async function (this) {
			return (await new RoutingInGroups(
				this as never,
				type,
				size,
			).runNode()) as INodeExecutionData[][];
		};
		return type;
	}

	test.each([
		[1, 20],
		[10, 2],
	])('groups of %i: all items are sent in %i requests', async (size, requests) => {
		const before = countMeetings(emulator());
		const { json, error } = await operate(emulator(), 'create', CREATE, {
			items: numbered(20),
			nodeType: nodeInGroups(size),
		});
		expect(error).toBeUndefined();
		expect(json.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
			numbered(20).map(({ n }) => `M${n}`),
		);
		expect(countMeetings(emulator()) - before).toBe(20);
		expect(emulator().requests).toHaveLength(requests);
	});

	test.each([1, 10])(
		'groups of %i: an item that fails does not affect the others',
		async (size) => {
			const before = countMeetings(emulator());
			const time = '={{ $json.n === 5 ? "03/04/2026" : "2026-12-01T10:00:00Z" }}';
			const { error } = await operate(
				emulator(),
				'create',
				{ ...CREATE, hs_meeting_start_time: time },
				{ items: numbered(20), nodeType: nodeInGroups(size) },
			);
			expect(error?.message).toMatch(/^Start Time/);
			expect(countMeetings(emulator()) - before).toBe(19);
		},
	);
});

describe('every item has the same result in a batch and one by one', () => {
	const item = () => {
		const [first = '', second = ''] = seeded(2);
		return fc.record({
			id: fc.constantFrom(first, second, '424242', 'abc', ''),
			contact: fc.constantFrom('101', '102', '999999', ''),
			title: fc.constantFrom('A', 'B', ''),
			time: fc.constantFrom('2026-12-01T10:00:00Z', '03/04/2026', ''),
			outcome: fc.constantFrom('no show', 'SCHEDULED', 'nonsense', ''),
			key: fc.constantFrom('k1', 'k2', 'K1', ''),
		});
	};

	const known = (more: { id?: string; contact?: string }) => ({
		id: seeded(1)[0]!,
		contact: '101',
		title: 'A',
		time: '2026-12-01T10:00:00Z',
		outcome: 'SCHEDULED',
		key: 'k1',
		...more,
	});

	/** IDs, URLs and times from HubSpot, which differ from run to run. */
	const GIVEN = /^(id|hs_object_id|url|createdAt|updatedAt|hs_createdate|hs_lastmodifieddate)$/;

	/** The result of an item. Keeps only the start of an error message, because the rest may differ. */
	const end = ({ json: { error, details: _, ...json }, pairedItem }: INodeExecutionData) => ({
		pairedItem,
		json: Object.fromEntries(Object.entries(json).filter(([key]) => !GIVEN.test(key))),
		id: seeded(2).find((id) => id === json.id),
		error: String(error).split(/, |\. | to associate/)[0],
	});

	const meetingId = '={{ $json.id }}';
	const contacts = '={{ $json.contact }}';
	const additionalFields = { hs_meeting_outcome: '={{ $json.outcome }}' };
	const times = {
		hs_meeting_start_time: '={{ $json.time }}',
		hs_meeting_title: '={{ $json.title }}',
	};
	const association = { meetingId, objectType: 'contacts', records: contacts };

	test.each<[string, IDataObject]>([
		['meeting create', { ...times, contacts, additionalFields }],
		['meeting get', { meetingId }],
		['meeting get', { meetingId, options: { associations: ['contacts'] } }],
		['meeting update', { meetingId, updateFields: { ...times, ...additionalFields } }],
		[
			'meeting update',
			{
				meetingId,
				contacts,
				updateFields: { hs_meeting_body: '={{ $json.title }}' },
				options: { existingText: 'append' },
			},
		],
		['meeting delete', { meetingId }],
		[
			'meeting upsert',
			{
				...times,
				contacts,
				additionalFields,
				idProperty: 'external_booking_id',
				idValue: '={{ $json.key }}',
			},
		],
		['meeting pin', { meetingId, objectType: 'contacts', recordId: contacts }],
		['meeting unpin', { objectType: 'contacts', recordId: contacts }],
		['association create', association],
		['association create', { ...association, options: { notFound: 'skip' } }],
		['association delete', { ...association, by: 'link' }],
		['association getAll', association],
		['meeting getAllOfRecord', { objectType: 'contacts', recordId: contacts }],
	])('%s %j', async (name, parameters) => {
		const [resource, operation] = name.split(' ');
		const ends = async (items: IDataObject[], oneByOne: boolean) => {
			emulator().reset();
			const { output } = await run({
				parameters: { resource, operation, ...parameters, sending: { oneByOne } },
				items,
				credentials: credentialsOf(emulator()),
				...CONTINUE,
			});
			return output.map(end);
		};
		await fc.assert(
			fc.asyncProperty(fc.array(item(), { minLength: 1, maxLength: 12 }), async (items) => {
				expect(await ends(items, false)).toEqual(await ends(items, true));
			}),
			// An item whose meeting and contact are both unknown, and an item whose records exist.
			{ numRuns: 12, examples: [[[known({ id: '424242', contact: '999999' }), known({})]]] },
		);
	});
});
