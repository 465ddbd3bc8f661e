import { meeting, type Hub, type Version } from './hub.mts';

/** The errors of single records: the status, and a body that the documents allow. */
export function driveErrors(hub: Hub, version: Version, tokens: Record<string, string>): void {
	const meetings = `${version.objects}/meetings`;

	it.each<[string, object, RegExp]>([
		['an unknown property', meeting({ no_such_property: 'x' }), /no_such_property/],
		['a read-only property', meeting({ hs_createdate: '2026-01-01T00:00:00Z' }), /hs_createdate/],
		['an unknown option', meeting({ hs_meeting_outcome: 'MAYBE' }), /allowed options/],
		['an invalid time', meeting({ hs_timestamp: 'tomorrow' }), /tomorrow/],
		['an unknown associated record', meeting({}, '424242424242'), /associations are invalid/],
		['no time', { properties: { hs_meeting_title: 'x' } }, /required properties/],
		['no properties', { associations: [] }, /required fields were not set/],
	])('refuses to create a meeting with %s', async (_name, body, message) => {
		const failure = await hub.refused(400, 'POST', meetings, body);
		expect(failure.message).toMatch(message);
		expect(failure.category).toBe('VALIDATION_ERROR');
	});

	it('refuses an association type with the wrong direction', async () => {
		const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 199 }];
		const body = { ...meeting(), associations: [{ to: { id: '101' }, types }] };
		const { message } = await hub.refused(400, 'POST', meetings, body);
		expect(message).toMatch(/0-199/);
		types[0].associationTypeId = 99999;
		await hub.refused(400, 'POST', meetings, body);
	});

	it('refuses invalid JSON', async () => {
		const { message } = await hub.refused(400, 'POST', meetings, '{"properties":');
		expect(message).toMatch(/Invalid input JSON/);
	});

	it('refuses unknown and invalid IDs', async () => {
		await hub.refused(404, 'GET', `${meetings}/999999999999`);
		await hub.refused(404, 'GET', `${meetings}/abc`);
		await hub.refused(404, 'GET', `${meetings}/0`);
		const properties = { hs_meeting_title: 'x' };
		await hub.refused(404, 'PATCH', `${meetings}/999999999999`, { properties });
	});

	it('refuses an update without properties', async () => {
		const { id } = await hub.ok(201, 'POST', meetings, meeting());
		const { message } = await hub.refused(400, 'PATCH', `${meetings}/${id}`, { properties: {} });
		expect(message).toMatch(/No properties found to update/);
	});

	it('refuses a page limit that is too high', async () => {
		await hub.refused(400, 'GET', `${meetings}?limit=101`);
		await hub.refused(400, 'GET', `${meetings}?limit=51&propertiesWithHistory=hs_meeting_title`);
	});

	it('refuses an object type that does not exist', async () => {
		const { message } = await hub.refused(400, 'GET', `${version.objects}/foo`);
		expect(message).toMatch(/Unable to infer object type from/);
	});

	it('refuses a missing token, a wrong token and a token without the scope', async () => {
		const without = await hub.refused(401, 'GET', meetings, undefined, '');
		expect(without.category).toBe('INVALID_AUTHENTICATION');
		await hub.refused(401, 'GET', meetings, undefined, 'pat-na1-wrong');
		const narrow = await hub.refused(403, 'GET', meetings, undefined, tokens.ownersOnly);
		expect(narrow).toMatchObject({
			category: 'MISSING_SCOPES',
			errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.read'] } }],
		});
		await hub.refused(403, 'POST', meetings, meeting(), tokens.readOnly);
		await hub.refused(403, 'GET', version.owners, undefined, tokens.readOnly);
		for (const type of ['contacts', 'companies', 'deals', 'tickets']) {
			const one = `${version.objects}/${type}`;
			await hub.refused(403, 'GET', one, undefined, tokens.ownersOnly);
			await hub.refused(403, 'POST', one, { properties: {} }, tokens.readOnly);
		}
	});
}
