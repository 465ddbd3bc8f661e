import { list, meeting, type Hub, type Json, type Version } from './hub.mts';

/** Single records: the endpoints of the meetings guide, and the same endpoints for other object types. */
export function driveObjects(hub: Hub, version: Version): void {
	const meetings = `${version.objects}/meetings`;
	const create = async (body: Json = meeting()): Promise<string> =>
		String((await hub.ok(201, 'POST', meetings, body)).id);

	it('creates meetings', async () => {
		await create();
		await create(meeting({ hs_meeting_outcome: 'SCHEDULED' }, 101));
		await create(meeting({ hubspot_owner_id: '11349275740' }, '102'));
		await create(meeting({ hs_timestamp: 1777885200000 }));
	});

	it('reads a meeting with properties, history and associations', async () => {
		const id = await create(meeting({}, 101));
		const read = await hub.ok(200, 'GET', `${meetings}/${id}`);
		expect(Object.keys(read.properties as Json).sort()).toEqual([
			'hs_createdate',
			'hs_lastmodifieddate',
			'hs_object_id',
		]);
		const full = await hub.ok(
			200,
			'GET',
			`${meetings}/${id}?properties=hs_meeting_title,hs_meeting_location&propertiesWithHistory=hs_meeting_title&associations=contacts,companies&archived=false`,
		);
		expect(full.properties).toMatchObject({
			hs_meeting_title: 'Judged',
			hs_meeting_location: null,
		});
		expect(full).toHaveProperty('associations.contacts.results');
		expect(full).toHaveProperty('propertiesWithHistory.hs_meeting_title');
		await hub.ok(
			200,
			'GET',
			`${meetings}/${id}?properties=hs_meeting_title&properties=hs_timestamp`,
		);
	});

	it('lists meetings page by page', async () => {
		await create();
		await create();
		const first = await hub.ok(200, 'GET', `${meetings}?limit=1`);
		expect(first).toHaveProperty('paging.next.link');
		const after = (first.paging as { next: { after: string } }).next.after;
		await hub.ok(
			200,
			'GET',
			`${meetings}?limit=50&after=${after}&properties=hs_meeting_title&propertiesWithHistory=hs_meeting_title&associations=contacts`,
		);
		await hub.ok(200, 'GET', `${meetings}?archived=true`);
	});

	it('updates, clears and deletes a meeting', async () => {
		const id = await create();
		await hub.ok(200, 'PATCH', `${meetings}/${id}`, { properties: { hs_meeting_title: 'Moved' } });
		await hub.ok(200, 'PATCH', `${meetings}/${id}`, { properties: { hs_meeting_title: '' } });
		await hub.ok(204, 'DELETE', `${meetings}/${id}`);
		const archived = await hub.ok(200, 'GET', `${meetings}/${id}?archived=true`);
		expect(archived).toMatchObject({ archived: true, archivedAt: expect.any(String) });
		await hub.refused(404, 'GET', `${meetings}/${id}`);
	});

	it('finds a meeting by a unique property', async () => {
		const value = `judged-${version.name}`;
		await create(meeting({ external_booking_id: value }));
		const by = `${meetings}/${value}?idProperty=external_booking_id`;
		await hub.ok(200, 'GET', `${by}&properties=external_booking_id`);
		await hub.ok(200, 'PATCH', by, { properties: { hs_meeting_outcome: 'COMPLETED' } });
	});

	it.each(['contacts', 'companies', 'deals', 'tickets', 'leads', '0-47', 'meeting'])(
		'reads and lists %s',
		async (type) => {
			const page = await hub.ok(
				200,
				'GET',
				`${version.objects}/${type}?limit=3&associations=meetings`,
			);
			for (const { id } of list(page)) await hub.ok(200, 'GET', `${version.objects}/${type}/${id}`);
		},
	);

	it('creates and updates a contact', async () => {
		const contacts = `${version.objects}/contacts`;
		const body = { properties: { email: `judge.${version.name}@example.com`, firstname: 'Jo' } };
		const { id } = await hub.ok(201, 'POST', contacts, { ...body, associations: [] });
		await hub.ok(200, 'PATCH', `${contacts}/${id}`, { properties: { firstname: 'Joan' } });
		const email = encodeURIComponent(body.properties.email);
		await hub.ok(200, 'GET', `${contacts}/${email}?idProperty=email`);
		await hub.refused(409, 'POST', contacts, body);
		await hub.ok(204, 'DELETE', `${contacts}/${id}`);
	});

	it('pins a meeting on a record that it is associated with', async () => {
		const id = await create(meeting({}, 101));
		const contact = `${version.objects}/contacts/101`;
		await hub.ok(200, 'PATCH', contact, { properties: { hs_pinned_engagement_id: Number(id) } });
		await hub.ok(200, 'GET', `${contact}?properties=hs_pinned_engagement_id`);
		await hub.ok(200, 'PATCH', contact, { properties: { hs_pinned_engagement_id: '' } });
		const lone = await create();
		await hub.refused(400, 'PATCH', contact, { properties: { hs_pinned_engagement_id: lone } });
	});
}
