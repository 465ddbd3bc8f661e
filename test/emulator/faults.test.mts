import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const MEETINGS = '/crm/v3/objects/meetings';

const CREATE = { properties: { hs_timestamp: '1' } };

describe('a fault of the emulator', () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	const made = () => client.emulator.account.store('meetings').count() - 14;

	const batch = () =>
		client.post(`${MEETINGS}/batch/create`, {
			inputs: ['a', 'b', 'c'].map((objectWriteTraceId) => ({ ...CREATE, objectWriteTraceId })),
		});

	it('affects only matching requests, the given number of times', async () => {
		const { faults } = client.emulator;
		faults.add({
			match: { method: 'POST', path: /meetings$/, body: /hs_timestamp/ },
			skip: 1,
			times: 2,
			then: { status: 503, body: { message: 'busy' }, headers: { 'retry-after': '1' } },
		});
		expect((await client.get(MEETINGS)).status).toBe(200);
		const statuses: number[] = [];
		for (let n = 0; n < 4; n++) statuses.push((await client.post(MEETINGS, CREATE)).status);
		expect(statuses).toEqual([201, 503, 503, 201]);
		expect(made()).toBe(2);
		expect(client.emulator.requests.map(({ status }) => status)).toEqual([200, 201, 503, 503, 201]);
	});

	it('is removed by its own function, by clear and by reset', async () => {
		const { faults } = client.emulator;
		const rule = { match: {}, times: Infinity, then: { status: 500 } };
		const remove = faults.add(rule);
		expect((await client.get(MEETINGS)).status).toBe(500);
		remove();
		expect((await client.get(MEETINGS)).status).toBe(200);
		faults.add(rule);
		faults.clear();
		expect((await client.get(MEETINGS)).status).toBe(200);
		faults.add(rule);
		client.emulator.reset();
		expect((await client.get(MEETINGS)).status).toBe(200);
	});

	it('with a delay: a reset drops the waiting request', async () => {
		client.emulator.faults.add({ match: {}, then: { delayMs: 50 } });
		const late = client.post(MEETINGS, CREATE);
		while (client.emulator.requests.length === 0) await new Promise(setImmediate);
		client.emulator.reset();
		await expect(late).rejects.toThrow();
		expect(made()).toBe(0);
		expect(client.emulator.requests).toHaveLength(0);
	});

	it.each([
		['before', 0],
		['after', 1],
	] as const)('cuts the connection %s the request is carried out', async (reset, expected) => {
		client.emulator.faults.add({ match: {}, then: { reset } });
		await expect(client.post(MEETINGS, CREATE)).rejects.toThrow();
		expect(made()).toBe(expected);
		expect(client.emulator.requests).toMatchObject([{ method: 'POST', status: 0 }]);
	});

	it('carries out the request and truncates the response', async () => {
		client.emulator.faults.add({ match: {}, then: { truncate: true } });
		await expect(client.post(MEETINGS, CREATE)).rejects.toThrow(SyntaxError);
		expect(made()).toBe(1);
	});

	it("answers with a proxy's error page and does not carry out the request", async () => {
		client.emulator.faults.add({ match: {}, then: { html: true } });
		const answer = await client.post(MEETINGS, CREATE);
		expect(answer.status).toBe(502);
		expect(answer.body).toContain('<html>');
		expect(made()).toBe(0);
	});

	it('delays the response', async () => {
		client.emulator.faults.add({ match: {}, then: { delayMs: 60 } });
		const before = performance.now();
		expect((await client.post(MEETINGS, CREATE)).status).toBe(201);
		expect(performance.now() - before).toBeGreaterThanOrEqual(55);
	});

	it('omits results, removes trace IDs or adds an extra result', async () => {
		const { faults } = client.emulator;
		faults.add({ match: {}, then: { dropResults: 2 } });
		faults.add({ match: {}, then: { stripTraceIds: true } });
		faults.add({ match: {}, then: { extraResult: true } });
		expect((await batch()).body.results).toHaveLength(1);
		for (const result of (await batch()).body.results) {
			expect(result).not.toHaveProperty('objectWriteTraceId');
		}
		expect((await batch()).body.results).toHaveLength(4);
		expect((await batch()).body.results).toHaveLength(3);
		expect(made()).toBe(12);
	});
});
