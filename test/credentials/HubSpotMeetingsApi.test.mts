import { readFileSync } from 'node:fs';

import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { HubSpotMeetingsApi } from '../../credentials/HubSpotMeetingsApi.credentials.ts';
import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { API_VERSIONS } from '../../nodes/hubspot/versions';
import { testCredential } from '../support/credentialTest.mts';
import { run } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';

const CONTACTS = ['crm.objects.contacts.read', 'crm.objects.contacts.write'];

const hubspot = emulatorForTests({
	tokens: { [EMULATOR_TOKEN]: 'all', narrow: ['crm.objects.deals.read'], enough: CONTACTS },
});

const sent = () => hubspot.current.requests.map(({ method, path }) => `${method} ${path}`);

const verdict = async (values: IDataObject = {}) =>
	await testCredential(credentialsOf(hubspot.current, values as Record<string, string>));

describe('a request', () => {
	test('has the token as bearer, without pasted whitespace', async () => {
		await verdict({ accessToken: ` ${EMULATOR_TOKEN}\n` });
		const [{ headers }] = hubspot.current.requests;
		expect(headers.authorization).toBe(`Bearer ${EMULATOR_TOKEN}`);
	});

	test('of the node is authenticated in the same way', async () => {
		const { error } = await run({
			parameters: { operation: 'getAll', limit: 1 },
			credentials: credentialsOf(hubspot.current, { accessToken: ` ${EMULATOR_TOKEN} ` }),
		});
		expect(error).toBeUndefined();
		expect(hubspot.current.requests[0].headers.authorization).toBe(`Bearer ${EMULATOR_TOKEN}`);
	});
});

describe('the base URL of a request', () => {
	const authenticated = async (options: Partial<IHttpRequestOptions>) =>
		await new HubSpotMeetingsApi().authenticate({ accessToken: 'x' }, { url: '/a', ...options });

	test("is HubSpot's if the field is empty", async () => {
		expect(await authenticated({ baseURL: '' })).toMatchObject({
			baseURL: 'https://api.hubapi.com',
		});
	});

	test('is not added to a request of another node', async () => {
		expect(await authenticated({ url: 'https://api.hubapi.com/crm/v3/owners' })).toEqual({
			url: 'https://api.hubapi.com/crm/v3/owners',
			headers: { Authorization: 'Bearer x' },
		});
	});
});

describe('the credential test', () => {
	test.each([
		['v3', '/crm/v3/objects/meetings'],
		['2026-03', '/crm/objects/2026-03/meetings'],
		['2026-09', '/crm/objects/2026-09/meetings'],
		['', '/crm/objects/2026-09/meetings'],
	])('with version %p reads one meeting', async (apiVersion, path) => {
		expect(await verdict({ apiVersion })).toEqual({ ok: true, message: 'Connection successful!' });
		expect(sent()).toEqual([`GET ${path}?limit=1`]);
	});

	test('covers every version that can be chosen', () => {
		const { options = [] } = new HubSpotMeetingsApi().properties.find(
			({ name }) => name === 'apiVersion',
		)!;
		expect(options.map((option) => 'value' in option && option.value)).toEqual(
			Object.keys(API_VERSIONS),
		);
	});

	test.each([
		['the field', String(API_VERSIONS.v3.description)],
		['the README', readFileSync('README.md', 'utf8')],
	])("%s says when HubSpot's support of old versions ends", (_, text) => {
		expect(text).toMatch(/September 2027/);
		expect(text).toMatch(/March 30, 2027/);
	});

	test.each(['2026-03', '2026-09'] as const)(
		'the description of %s says how long HubSpot supports it',
		(version) => {
			expect(API_VERSIONS[version].description).toMatch(/18 months/);
		},
	);

	test('passes with the scopes that the description names', async () => {
		expect(await verdict({ accessToken: 'enough' })).toMatchObject({ ok: true });
		const { description } = new HubSpotMeetingsApi().properties[0];
		for (const scope of CONTACTS) expect(description).toContain(scope);
	});

	test.each([
		['a wrong token', { accessToken: 'pat-eu1-wrong' }, /does not accept the access token/],
		['a missing scope', { accessToken: 'narrow' }, /lacks the scope crm\.objects\.contacts\.read/],
	])('names %s', async (_, values, message) => {
		const { ok, message: said } = await verdict(values);
		expect(ok).toBe(false);
		expect(said).toMatch(message);
		expect(said).not.toContain(values.accessToken);
	});

	test.each([
		[429, /request limit is reached/],
		[404, /no HubSpot API at this URL/],
	])('explains status %i', async (status, message) => {
		hubspot.current.faults.add({ match: {}, then: { status } });
		expect(await verdict()).toEqual({ ok: false, message: expect.stringMatching(message) });
	});
});

describe('a base URL', () => {
	const host = () => hubspot.current.url.replace('http://', '');

	test.each([
		['with a slash at the end', () => `${hubspot.current.url}/`],
		['with slashes at the end', () => `${hubspot.current.url}//`],
		['with spaces around it', () => ` ${hubspot.current.url} `],
		[
			'with the path of an endpoint',
			() => `${hubspot.current.url}/crm/objects/2026-09/meetings?`.slice(0, -1),
		],
		['without a scheme', () => host()],
		['in capitals', () => hubspot.current.url.toUpperCase()],
	])('%s is accepted by the test and by the node', async (_, baseUrl) => {
		expect(await verdict({ baseUrl: baseUrl() })).toMatchObject({ ok: true });
		const { error } = await run({
			parameters: { operation: 'getAll', limit: 1 },
			credentials: credentialsOf(hubspot.current, { baseUrl: baseUrl() }),
		});
		expect(error).toBeUndefined();
		expect(sent().map((line) => line.replace(/\?.*/, ''))).toEqual([
			'GET /crm/objects/2026-09/meetings',
			'GET /crm/objects/2026-09/meetings',
		]);
	});

	test.each([
		['without encryption', 'http://api.hubapi.com', /http would send the access token unencrypted/],
		['of the HubSpot app', 'https://app-eu1.hubspot.com', /is the login page/],
		['with a query', 'https://api.hubapi.com?x=1', /query or an anchor/],
		['with a user', 'https://a:b@api.hubapi.com', /must not contain a user/],
		['with another scheme', 'ftp://api.hubapi.com', /scheme/],
		['with an invalid port', 'https://api.hubapi.com:70000', /no valid port/],
	])(
		"%s is refused with the field's name by the test and by the node",
		async (_, baseUrl, message) => {
			const { ok, message: said } = await verdict({ baseUrl });
			expect(ok).toBe(false);
			expect(said).toMatch(/^Base URL: /);
			expect(said).toMatch(message);
			const { error } = await run({
				parameters: { operation: 'getAll', limit: 1 },
				credentials: credentialsOf(hubspot.current, { baseUrl }),
			});
			expect(error?.message).toMatch(/^Base URL: /);
			expect(error?.message).toMatch(message);
			expect(sent()).toEqual([]);
		},
	);
});
