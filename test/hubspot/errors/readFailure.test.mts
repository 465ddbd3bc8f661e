import fc from 'fast-check';
import { NodeApiError, type INode } from 'n8n-workflow';

import {
	type FailedAnswer,
	readEntryFailure,
	readFailure,
} from '../../../nodes/hubspot/errors/readFailure';

const TOKEN = 'pat-na1-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const ID = '8a3f6c3a-8296-4002-b0a6-2a06fecf7c0c';
const BASE = 'https://api.hubapi.com';

const read = (status: number, body: unknown, more: Partial<FailedAnswer> = {}) =>
	readFailure({ status, body, headers: {}, baseUrl: BASE, token: TOKEN, ...more });
const error = (message: string, more: object = {}) => ({
	status: 'error',
	message,
	correlationId: ID,
	...more,
});
const invalid = (message: string, more: object = {}) =>
	read(400, error(message, { category: 'VALIDATION_ERROR', ...more }));

/** An error for invalid properties, in the format of HubSpot's error guide. */
function badProperties(...faults: Array<[name: string, code: string, message: string]>) {
	const listed = faults.map(([name, code, message]) => ({
		isValid: false,
		message,
		error: code,
		name,
		localizedErrorMessage: message,
		portalId: 123,
	}));
	const errors = faults.map(([name, code, message]) => ({
		message,
		code,
		context: { propertyName: [name] },
	}));
	const message = `Property values were not valid: ${JSON.stringify(listed)}`;
	return {
		both: invalid(message, { errors }),
		inMessage: invalid(message),
		inErrors: invalid('Property values were not valid', { errors }),
	};
}

describe('properties that HubSpot rejects', () => {
	const OPTIONS =
		'done was not one of the allowed options: [label: "Scheduled" value: "SCHEDULED", label: "No Show" value: "NO_SHOW"]';

	it.each(['both', 'inMessage', 'inErrors'] as const)(
		'are read from the response (%s)',
		(place) => {
			const failure = badProperties(
				['testproperty', 'PROPERTY_DOESNT_EXIST', 'Property "testproperty" does not exist'],
				['hs_meeting_outcome', 'INVALID_OPTION', OPTIONS],
			)[place];
			expect(failure).toMatchObject({
				kind: 'validation',
				status: 400,
				category: 'VALIDATION_ERROR',
				correlationId: ID,
				certain: true,
				aboutInput: true,
			});
			expect(failure.propertyErrors).toEqual([
				{
					name: 'testproperty',
					code: 'PROPERTY_DOESNT_EXIST',
					message: 'Property "testproperty" does not exist',
				},
				{
					name: 'hs_meeting_outcome',
					code: 'INVALID_OPTION',
					message: OPTIONS,
					allowed: [
						{ label: 'Scheduled', value: 'SCHEDULED' },
						{ label: 'No Show', value: 'NO_SHOW' },
					],
				},
			]);
			expect(failure.message).toContain('HubSpot has no property testproperty here');
			expect(failure.message).toContain(
				"Outcome (hs_meeting_outcome): 'done' is not one of its options. Use one of: SCHEDULED (Scheduled), NO_SHOW (No Show)",
			);
		},
	);

	it.each([
		['hs_createdate', 'READ_ONLY_VALUE', 'is a read only property', 'hs_createdate is read-only'],
		[
			'hs_meeting_start_time',
			'INVALID_LONG',
			'x was not a valid long.',
			"'x' is not a date and time",
		],
		['count', 'INVALID_LONG', 'x was not a valid long.', "count: 'x' is not a whole number"],
		['day', 'INVALID_DATE', '5 is at 1:0:0.0 UTC, not midnight!', 'a date without a time'],
		['hubspot_owner_id', 'INVALID_OWNER_ID', 'Owner with id 5 does not exist', 'not the user ID'],
		['key', 'CONFLICTING_UNIQUE_VALUE', '77 already has that value.', 'another record (77)'],
		['some', 'SOMETHING_NEW', 'Do not like it.', 'some: Do not like it'],
		['some', 'SOMETHING_NEW', '', 'some: HubSpot does not accept this value'],
	])('%s with code %s is explained', (name, code, message, words) => {
		expect(badProperties([name, code, message]).both.message).toContain(words);
	});

	it.each([
		['[A, "B C"]', ['A', 'B C']],
		['[label: "Ay" value: A, label: "Be" value: B]', ['A', 'B']],
		['[label: "Ay"\nvalue: "A"\ndisplay_order: 0\nhidden: false\n]', ['A']],
		['[]', undefined],
	])('allowed options are read from %s', (list, values) => {
		const message = `x was not one of the allowed options: ${list}`;
		const [found] = badProperties(['a', 'INVALID_OPTION', message]).both.propertyErrors ?? [];
		expect(found.allowed?.map(({ value }) => value)).toEqual(values);
	});

	it('more than three: the message explains three and counts the rest', () => {
		const faults = ['a', 'b', 'c', 'd', 'e'].map((name): [string, string, string] => [
			name,
			'PROPERTY_DOESNT_EXIST',
			'no',
		]);
		expect(badProperties(...faults).both.message).toMatch(/property c here.*And 2 more$/);
	});

	it('many options: the message lists twelve, the description all', () => {
		const options = Array.from({ length: 40 }, (_, n) => `label: "L${n}" value: "V${n}"`);
		const message = `x was not one of the allowed options: [${options.join(', ')}]`;
		const failure = badProperties(['hs_activity_type', 'INVALID_OPTION', message]).both;
		expect(failure.message).not.toContain('V12');
		expect(failure.description).toContain('V39');
	});
});

describe('other requests that HubSpot rejects', () => {
	it.each([
		[
			'a missing time',
			'Error creating MEETING_EVENT. Some required properties were not set.',
			{ context: { properties: ['hs_timestamp'] } },
			'Set Start Time (hs_meeting_start_time) or Activity Date (hs_timestamp)',
		],
		[
			'an unknown record',
			'One or more associations are invalid',
			{ context: { INVALID_OBJECT_IDS: ['CONTACT=424242 is not valid'] } },
			'HubSpot has no contact 424242 to associate with',
		],
		[
			'an unknown association type',
			'One or more associations are invalid',
			{
				context: {
					INVALID_ASSOCIATION_TYPE_ID: ['USER_DEFINED=3 is not a valid association definition id'],
				},
			},
			'Association type 3 does not exist between these object types',
		],
		[
			'a wrong association category',
			'One or more associations are invalid',
			{
				context: {
					INVALID_ASSOCIATION_TYPE_ID: [
						'USER_DEFINED=200 is not a valid association definition id',
					],
				},
			},
			'Set its category to HUBSPOT_DEFINED',
		],
		[
			'a wrong direction',
			'invalid from object type 0-47 for associations to be created. expected: 0-1. For definition 0-199',
			{},
			'Association type 199 is for contacts to meetings. For meetings to contacts, use 200',
		],
		[
			'a wrong target object type',
			'invalid to object type 0-3 for associations to be created. expected: 0-1. For definition 0-200',
			{},
			'For meetings to deals, use 212',
		],
		[
			'an unknown object type',
			'Unable to infer object type from: foo',
			{},
			'HubSpot has no object type foo. Use contacts',
		],
		[
			'an empty update',
			'No properties found to update, please provide at least one.',
			{ context: { properties: ['{}'] } },
			'nothing to update',
		],
		[
			'duplicate IDs',
			'Duplicate IDs found in batch input: [12]. IDs must be unique',
			{ context: { ids: ['12'] } },
			'more than once in one request (12)',
		],
		[
			'a property that is not unique',
			'Property "a" is not a unique property and cannot be used as idProperty',
			{},
			'Find By accepts only properties',
		],
		[
			'two object types without a default association type',
			'No default association type exists from object type 0-47 to object type 0-47',
			{},
			'only by a label or type ID',
		],
		[
			'an upsert by an unknown ID',
			'Could not get some MEETING_EVENT objects, they may be deleted or not exist. Check that ids are valid.',
			{},
			'does not have the record',
		],
		['an unknown ID property', 'Property "a" does not exist', {}, 'no property a here'],
		[
			'a pin without an association',
			'Engagement 5 cannot be pinned: the activity must already be associated with the record.',
			{},
			'Associate the two first',
		],
		['any other reason', 'Something else', {}, 'HubSpot refused the request: Something else'],
	])('%s is explained', (_, message, more, words) => {
		const failure = invalid(message, more);
		expect(failure.message).toContain(words);
		expect(failure.aboutInput).toBe(true);
		expect(`${failure.message} ${failure.description}`).toContain(message);
	});

	it('the IDs in the context are returned', () => {
		const ids = (context: object) => invalid('x', { context }).ids;
		expect(ids({ INVALID_OBJECT_IDS: ['CONTACT=1 is not valid', 'DEAL=2 is not valid'] })).toEqual([
			'1',
			'2',
		]);
		expect(ids({ ids: ['1', '1', '3'] })).toEqual(['1', '3']);
		expect(ids({ fromObjectId: ['1'], toObjectId: ['2'] })).toEqual(['1', '2']);
		expect(ids({ properties: ['1'] })).toBeUndefined();
	});
});

describe('kinds of failures', () => {
	const scopes = (...names: string[]) =>
		read(403, {
			...error("This app hasn't been granted all required scopes to make this call."),
			category: 'MISSING_SCOPES',
			errors: [{ message: 'x', context: { requiredGranularScopes: names } }],
		});

	it('403 names the missing scopes', () => {
		const failure = scopes('crm.objects.contacts.read');
		expect(failure).toMatchObject({ kind: 'scope', aboutInput: false, certain: true });
		expect(failure.missingScopes).toEqual(['crm.objects.contacts.read']);
		expect(failure.message).toBe(
			'The access token lacks the scope crm.objects.contacts.read. Add it to the service key or private app in HubSpot, then try again',
		);
		expect(scopes('a', 'b', 'c', 'd', 'e').message).toContain('such as a, b, c.');
	});
	it("403 for another reason shows HubSpot's message", () => {
		expect(read(403, error('Not in your plan'))).toMatchObject({ kind: 'forbidden' });
		expect(read(403, error('Not in your plan')).message).toContain('Not in your plan.');
	});

	const unauthorized = error('Authentication credentials not found.', {
		category: 'INVALID_AUTHENTICATION',
	});
	it('401 says to check the credential', () => {
		const failure = read(401, unauthorized);
		expect(failure).toMatchObject({ kind: 'auth', category: 'INVALID_AUTHENTICATION' });
		expect(failure.message).toContain('Check in the credential');
		expect(failure.otherBaseUrl).toBeUndefined();
		expect(read(401, error('x', { category: 'EXPIRED_AUTHENTICATION' })).message).toContain(
			'expired',
		);
		expect(read(530, '<html>')).toMatchObject({ kind: 'auth' });
	});
	it.each([
		['pat-eu1-0a1b2c3d-4e5f', BASE, 'https://api-eu1.hubapi.com'],
		['pat-na2-0a1b2c3d-4e5f', 'http://127.0.0.1:4010', 'https://api-na2.hubapi.com'],
		['pat-na1-0a1b2c3d-4e5f', 'https://api-eu1.hubapi.com', BASE],
		['pat-eu1-0a1b2c3d-4e5f', 'https://api-eu1.hubapi.com', undefined],
		['pat-na1-0a1b2c3d-4e5f', 'http://127.0.0.1:4010', undefined],
		['something', BASE, undefined],
	])('401 with token %s at Base URL %s suggests %s', (token, baseUrl, other) => {
		const failure = read(401, unauthorized, { token, baseUrl });
		expect(failure.otherBaseUrl).toBe(other);
		expect(failure.message.includes('Base URL')).toBe(other !== undefined);
		expect(JSON.stringify(failure)).not.toContain(token);
	});

	it('404 names the record that was not found', () => {
		const failure = read(404, error('resource not found'), { what: 'meeting 12' });
		expect(failure).toMatchObject({ kind: 'notFound', aboutInput: true });
		expect(failure.message).toContain('HubSpot has no meeting 12. ');
		expect(
			read(
				404,
				error('Object not found.  objectId are usually numeric.', { context: { id: ['abc'] } }),
			).message,
		).toContain('is not the ID of a HubSpot record');
	});
	it('404 with a web page says to check Base URL and API Version', () => {
		const failure = read(404, '<html>Not found</html>');
		expect(failure.aboutInput).toBe(false);
		expect(failure.message).toContain('Base URL and API Version');
	});
	it('409 names the existing record', () => {
		const failure = read(
			409,
			error('Contact already exists. Existing ID: 123', { category: 'CONFLICT' }),
		);
		expect(failure.message).toContain('ID 123');
	});

	const limit = (message: string, more: object = {}, headers: Record<string, unknown> = {}) =>
		read(429, error(message, more), { headers });
	it('429 is read as a rate limit or as the daily limit', () => {
		expect(
			limit('You have reached your ten_secondly_rolling limit.', {
				policyName: 'TEN_SECONDLY_ROLLING',
			}),
		).toMatchObject({ kind: 'rateLimit', limit: 'tenSecondly', certain: true, aboutInput: false });
		expect(
			limit('You have reached your secondly limit.', { category: 'RATE_LIMITS' }),
		).toMatchObject({
			kind: 'rateLimit',
			limit: 'secondly',
		});
		expect(limit('x', {}, { 'Retry-After': '7' })).toMatchObject({
			kind: 'rateLimit',
			limit: 'tenSecondly',
			retryAfterMs: 7000,
		});
		for (const daily of [
			limit('You have reached your daily limit.', { policyName: 'DAILY' }),
			limit('You have reached your daily limit.'),
			limit('x', {}, { 'X-HubSpot-RateLimit-Daily-Remaining': '0' }),
		]) {
			expect(daily).toMatchObject({ kind: 'dailyLimit', limit: 'daily' });
			expect(daily.message).toContain('midnight');
		}
	});
	it('Retry-After as a date gives the time until that date', () => {
		const at = new Date(Date.now() + 30_000).toUTCString();
		const { retryAfterMs = 0 } = limit('x', {}, { 'retry-after': at });
		expect(retryAfterMs).toBeGreaterThan(25_000);
		expect(retryAfterMs).toBeLessThanOrEqual(30_000);
	});
	it('Retry-After as a date is relative to the Date header of the response', () => {
		const headers = { 'retry-after': 'Sat, 01 Jan 2050 00:00:40 GMT' };
		expect(limit('x', {}, { ...headers, date: 'Sat, 01 Jan 2050 00:00:00 GMT' }).retryAfterMs).toBe(
			40_000,
		);
		expect(limit('x', {}, headers).retryAfterMs).toBeUndefined();
	});
	it.each([
		['0', 1_000],
		['-5', 1_000],
		['0.2', 1_000],
		['5, 7', 1_000],
		['soon', 1_000],
		['Thu, 01 Jan 1970 00:00:00 GMT', 1_000],
		['', undefined],
		['1000000000', undefined],
		['1e300', undefined],
	])(
		'Retry-After %j is read as at least one second, or ignored if it is unreasonably long',
		(value, ms) => {
			const failure = limit('x', {}, { 'retry-after': value });
			expect(failure.retryAfterMs).toBe(ms);
			expect(failure.message).toMatch(/Try again in (?:1 second|a few seconds)$/);
		},
	);

	it.each([
		[429, 'in a few seconds'],
		[423, 'in a few seconds'],
		[477, 'later; it can take up to 24 hours'],
		[503, 'in a few minutes'],
	])('status %i: a Retry-After of more than a day is ignored', (status, words) => {
		for (const value of ['86401', '1000000000000', 'Sat, 01 Jan 2999 00:00:00 GMT']) {
			const failure = read(status, error('x'), { headers: { 'retry-after': value } });
			expect(failure.retryAfterMs).toBeUndefined();
			expect(failure.message).toContain(`Try again ${words}`);
		}
	});

	it.each([
		[423, 'locked', true],
		[477, 'migration', true],
		[414, 'tooLong', true],
		[408, 'server', false],
		[500, 'server', false],
		[502, 'server', false],
		[503, 'server', false],
		[524, 'server', false],
		[200, 'unreadable', false],
		[302, 'redirect', true],
		[303, 'redirect', false],
	])('status %i is read as %s', (status, kind, certain) => {
		expect(read(status, '<html>')).toMatchObject({ status, kind, certain });
	});

	it('477 says how long the migration takes', () => {
		const failure = read(477, error('x'), { headers: { 'retry-after': '7200' } });
		expect(failure.message).toContain('in 2 hours');
		const day = read(477, error('x'), { headers: { 'retry-after': '86400' } });
		expect(day.message).toContain('in 24 hours');
	});

	it('status 200: a web page is told apart from a response that was cut off', () => {
		expect(read(200, '<!DOCTYPE html><p>Login').message).toContain('a web page');
		const cut = read(200, '{"results":[{"id":"1","prop');
		expect(cut.message).toContain('cut off');
		expect(cut.description).toContain('{"results"');
	});

	it.each([
		['ECONNREFUSED', true, 'cannot be reached'],
		['ENOTFOUND', true, 'was not found'],
		['ECONNRESET', false, 'was lost'],
		['ETIMEDOUT', false, 'too long'],
		['ECONNABORTED', false, 'too long'],
		['CERT_HAS_EXPIRED', true, 'certificate'],
	])('network error %s is explained', (networkCode, certain, words) => {
		const failure = readFailure({ status: 0, networkCode });
		expect(failure).toMatchObject({ kind: 'network', certain, networkCode, status: 0 });
		expect(failure.message).toContain(words);
	});
});

describe('error entries of a 207', () => {
	it('the failed inputs are named by trace ID', () => {
		expect(
			readEntryFailure({
				status: 'error',
				category: 'VALIDATION_ERROR',
				message:
					'Property values were not valid: [{"isValid":false,"message":"no","error":"PROPERTY_DOESNT_EXIST","name":"a"}]',
				context: { objectWriteTraceId: ['549b1c2a9351'] },
			}),
		).toMatchObject({
			kind: 'validation',
			status: 400,
			traceIds: ['549b1c2a9351'],
			certain: true,
			aboutInput: true,
			propertyErrors: [{ name: 'a' }],
		});
	});
	it('the missing records are named', () => {
		const failure = readEntryFailure({
			status: 'error',
			category: 'OBJECT_NOT_FOUND',
			message:
				'Could not get some MEETING_EVENT objects, they may be deleted or not exist. Check that ids are valid.',
			context: { ids: ['999', '998'] },
		});
		expect(failure).toMatchObject({ kind: 'notFound', status: 404, ids: ['999', '998'] });
		expect(failure.message).toContain('HubSpot has no meeting 999, 998. ');
	});
});

const samples = () => [
	read(401, error('x', { category: 'INVALID_AUTHENTICATION' })),
	read(401, error('x'), { token: 'pat-eu1-0a1b2c3d-4e5f' }),
	read(403, error('x')),
	read(403, error('x', { category: 'MISSING_SCOPES' })),
	...[400, 404, 408, 409, 414, 423, 429, 477, 500, 502, 503, 504, 524, 530, 200].flatMap(
		(status) => [read(status, '<html>'), read(status, ''), read(status, error('HubSpot says so'))],
	),
	...['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND'].map((networkCode) =>
		readFailure({ status: 0, networkCode }),
	),
	badProperties(['a', 'PROPERTY_DOESNT_EXIST', 'no']).both,
];

it("messages follow n8n's rules and are understandable on their own", () => {
	for (const { message } of samples()) {
		expect(message).not.toMatch(/\b(?:error|problem|failure|mistake|undefined|null)\b/i);
		expect(message).not.toMatch(/\.$/);
		expect(message.length).toBeGreaterThan(40);
	}
});

it('NodeApiError keeps every message', () => {
	const node = { name: 'x', type: 'x', typeVersion: 1, id: '', position: [0, 0], parameters: {} };
	for (const { message, description, status } of samples()) {
		const made = new NodeApiError(
			node as unknown as INode,
			{ message, description: description ?? '' },
			{ message, description, httpCode: String(status) },
		);
		expect(made.message).toBe(message);
	}
});

it('no failure contains the token, wherever HubSpot repeats it', () => {
	for (const failure of [
		invalid(`Token ${TOKEN} is odd`, { context: { ids: [TOKEN], [TOKEN]: ['x'] } }),
		read(200, `{"token":"${TOKEN}`),
		badProperties(['a', TOKEN, `Bearer ${TOKEN}`]).both,
		readFailure({ status: 0, networkCode: `connect ${TOKEN}`, token: TOKEN }),
	]) {
		expect(JSON.stringify(failure)).not.toContain(TOKEN.slice(0, 20));
	}
});

it('a context with keys such as constructor is read', () => {
	const failure = read(400, error('no', { context: { valueOf: ['1'], constructor: 2 } }));
	expect(failure.message).toMatch(/no/);
});

it('a failure with any status and body has a message', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 0, max: 599 }),
			fc.oneof(
				fc.jsonValue(),
				fc.string(),
				fc.record(
					{
						message: fc.anything(),
						category: fc.anything(),
						context: fc.anything(),
						errors: fc.array(fc.anything()),
					},
					{ requiredKeys: [] },
				),
			),
			(status, body) => {
				const failure = read(status, body);
				expect(typeof failure.message).toBe('string');
				expect(failure.message).not.toBe('');
			},
		),
	);
});

test('an error that is nested too deeply is read without its details', () => {
	const nested = '['.repeat(20_000) + ']'.repeat(20_000);
	const deep = JSON.parse(`{"status":"error","context":{"a":[${nested}]}}`) as unknown;
	expect(read(400, deep).status).toBe(400);
});
