import { describeJudged, judgeAll, openApiJudge, type Exchange } from '../../support/openapi.mts';

const judge = openApiJudge();

const MEETING = {
	id: '512',
	properties: { hs_object_id: '512', hs_meeting_title: null },
	createdAt: '2026-03-01T09:00:00Z',
	updatedAt: '2026-03-01T09:00:00.017Z',
	archived: false,
};
const FAILURE = {
	status: 'error',
	message: 'No',
	correlationId: '0193f1b2-7c1e-7c10-8a3e-3f9d5c1f0a11',
	category: 'VALIDATION_ERROR',
};
const GET: Exchange = {
	method: 'GET',
	path: '/crm/v3/objects/meetings/512?properties=hs_meeting_title,hs_timestamp&archived=false',
	status: 200,
	responseBody: MEETING,
};
const POST: Exchange = {
	method: 'POST',
	path: '/crm/v3/objects/meetings',
	requestBody: {
		properties: { hs_timestamp: '1772355600000' },
		associations: [
			{
				to: { id: 101 },
				types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 200 }],
			},
		],
	},
	requestHeaders: { 'content-type': 'application/json' },
	status: 201,
	responseBody: MEETING,
};

describeJudged('the OpenAPI judge', () => {
	const found = (exchange: Exchange): string => judge!.check(exchange).join('\n');

	it.each([
		['a read', GET],
		['a create', POST],
		['an error', { ...GET, status: 400, responseBody: FAILURE }],
		['bodies as text', { ...POST, requestBody: JSON.stringify(POST.requestBody) }],
		['a repeated query parameter', { ...GET, path: `${GET.path}&properties=hs_object_id` }],
	])('accepts %s', (_name, exchange: Exchange) => {
		expect(judge!.check(exchange)).toEqual([]);
	});

	it.each<[string, Partial<Exchange>, RegExp]>([
		['an unknown path', { path: '/crm/v3/objects/meetings/512/notes' }, /no document knows GET/],
		['an unknown method', { method: 'PUT' }, /no document knows PUT/],
		['a version that was never released', { path: '/crm/objects/2025-03/0-47/512' }, /no document/],
		['an unknown query parameter', { path: `${GET.path}&limit=5` }, /\?limit is unknown/],
		[
			'a query parameter of the wrong type',
			{ path: `${GET.path.split('?')[0]}?archived=yes` },
			/boolean/,
		],
		[
			'a parameter given twice',
			{ path: `${GET.path}&archived=true` },
			/\?archived must be boolean/,
		],
		[
			'an undocumented success status',
			{ status: 204, responseBody: '' },
			/status 204 is not documented/,
		],
		['an unknown key in the response', { responseBody: { ...MEETING, extra: 1 } }, /\(extra\)/],
		['a missing key in the response', { responseBody: { ...MEETING, id: undefined } }, /'id'/],
		[
			'a number as a property value',
			{ responseBody: { ...MEETING, properties: { a: 1 } } },
			/string/,
		],
		['an invalid date', { responseBody: { ...MEETING, createdAt: '1.3.2026' } }, /date-time/],
		['an empty response', { responseBody: undefined }, /response must be object/],
		['a truncated response', { responseBody: '{"id":"512",' }, /response must be object/],
		[
			'an error without a message',
			{ status: 400, responseBody: { ...FAILURE, message: undefined } },
			/'message'/,
		],
		[
			'an invalid correlation ID',
			{ status: 403, responseBody: { ...FAILURE, correlationId: 'x' } },
			/uuid/,
		],
		[
			'a 403 without a category',
			{ status: 403, responseBody: { ...FAILURE, category: undefined } },
			/'category'/,
		],
		[
			'a scope that the operation does not require',
			{
				status: 403,
				responseBody: {
					...FAILURE,
					errors: [{ message: 'x', context: { requiredGranularScopes: ['tickets'] } }],
				},
			},
			/scope that the document does not, is "tickets"/,
		],
		['an unexpected body', { requestBody: {} }, /has a body/],
	])('reports %s in a read', (_name, change, expected) => {
		expect(found({ ...GET, ...change })).toMatch(expected);
	});

	it.each<[string, Partial<Exchange>, RegExp]>([
		['a missing body', { requestBody: undefined }, /has no body/],
		['missing properties', { requestBody: { associations: [] } }, /'properties'/],
		['a misspelled key', { requestBody: { properties: {}, association: [] } }, /\(association\)/],
		[
			'a boolean value',
			{ requestBody: { properties: { a: true } } },
			/\/properties\/a must be string/,
		],
		[
			'an unknown association category',
			{
				requestBody: {
					properties: {},
					associations: [
						{
							to: { id: '1' },
							types: [{ associationCategory: 'DEFAULT', associationTypeId: 200 }],
						},
					],
				},
			},
			/associationCategory must be equal to one of/,
		],
		[
			'a wrong content type',
			{ requestHeaders: { 'content-type': 'text/plain' } },
			/is not application\/json/,
		],
		['a wrong success status', { status: 200 }, /status 200 is not documented \(201, default\)/],
	])('reports %s in a create', (_name, change, expected) => {
		expect(found({ ...POST, ...change })).toMatch(expected);
	});

	it('accepts a file in a multipart body, but no other value in its place', () => {
		const file = { fileName: 'a.txt', type: 'text/plain', size: 1, sha256: '0' };
		const upload: Exchange = {
			method: 'POST',
			path: '/files/v3/files',
			requestBody: { file, folderPath: '/a', options: '{"access":"PRIVATE"}' },
			requestHeaders: { 'content-type': 'multipart/form-data; boundary=x' },
			status: 201,
			responseBody: {
				id: '1',
				access: 'PRIVATE',
				archived: false,
				createdAt: MEETING.createdAt,
				updatedAt: MEETING.createdAt,
			},
		};
		expect(judge!.check(upload)).toEqual([]);
		const json = { 'content-type': 'application/json' };
		expect(found({ ...upload, requestHeaders: json })).toMatch(/is not multipart\/form-data/);
		const options = { access: 'PRIVATE' };
		expect(found({ ...upload, requestBody: { file, options } })).toMatch(/options must be string/);
		expect(found({ ...upload, requestBody: { file: { name: 'a' } } })).toMatch(
			/file must be string/,
		);
	});

	it('requires an empty response to a deletion', () => {
		const deleted = { method: 'DELETE', path: '/crm/v3/objects/meetings/512', status: 204 };
		expect(found(deleted)).toBe('');
		expect(found({ ...deleted, responseBody: { deleted: true } })).toMatch(/should be empty/);
	});

	it('reports a missing required parameter', () => {
		const path = '/scheduler/v3/meetings/meeting-links/book/jane?monthOffset=1';
		expect(found({ ...GET, path })).toMatch(/\?timezone is missing/);
	});

	it('prefers the exact path: a batch is not a meeting with the id "batch"', () => {
		const batch = {
			...POST,
			path: '/crm/v3/objects/meetings/batch/archive',
			requestBody: { inputs: [{ id: '512' }] },
			status: 204,
			responseBody: undefined,
		};
		expect(found(batch)).toBe('');
		expect(judge!.operations).toContain('POST /crm/v3/objects/meetings/batch/archive 204');
	});

	it('distinguishes versions: 2026-09 answers a partial success with 200, v3 with 207', () => {
		const batch = (path: string, status: number): Exchange => ({
			method: 'POST',
			path,
			requestBody: { inputs: [{ id: '1' }], properties: [], propertiesWithHistory: [] },
			status,
			responseBody: {
				status: 'COMPLETE',
				results: [],
				numErrors: 1,
				errors: [{ ...FAILURE, correlationId: undefined, context: { ids: ['1'] } }],
				startedAt: '2026-03-01T09:00:00Z',
				completedAt: '2026-03-01T09:00:00Z',
			},
		});
		expect(found(batch('/crm/v3/objects/meetings/batch/read', 207))).toBe('');
		expect(found(batch('/crm/objects/2026-09/0-47/batch/read', 200))).toBe('');
		expect(found(batch('/crm/objects/2026-09/0-47/batch/read', 207))).toMatch(/not documented/);
	});

	it('can judge only the request or only the response', () => {
		const wrong = { ...POST, requestBody: {}, status: 400, responseBody: FAILURE };
		expect(judge!.check(wrong, 'response')).toEqual([]);
		expect(judge!.check(wrong, 'request')).toHaveLength(1);
	});

	it('judges a list of recorded requests', () => {
		const request = { method: 'GET', path: GET.path, status: 200, headers: {}, body: undefined };
		expect(judgeAll([{ ...request, responseBody: MEETING }])).toEqual([]);
		expect(judgeAll([{ ...request, responseBody: {} }]).length).toBeGreaterThan(0);
	});

	it('ignores the response of an injected fault, but still judges the request', () => {
		const page = { status: 502, headers: {}, responseBody: '<html></html>' };
		const request = { method: 'GET', path: GET.path, ...page };
		expect(judgeAll([request])).toHaveLength(1);
		expect(judgeAll([{ ...request, faulty: true }])).toEqual([]);
		expect(judgeAll([{ ...request, path: '/crm/v3/objects', faulty: true }])).toHaveLength(1);
	});
});
