import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';

import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { testCredential } from '../support/credentialTest.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { run } from '../support/engine.mts';
import { searchList } from '../support/picker.mts';
import { Poller } from '../support/poll.mts';
import { createSecureServer } from '../support/secureServer.mts';

const hubspot = emulatorForTests();

/** Another server, which must not receive any request. */
let other: Server;
const asked: string[] = [];

beforeAll(async () => {
	other = createServer((request, response) => {
		asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
		response.setHeader('content-type', 'application/json');
		response.end('{"id":"1","properties":{},"results":[]}');
	});
	await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
});
beforeEach(() => asked.splice(0));
afterEach(() => expect(asked).toEqual([]));
afterAll(() => other.close());

const port = () => (other.address() as AddressInfo).port;
const ADDRESSES = {
	'another port': () => `http://127.0.0.1:${port()}`,
	'another host name': () => `http://localhost:${port()}`,
	'a URL without a scheme': () => `//localhost:${port()}`,
};
const COMBINATIONS = [301, 302, 303, 307, 308].flatMap((status) =>
	(Object.keys(ADDRESSES) as Array<keyof typeof ADDRESSES>).map((where) => ({ status, where })),
);

/** Redirects all CRM requests to another server. Returns a pattern that the error message must match. */
function redirect(status: number, where: keyof typeof ADDRESSES): RegExp {
	const address = ADDRESSES[where]();
	hubspot.current.faults.add({
		match: { path: '/crm/' },
		times: Infinity,
		then: { status, headers: { location: `${address}/crm/objects/2026-09/meetings?a=1` } },
	});
	const host = address.replace(/^.*\/\//, '');
	return new RegExp(`redirects to http://${host} \\(status ${status}\\).*access token`);
}

const CREATE = {
	resource: 'meeting',
	operation: 'create',
	hs_meeting_title: 'Secret talks',
	hs_meeting_start_time: '2026-12-01T10:00:00Z',
};

describe.each(COMBINATIONS)('redirect with status $status to $where', ({ status, where }) => {
	test.each([
		['a single create', CREATE, 1],
		['a batch', CREATE, 3],
		['a read', { resource: 'meeting', operation: 'getAll', limit: 1 }, 1],
	])('%s fails after one request', async (_, parameters, count) => {
		const words = redirect(status, where);
		const { error } = await run({
			parameters,
			items: Array.from({ length: count }, () => ({})),
			credentials: credentialsOf(hubspot.current),
		});
		const isUnsure = status === 303 && parameters === CREATE;
		expect(error?.message).toMatch(isUnsure ? /redirects.*may already exist/ : words);
		expect(error?.message).not.toContain(EMULATOR_TOKEN);
		expect(hubspot.current.requests).toHaveLength(1);
	});

	test('a picker, the trigger and the credential test do not follow it', async () => {
		const words = redirect(status, where);
		const credentials = credentialsOf(hubspot.current);
		await expect(searchList('searchMeetings', { credentials })).rejects.toThrow(words);
		const trigger = new Poller({ parameters: { event: 'created' }, credentials });
		await expect(trigger.poll()).rejects.toThrow(words);
		expect(await testCredential(credentials)).toEqual({
			ok: false,
			message: expect.stringMatching(/redirects to another URL.*access token was not sent/),
		});
	});
});

describe.each([301, 302, 303, 307, 308])('redirect with status %i from https to http', (status) => {
	const target = () => `127.0.0.1:${port()}`;
	const came: string[] = [];
	const secure = createSecureServer((request, response) => {
		came.push(`${request.method} ${request.headers.authorization}`);
		request.resume();
		response.writeHead(status, { location: `http://${target()}${request.url}` }).end();
	});
	const credentials = () =>
		credentialsOf(hubspot.current, {
			baseUrl: `https://127.0.0.1:${(secure.address() as AddressInfo).port}`,
		});

	beforeAll(async () => {
		await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
		// Accepts the server's self-signed certificate.
		const connect = tls.connect as (options: tls.ConnectionOptions) => tls.TLSSocket;
		jest
			.spyOn(tls, 'connect')
			.mockImplementation(((options: tls.ConnectionOptions) =>
				connect({ ...options, rejectUnauthorized: false })) as never);
	});
	beforeEach(() => came.splice(0));
	afterAll(() => {
		jest.restoreAllMocks();
		secure.close();
	});

	test.each([1, 3])('a create fails after one request, item count %i', async (count) => {
		const items = Array.from({ length: count }, () => ({}));
		const { error } = await run({ parameters: CREATE, items, credentials: credentials() });
		expect(error?.message).toContain(`redirects to http://${target()}`);
		expect(came).toEqual([`POST Bearer ${EMULATOR_TOKEN}`]);
	});

	test('a picker, the trigger and the credential test do not follow it', async () => {
		const words = new RegExp(`redirects to http://${target()}`);
		await expect(searchList('searchMeetings', { credentials: credentials() })).rejects.toThrow(
			words,
		);
		const parameters = { event: 'created' };
		const trigger = new Poller({ parameters, credentials: credentials() });
		await expect(trigger.poll()).rejects.toThrow(words);
		const verdict = await testCredential(credentials());
		expect(verdict).toEqual({ ok: false, message: expect.stringMatching(/redirects to another/) });
		expect(came).toHaveLength(3);
	});
});

test('a redirect without a URL is refused', async () => {
	hubspot.current.faults.add({ match: {}, times: Infinity, then: { status: 302 } });
	const { error } = await run({
		parameters: CREATE,
		credentials: credentialsOf(hubspot.current),
	});
	expect(error?.message).toMatch(/redirects to an unreadable URL/);
});

test('Retry On Fail sends a create again after it was refused because of a redirect', async () => {
	hubspot.current.faults.add({
		match: { method: 'POST' },
		then: { status: 307, headers: { location: `http://127.0.0.1:${port()}/` } },
	});
	const { json } = await run({
		parameters: CREATE,
		credentials: credentialsOf(hubspot.current),
		settings: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	});
	expect(json[0].id).toMatch(/^\d+$/);
	expect(hubspot.current.requests).toHaveLength(2);
});
