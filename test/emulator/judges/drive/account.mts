import { list, type Hub, type Version } from './hub.mts';

/** Account details, owners and property definitions. */
export function driveAccount(hub: Hub, version: Version): void {
	it('returns the account details', async () => {
		const details = await hub.ok(200, 'GET', `${version.account}/details`);
		expect(details.portalId).toEqual(expect.any(Number));
	});

	it('lists owners and reads one', async () => {
		const { results } = { results: list(await hub.ok(200, 'GET', version.owners)) };
		expect(results.length).toBeGreaterThan(2);
		const page = await hub.ok(200, 'GET', `${version.owners}?limit=2&archived=false`);
		expect(page).toHaveProperty('paging.next.after');
		await hub.ok(200, 'GET', `${version.owners}?archived=true`);
		const [owner] = results;
		const email = encodeURIComponent(String(owner.email));
		expect(list(await hub.ok(200, 'GET', `${version.owners}?email=${email}`))).toHaveLength(1);
		await hub.ok(200, 'GET', `${version.owners}/11349275740`);
		await hub.ok(200, 'GET', `${version.owners}/${owner.userId}?idProperty=userId`);
		await hub.refused(404, 'GET', `${version.owners}/4711`);
	});

	it.each(['meetings', 'contacts', 'companies', 'deals', 'tickets'])(
		'lists the properties of %s and reads one',
		async (type) => {
			const properties = list(await hub.ok(200, 'GET', `${version.properties}/${type}`));
			expect(properties.length).toBeGreaterThan(5);
			await hub.ok(200, 'GET', `${version.properties}/${type}/${properties[0].name}`);
			await hub.ok(200, 'GET', `${version.properties}/${type}?archived=false`);
		},
	);

	it('reads a property with options and refuses one that does not exist', async () => {
		const outcome = await hub.ok(200, 'GET', `${version.properties}/meetings/hs_meeting_outcome`);
		expect(list(outcome, 'options').map(({ value }) => value)).toContain('NO_SHOW');
		await hub.refused(404, 'GET', `${version.properties}/meetings/no_such_property`);
	});
}

/** Endpoints that only v3 and v1 have and that no OpenAPI document describes. */
export function driveOld(hub: Hub): void {
	it('lists the custom objects and reads their records', async () => {
		const [schema] = list(await hub.ok(200, 'GET', '/crm/v3/schemas'));
		expect(schema.objectTypeId).toMatch(/^2-\d+$/);
		await hub.ok(
			200,
			'GET',
			`/crm/v3/objects/${schema.objectTypeId}?limit=2&associations=meetings`,
		);
		await hub.ok(200, 'GET', `/crm/v3/properties/${schema.objectTypeId}`);
	});

	it('lists the pipelines of deals', async () => {
		const [pipeline] = list(await hub.ok(200, 'GET', '/crm/v3/pipelines/deals'));
		expect(list(pipeline, 'stages').length).toBeGreaterThan(1);
	});

	it('returns the daily API usage', async () => {
		const usage = list(await hub.ok(200, 'GET', '/account-info/v3/api-usage/daily/private-apps'));
		expect(usage[0].currentUsage).toBeGreaterThan(0);
	});

	it('creates a meeting with the engagements v1 API', async () => {
		const made = await hub.ok(200, 'POST', '/engagements/v1/engagements', {
			engagement: { type: 'MEETING', timestamp: 1777885200000 },
			metadata: { title: 'Old', startTime: 1777885200000, endTime: 1777887000000 },
			associations: { contactIds: [101] },
		});
		const { id } = made.engagement as { id: number };
		const path = `/crm/v3/objects/meetings/${id}?properties=hs_meeting_title&associations=contacts`;
		const read = await hub.ok(200, 'GET', path);
		expect(read).toMatchObject({ properties: { hs_meeting_title: 'Old' } });
		expect(read).toHaveProperty('associations.contacts.results.0.id', '101');
	});
}
