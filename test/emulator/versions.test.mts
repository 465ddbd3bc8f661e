import { judgeAll } from '../support/openapi.mts';
import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const INTRO = '17612479134';

/** Endpoints whose paths differ between versions. `wrong` lists paths that the version does not have. */
const VERSIONS = [
	{
		name: 'v3 with v4',
		lists: ['/crm/v4/objects', '/crm/v3/objects'],
		labels: ['/crm/v4/associations', '/crm/associations/v4'],
		typed: '/crm/v3/objects',
		types: '/crm/v3/associations',
		old: true,
		wrong: [
			`/crm/objects/v4/meetings/${INTRO}/associations/contacts`,
			'/crm/v3/associations/meetings/contacts/labels',
			'/crm/v4/objects/meetings',
		],
	},
	...['2026-03', '2026-09'].map((date) => ({
		name: date,
		lists: [`/crm/objects/${date}`],
		labels: [`/crm/associations/${date}`],
		typed: `/crm/objects/${date}`,
		types: `/crm/associations/${date}`,
		old: false,
		wrong: [`/crm/${date}/objects/meetings`, `/crm/${date}/associations/meetings/contacts/labels`],
	})),
];

describe.each(VERSIONS)('the paths of $name', (version) => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	it.each(version.lists)('lists associations under %s', async (base) => {
		const { status, body } = await client.get(`${base}/meetings/${INTRO}/associations/contacts`);
		expect(status).toBe(200);
		const ids = body.results.map((one: { id?: string; toObjectId?: string }) =>
			String(one.toObjectId ?? one.id),
		);
		expect([...new Set(ids)]).toEqual(['101', '102']);
		expect(judgeAll(client.emulator.requests)).toEqual([]);
	});

	it.each(version.labels)('lists, creates, updates and deletes labels under %s', async (base) => {
		const path = `${base}/meetings/contacts/labels`;
		const names = async () =>
			(await client.get(path)).body.results.map(({ label }: { label?: string }) => label ?? null);
		expect(await names()).toContain('Decision maker');
		const made = await client.post(path, { label: 'Sponsor', name: 'sponsor' });
		expect(made.status).toBe(200);
		const { typeId: associationTypeId } = made.body.results[0];
		expect((await client.put(path, { associationTypeId, label: 'Patron' })).status).toBe(204);
		expect(await names()).toContain('Patron');
		expect((await client.del(`${path}/${associationTypeId}`)).status).toBe(204);
		expect(await names()).not.toContain('Patron');
		expect(judgeAll(client.emulator.requests)).toEqual([]);
	});

	it('accepts the association type in the path in v3 only', async () => {
		const path = `${version.typed}/meetings/${INTRO}/associations/contacts/103/200`;
		expect((await client.put(path)).status).toBe(version.old ? 200 : 404);
		expect((await client.del(path)).status).toBe(version.old ? 204 : 404);
		const types = await client.get(`${version.types}/meetings/contacts/types`);
		expect(types.status).toBe(version.old ? 200 : 404);
	});

	it.each(version.wrong)('returns status 404 for %s', async (path) => {
		const { status, body } = await client.get(path);
		expect(status).toBe(404);
		expect(body).toMatch(/^<!DOCTYPE html>/);
	});
});
