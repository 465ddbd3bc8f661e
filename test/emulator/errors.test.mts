import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const MEETINGS = '/crm/v3/objects/meetings';

const READER = 'pat-na1-reader';

const associated = (
	id: number | string,
	associationTypeId: number,
	category = 'HUBSPOT_DEFINED',
) => ({
	properties: { hs_timestamp: '2026-01-01T00:00:00Z' },
	associations: [{ to: { id }, types: [{ associationCategory: category, associationTypeId }] }],
});

describe("the emulator's errors", () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({
			now: () => NOW,
			tokens: { [EMULATOR_TOKEN]: 'all', [READER]: ['crm.objects.contacts.read'] },
		});
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	/** Checks the error of a create, that it has a correlation ID, and that no meeting was created. */
	const refused = async (body: unknown, status: number, expected: object) => {
		const answer = await client.post(MEETINGS, body);
		expect(answer.status).toBe(status);
		expect(answer.body).toMatchObject({
			status: 'error',
			correlationId: answer.headers.get('x-hubspot-correlation-id'),
			...expected,
		});
		expect(client.emulator.account.store('meetings').count()).toBe(14);
	};

	it('names every invalid property in one response', async () => {
		await refused(
			{
				properties: {
					hs_timestamp: 'yesterday',
					nonsense: '1',
					hs_createdate: '1',
					hs_meeting_outcome: 'scheduled',
					hubspot_owner_id: '9586501',
					satisfaction_score: 'high',
					follow_up_required: 'yes',
					follow_up_date: '2026-01-01T09:00:00Z',
				},
			},
			400,
			{
				category: 'VALIDATION_ERROR',
				message: expect.stringMatching(/^Property values were not valid: \[\{"isValid":false/),
				errors: [
					['INVALID_LONG', 'hs_timestamp'],
					['PROPERTY_DOESNT_EXIST', 'nonsense'],
					['READ_ONLY_VALUE', 'hs_createdate'],
					['INVALID_OPTION', 'hs_meeting_outcome'],
					['INVALID_OWNER_ID', 'hubspot_owner_id'],
					['INVALID_NUMBER', 'satisfaction_score'],
					['INVALID_OPTION', 'follow_up_required'],
					['INVALID_DATE', 'follow_up_date'],
				].map(([code, name]) =>
					expect.objectContaining({ code, context: { propertyName: [name] } }),
				),
			},
		);
	});

	it('refuses a meeting without hs_timestamp', () =>
		refused({ properties: { hs_meeting_title: 'No time' } }, 400, {
			message: 'Error creating MEETING_EVENT. Some required properties were not set.',
			context: { properties: ['hs_timestamp'] },
		}));

	it('refuses an association with an unknown record', () =>
		refused(associated(424242, 200), 400, {
			message: 'One or more associations are invalid',
			context: { INVALID_OBJECT_IDS: ['CONTACT=424242 is not valid'] },
		}));

	it('refuses an unknown association type', () =>
		refused(associated(101, 3, 'USER_DEFINED'), 400, {
			context: {
				associationSpec: ['USER_DEFINED=3'],
				INVALID_ASSOCIATION_TYPE_ID: ['USER_DEFINED=3 is not a valid association definition id'],
			},
		}));

	it('refuses an association type with the wrong direction', () =>
		refused(associated(101, 199), 400, {
			message:
				'invalid from object type 0-47 for associations to be created. expected: 0-1. For definition 0-199',
		}));

	it('refuses a duplicate unique value', async () => {
		const properties = { hs_timestamp: '1', external_booking_id: 'bk-1001' };
		await refused({ properties }, 400, {
			errors: [expect.objectContaining({ code: 'CONFLICTING_UNIQUE_VALUE' })],
		});
		const contact = await client.post('/crm/v3/objects/contacts', {
			properties: { email: 'Brian.Halvorsen@nordhafen.example' },
		});
		expect(contact).toMatchObject({
			status: 409,
			body: { category: 'CONFLICT', message: 'Contact already exists. Existing ID: 101' },
		});
	});

	it.each([
		['{"properties":', 400, /^Invalid input JSON on line 1, column \d+: /],
		['{}', 400, /Some required fields were not set: \[properties\]/],
		['[]', 400, /^Invalid input JSON/],
		['{"properties":{"hs_timestamp":{"a":1}}}', 400, /^Invalid input JSON.*java\.lang\.String/],
	])('refuses the body %s', async (text, status, message) => {
		const answer = await client.send('POST', MEETINGS, text);
		expect(answer.status).toBe(status);
		expect(answer.body.message).toMatch(message);
	});

	it.each([
		['GET', `${MEETINGS}/424242`, 404, 'resource not found'],
		['GET', `${MEETINGS}/abc`, 404, 'Object not found.  objectId are usually numeric.'],
		['GET', `${MEETINGS}/0`, 404, 'Object not found. objectId is usually positive.'],
		['GET', `${MEETINGS}?limit=101`, 400, 'limit must be at most 100 (was 101)'],
		['GET', `${MEETINGS}?limit=0`, 400, 'limit must be at least 1 (was 0)'],
		['GET', '/crm/v3/objects/unicorns', 400, 'Unable to infer object type from: unicorns'],
	])('%s %s returns status %i', async (method, path, status, message) => {
		const answer = await client.send(method, path);
		expect(answer.status).toBe(status);
		expect(answer.body.message).toBe(message);
	});

	it('refuses an update without properties or of an unknown record', async () => {
		const answer = await client.patch(`${MEETINGS}/17612479134`, { properties: {} });
		expect(answer).toMatchObject({
			status: 400,
			body: { message: 'No properties found to update, please provide at least one.' },
		});
		const gone = await client.patch(`${MEETINGS}/424242`, {
			properties: { hs_meeting_title: 'x' },
		});
		expect(gone.status).toBe(404);
	});

	it('refuses an unknown token and a token without the scope', async () => {
		for (const token of ['', 'pat-na1-wrong', 'toString']) {
			const answer = await client.get(MEETINGS, token);
			expect(answer.status).toBe(401);
			expect(answer.body.category).toBe('INVALID_AUTHENTICATION');
		}
		expect((await client.get(MEETINGS, READER)).status).toBe(200);
		const answer = await client.post(MEETINGS, { properties: { hs_timestamp: '1' } }, READER);
		expect(answer).toMatchObject({
			status: 403,
			body: {
				category: 'MISSING_SCOPES',
				errors: [{ context: { requiredGranularScopes: ['crm.objects.contacts.write'] } }],
			},
		});
	});

	it('returns an HTML page with status 404 for an unknown path', async () => {
		const answer = await client.get('/crm/v9/objects/meetings');
		expect(answer.status).toBe(404);
		expect(answer.headers.get('content-type')).toContain('text/html');
	});

	it('refuses a URL that is too long', async () => {
		const answer = await client.get(`${MEETINGS}?properties=${'x'.repeat(17_000)}`);
		expect(answer.status).toBe(414);
	});

	it.each(['text/plain', 'application/x-www-form-urlencoded', ''])(
		'refuses the content type %p with status 415',
		async (type) => {
			for (const method of ['POST', 'PATCH']) {
				const answer = await fetch(
					`${client.emulator.url}${MEETINGS}${method === 'POST' ? '' : '/1'}`,
					{
						method,
						headers: { authorization: `Bearer ${EMULATOR_TOKEN}`, 'content-type': type },
						body: '{"properties":{}}',
					},
				);
				expect(answer.status).toBe(415);
			}
		},
	);
});
