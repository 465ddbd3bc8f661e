import { meeting, type Hub, type Json } from './hub.mts';

const MEETINGS = '/crm/v3/objects/meetings';

/** The exact text of errors that appear in HubSpot's documentation or in recorded traffic. */
export function driveWording(hub: Hub, narrowToken: string): void {
	const error = { status: 'error', correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) };

	it('names every invalid property, also in the message', async () => {
		const body = meeting({ testproperty: 'x', hs_meeting_outcome: 'MAYBE' });
		const failure = await hub.refused(400, 'POST', MEETINGS, body);
		const unknown = 'Property "testproperty" does not exist';
		const [prefix, listed] = split(String(failure.message));
		expect(prefix).toBe('Property values were not valid: ');
		expect(listed).toHaveLength(2);
		expect(listed).toContainEqual({
			isValid: false,
			message: unknown,
			error: 'PROPERTY_DOESNT_EXIST',
			name: 'testproperty',
			localizedErrorMessage: unknown,
			portalId: expect.any(Number),
		});
		const option = listed.find(({ name }) => name === 'hs_meeting_outcome');
		expect(option?.message).toMatch(/^MAYBE was not one of the allowed options: \[label: "\w+/);
		expect(failure).toEqual({
			...error,
			message: failure.message,
			category: 'VALIDATION_ERROR',
			errors: expect.arrayContaining([
				{
					message: unknown,
					code: 'PROPERTY_DOESNT_EXIST',
					context: { propertyName: ['testproperty'] },
				},
			]),
		});
	});

	it('names the missing scope', async () => {
		const scopes = 'https://developers.hubspot.com/scopes';
		expect(await hub.refused(403, 'GET', MEETINGS, undefined, narrowToken)).toEqual({
			...error,
			message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${scopes}.`,
			errors: [
				{
					message: 'One or more of the following scopes are required.',
					context: { requiredGranularScopes: ['crm.objects.contacts.read'] },
				},
			],
			links: { scopes },
			category: 'MISSING_SCOPES',
		});
	});

	it('refuses a wrong token', async () => {
		expect(await hub.refused(401, 'GET', MEETINGS, undefined, 'pat-na1-wrong')).toEqual({
			...error,
			message:
				'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
			category: 'INVALID_AUTHENTICATION',
		});
	});

	it.each<[string, Json]>([
		['999999999999', { message: 'resource not found' }],
		[
			'abc',
			{
				message: 'Object not found.  objectId are usually numeric.',
				context: { id: ['abc'] },
				category: 'OBJECT_NOT_FOUND',
			},
		],
		['0', expect.objectContaining({ message: 'Object not found. objectId is usually positive.' })],
	])('does not find the meeting %s', async (id, body) => {
		const { status, correlationId, ...rest } = await hub.refused(404, 'GET', `${MEETINGS}/${id}`);
		expect({ status, correlationId }).toEqual(error);
		expect(rest).toEqual(body);
	});

	it('names a missing required property', async () => {
		const properties = { hs_meeting_title: 'No time' };
		expect(await hub.refused(400, 'POST', MEETINGS, { properties })).toEqual({
			...error,
			message: 'Error creating MEETING_EVENT. Some required properties were not set.',
			context: { properties: ['hs_timestamp'] },
			category: 'VALIDATION_ERROR',
		});
	});

	it('names unknown records and types of associations', async () => {
		const body = meeting({}, '424242');
		expect(await hub.refused(400, 'POST', MEETINGS, body)).toEqual({
			...error,
			message: 'One or more associations are invalid',
			context: { INVALID_OBJECT_IDS: ['CONTACT=424242 is not valid'] },
			category: 'VALIDATION_ERROR',
		});
		const types = [{ associationCategory: 'USER_DEFINED', associationTypeId: 3 }];
		const associations = [{ to: { id: '101' }, types }];
		expect(await hub.refused(400, 'POST', MEETINGS, { ...meeting(), associations })).toEqual({
			...error,
			message: 'One or more associations are invalid',
			context: {
				associationSpec: ['USER_DEFINED=3'],
				INVALID_ASSOCIATION_TYPE_ID: ['USER_DEFINED=3 is not a valid association definition id'],
			},
			category: 'VALIDATION_ERROR',
		});
	});

	it('names duplicate IDs and IDs that it could not read', async () => {
		const { id } = await hub.ok(201, 'POST', MEETINGS, meeting());
		const inputs = [id, id].map((same) => ({ id: same, properties: { hs_meeting_title: 'x' } }));
		expect(await hub.refused(400, 'POST', `${MEETINGS}/batch/update`, { inputs })).toEqual({
			...error,
			message: `Duplicate IDs found in batch input: [${id}]. IDs must be unique`,
			context: { ids: [id] },
			category: 'VALIDATION_ERROR',
		});
		const missing = { inputs: [{ id: '999' }, { id }, { id: '998' }], properties: [] };
		const read = await hub.ok(207, 'POST', `${MEETINGS}/batch/read`, missing);
		expect(read).toMatchObject({
			numErrors: 1,
			errors: [
				{
					status: 'error',
					category: 'OBJECT_NOT_FOUND',
					message:
						'Could not get some MEETING_EVENT objects, they may be deleted or not exist. Check that ids are valid.',
					context: { ids: ['999', '998'] },
				},
			],
		});
	});

	it('names the record without associations', async () => {
		const { id } = await hub.ok(201, 'POST', MEETINGS, meeting());
		const path = '/crm/v4/associations/meetings/contacts/batch/read';
		expect(await hub.ok(207, 'POST', path, { inputs: [{ id }] })).toMatchObject({
			results: [],
			numErrors: 1,
			errors: [
				{
					status: 'error',
					category: 'OBJECT_NOT_FOUND',
					subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
					message: expect.stringMatching(new RegExp(`^No contact is associated with .+ ${id}\\.$`)),
					context: { fromObjectId: [id], toObjectType: ['contact'] },
				},
			],
		});
	});
}

/** Splits the message of a validation error: a text followed by a JSON list. */
function split(message: string): [string, Json[]] {
	const start = message.indexOf('[');
	return [message.slice(0, start), JSON.parse(message.slice(start)) as Json[]];
}
