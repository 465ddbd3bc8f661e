import { list, type Hub, type Version } from './hub.mts';

/** Owners, property definitions and association labels: what pickers read. */
export function driveAccount(hub: Hub, version: Version): void {
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

/** What v3 alone has: the schemas of custom objects. */
export function driveSchemas(hub: Hub): void {
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
}
