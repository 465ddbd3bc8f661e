import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Expression } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE, numbered, operate } from '../support/meetings.mts';

const hubspot = emulatorForTests();

/** Twelve expressions, as when a user maps columns to fields. */
const TWELVE = {
	hs_meeting_title: '=M{{ $json.n }}',
	hs_meeting_start_time: '={{ "2026-12-01T10:00:00Z" }}',
	hs_meeting_end_time: '={{ "2026-12-01T11:00:00Z" }}',
	additionalFields: {
		hs_timestamp: '={{ "2026-12-01T10:00:00Z" }}',
		hs_meeting_body: '=Body {{ $json.n }}',
		hs_internal_meeting_notes: '=Notes {{ $json.n }}',
		hs_meeting_external_url: '=https://example.com/{{ $json.n }}',
		hs_meeting_location: '=Room {{ $json.n }}',
		hs_meeting_outcome: '={{ "SCHEDULED" }}',
		hs_activity_type: '={{ "First Meeting" }}',
		hs_attachment_ids: '={{ "1" }}',
		hubspot_owner_id: '={{ "11349275740" }}',
	},
};

test('twelve simple expressions are evaluated together, once for each item', async () => {
	const resolve = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
	const { error } = await operate(hubspot.current, 'create', TWELVE, { items: numbered(100) });
	const evaluations = resolve.mock.calls.filter(
		([value]) => typeof value === 'string' && value.startsWith('='),
	).length;
	resolve.mockRestore();
	expect(error).toBeUndefined();
	expect(evaluations).toBe(100);
	expect(hubspot.current.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test("n8n's event loop stays responsive while 1,000 items are processed", async () => {
	let longest = 0;
	let last = performance.now();
	const tick = setInterval(() => {
		longest = Math.max(longest, performance.now() - last);
		last = performance.now();
	}, 5);
	const began = performance.now();
	const { error } = await operate(hubspot.current, 'create', TWELVE, { items: numbered(1_000) });
	clearInterval(tick);
	const took = performance.now() - began;
	expect(error).toBeUndefined();
	// The goal is 100 ms. The machine may be busy, so the limit also depends on the duration of the whole run.
	expect(longest).toBeLessThan(Math.max(250, took / 4));
});

test('250 items are sent in batches of 100, 100 and 50', async () => {
	const { error } = await operate(
		hubspot.current,
		'create',
		{ ...CREATE, hs_meeting_title: '=M{{ $json.n }}' },
		{ items: numbered(250) },
	);
	expect(error).toBeUndefined();
	const sizes = hubspot.current.requests.map(
		({ body }) => (body as { inputs: unknown[] }).inputs.length,
	);
	expect(sizes).toEqual([100, 100, 50]);
});

describe('features that n8n provides for declarative nodes', () => {
	test.each([
		['127.0.0.1', true],
		['127.0.0.1, example.com', true],
		['example.com', false],
		['*.0.0.1', true],
	])('with Allowed Domains %j, the request is sent: %s', async (allowedDomains, allowed) => {
		const { error } = await operate(hubspot.current, 'create', CREATE, {
			items: numbered(1),
			credentials: credentialsOf(hubspot.current, {
				allowedHttpRequestDomains: 'domains',
				allowedDomains,
			}),
		});
		expect(hubspot.current.requests).toHaveLength(allowed ? 1 : 0);
		if (allowed) expect(error).toBeUndefined();
		else expect(error?.message).toMatch(/[Dd]omain/);
	});

	test('an empty list of allowed domains is refused, and nothing is sent', async () => {
		const { error } = await operate(hubspot.current, 'create', CREATE, {
			items: numbered(1),
			credentials: credentialsOf(hubspot.current, {
				allowedHttpRequestDomains: 'domains',
				allowedDomains: ' ',
			}),
		});
		expect(error?.message).toMatch(/^'Allowed Domains' is empty in the credential/);
		expect(hubspot.current.requests).toEqual([]);
	});

	test('requests are sent through the proxy', async () => {
		const asked: string[] = [];
		const proxy = createServer((request: IncomingMessage, response) => {
			asked.push(`${request.method} ${request.url}`);
			response.writeHead(201, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ id: '1', properties: {} }));
		});
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const { port } = proxy.address() as AddressInfo;
		const { error } = await operate(
			hubspot.current,
			'create',
			{ ...CREATE, requestOptions: { proxy: `http://127.0.0.1:${port}` } },
			{ items: numbered(1) },
		);
		await new Promise((resolve) => proxy.close(resolve));
		expect(error).toBeUndefined();
		expect(asked).toEqual([expect.stringMatching(/^POST http:\/\/127\.0\.0\.1:\d+\/.*meetings$/)]);
		expect(hubspot.current.requests).toEqual([]);
	});

	test('a proxy that is not a URL is refused', async () => {
		const { error } = await operate(
			hubspot.current,
			'create',
			{ ...CREATE, requestOptions: { proxy: 'proxy' } },
			{ items: numbered(1) },
		);
		expect(error?.message).toMatch(/^'Proxy' is not the URL of a proxy/);
	});

	test('the timeout ends a slow request', async () => {
		hubspot.current.faults.add({ match: { path: '/meetings' }, then: { delayMs: 3_000 } });
		const { error } = await operate(
			hubspot.current,
			'create',
			{ ...CREATE, sending: { longestWait: 0 }, requestOptions: { timeout: 200 } },
			{ items: numbered(1) },
		);
		expect(error?.message).toMatch(/may already exist/);
		expect(hubspot.current.requests.map(({ method }) => method)).toEqual(['POST']);
	});
});
