import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const MEETINGS = '/crm/v3/objects/meetings';

const input = (title: string, extra: object = {}) => ({
	properties: { hs_timestamp: '2026-01-01T00:00:00Z', hs_meeting_title: title },
	...extra,
});

const bad = (extra: object = {}) => ({ properties: { hs_timestamp: 'never' }, ...extra });

const numbered = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("the emulator's batch endpoints", () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	const meetings = () => client.emulator.account.store('meetings').count() - 14;

	it('creates 100 records and returns them in any order, with their trace IDs', async () => {
		const inputs = numbered(100).map((n) => input(`Meeting ${n}`, { objectWriteTraceId: `t${n}` }));
		const { status, body } = await client.post(`${MEETINGS}/batch/create`, { inputs });
		expect(status).toBe(201);
		expect(body).not.toHaveProperty('numErrors');
		type Result = { objectWriteTraceId: string; properties: { hs_meeting_title: string } };
		const results: Result[] = body.results;
		for (const { objectWriteTraceId, properties } of results) {
			expect(properties.hs_meeting_title).toBe(`Meeting ${objectWriteTraceId.slice(1)}`);
		}
		const order = results.map(({ objectWriteTraceId }) => objectWriteTraceId);
		expect(new Set(order).size).toBe(100);
		expect(order).not.toEqual(numbered(100).map((n) => `t${n}`));
	});

	it('refuses a batch with 101 inputs or none', async () => {
		const inputs = numbered(101).map((n) => input(String(n)));
		expect((await client.post(`${MEETINGS}/batch/create`, { inputs })).status).toBe(400);
		expect((await client.post(`${MEETINGS}/batch/create`, { inputs: [] })).status).toBe(400);
		expect(meetings()).toBe(0);
	});

	it('fails only the bad input if every input has a unique trace ID, otherwise the batch', async () => {
		const create = (inputs: object[]) => client.post(`${MEETINGS}/batch/create`, { inputs });
		for (const inputs of [
			[input('a'), bad()],
			[input('a', { objectWriteTraceId: '1' }), bad()],
			[input('a', { objectWriteTraceId: '1' }), bad({ objectWriteTraceId: '1' })],
		]) {
			expect((await create(inputs)).status).toBe(400);
			expect(meetings()).toBe(0);
		}
		const { status, body } = await create([
			input('a', { objectWriteTraceId: '1' }),
			bad({ objectWriteTraceId: '2' }),
		]);
		expect(status).toBe(207);
		expect(body.results).toMatchObject([{ objectWriteTraceId: '1' }]);
		expect(body.errors).toMatchObject([
			{ category: 'VALIDATION_ERROR', context: { objectWriteTraceId: ['2'] } },
		]);
		expect(body.numErrors).toBe(1);
		expect(meetings()).toBe(1);
	});

	it('does not reserve the unique value of a refused input', async () => {
		const booking = { external_booking_id: 'bk-9' };
		const { body } = await client.post(`${MEETINGS}/batch/create`, {
			inputs: [
				{ properties: { hs_timestamp: 'never', ...booking }, objectWriteTraceId: '1' },
				{ properties: { hs_timestamp: '1', ...booking }, objectWriteTraceId: '2' },
				{ properties: { hs_timestamp: '1', ...booking }, objectWriteTraceId: '3' },
			],
		});
		expect(body.results).toMatchObject([{ objectWriteTraceId: '2' }]);
		expect(body.errors).toHaveLength(2);
	});

	it('reads existing records and lists the missing IDs in one error', async () => {
		const { status, body } = await client.post(`${MEETINGS}/batch/read`, {
			inputs: [{ id: '17612479134' }, { id: '1' }, { id: '2' }],
			properties: ['hs_meeting_title'],
		});
		expect(status).toBe(207);
		expect(body.results).toMatchObject([
			{ properties: { hs_meeting_title: 'Intro meeting with Nordhafen' } },
		]);
		expect(body.errors).toEqual([
			{
				status: 'error',
				category: 'OBJECT_NOT_FOUND',
				message:
					'Could not get some MEETING_EVENT objects, they may be deleted or not exist. Check that ids are valid.',
				context: { ids: ['1', '2'] },
			},
		]);
	});

	it('reads at most 50 records with property history', async () => {
		const read = (count: number) =>
			client.post(`${MEETINGS}/batch/read`, {
				inputs: numbered(count).map((n) => ({ id: String(17612479134 + n) })),
				propertiesWithHistory: ['hs_meeting_title'],
			});
		expect((await read(51)).body.message).toBe(
			'The maximum number of inputs supported in a batch request for property histories is 50',
		);
		expect((await read(50)).body.results).toHaveLength(14);
	});

	it('refuses a duplicate ID, even with different trace IDs', async () => {
		const { status, body } = await client.post(`${MEETINGS}/batch/update`, {
			inputs: ['a', 'b'].map((objectWriteTraceId) => ({
				id: '17612479134',
				objectWriteTraceId,
				properties: { hs_meeting_title: objectWriteTraceId },
			})),
		});
		expect(status).toBe(400);
		expect(body).toMatchObject({
			message: 'Duplicate IDs found in batch input: [17612479134]. IDs must be unique',
			context: { ids: ['17612479134'] },
		});
	});

	it('updates existing records and reports the missing ones', async () => {
		const { status, body } = await client.post(`${MEETINGS}/batch/update`, {
			inputs: [17612479134, 5].map((id) => ({
				id: String(id),
				objectWriteTraceId: `t${id}`,
				properties: { hs_meeting_title: 'New' },
			})),
		});
		expect(status).toBe(207);
		expect(body.results).toMatchObject([{ id: '17612479134', objectWriteTraceId: 't17612479134' }]);
		expect(body.errors[0].context).toEqual({ ids: ['5'], objectWriteTraceId: ['t5'] });
	});

	it('creates or updates by a unique property', async () => {
		const { body } = await client.post(`${MEETINGS}/batch/upsert`, {
			inputs: ['bk-1001', 'bk-new'].map((id) => ({
				id,
				idProperty: 'external_booking_id',
				properties: { hs_timestamp: '2026-05-05T05:05:05Z' },
			})),
		});
		const byNew = (wanted: boolean) =>
			body.results.find((one: { new: boolean }) => one.new === wanted);
		expect(byNew(false).id).toBe('17612479136');
		expect(byNew(true).properties.external_booking_id).toBe('bk-new');
		const refused = await client.post(`${MEETINGS}/batch/upsert`, {
			inputs: [{ id: 'x', idProperty: 'hs_meeting_title', properties: { hs_timestamp: '1' } }],
		});
		expect(refused.status).toBe(400);
	});

	it('archives a batch and returns an empty response', async () => {
		const answer = await client.post(`${MEETINGS}/batch/archive`, {
			inputs: [{ id: '17612479134' }, { id: '17612479135' }, { id: '3' }],
		});
		expect(answer).toMatchObject({ status: 204, body: '' });
		expect(answer.headers.get('content-type')).toBeNull();
		expect(meetings()).toBe(-2);
	});

	it('answers a partial success with 200 instead of 207 in 2026-09, as documented', async () => {
		const { status, body } = await client.post('/crm/objects/2026-09/meetings/batch/read', {
			inputs: [{ id: '1' }],
			properties: [],
		});
		expect(status).toBe(200);
		expect(body.numErrors).toBe(1);
	});
});
