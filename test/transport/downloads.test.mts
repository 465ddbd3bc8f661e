import '../support/logs.mts';

import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';

import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { keepBinaryData } from '../support/binaryData.mts';
import { run, type RunOptions } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { createSecureServer } from '../support/secureServer.mts';

/** Downloads use n8n's request options. The storage is another host, which must never receive the token. */

const MEETING = '17612479145';
const FILE = '175600000002';
const SIGNED = /signed-url$/;

const hubspot = emulatorForTests();
const open: Server[] = [];

beforeAll(async () => {
	await keepBinaryData();
});
afterEach(async () => {
	await Promise.all(open.splice(0).map(async (one) => await new Promise((end) => one.close(end))));
});

const listen = async <S extends Server>(server: S): Promise<number> => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	open.push(server);
	return (server.address() as AddressInfo).port;
};

const download = async (
	requestOptions: IDataObject = {},
	{ parameters, ...more }: Partial<RunOptions> = {},
) =>
	await run({
		parameters: {
			resource: 'attachment',
			operation: 'download',
			meetingId: MEETING,
			options: { fileIds: FILE },
			requestOptions,
			...parameters,
		},
		credentials: credentialsOf(hubspot.current),
		...more,
	});

/** Makes HubSpot return this download URL and size for the file. */
const isAt = (url: string, size: number) =>
	hubspot.current.faults.add({
		match: { path: SIGNED },
		times: 10,
		then: {
			status: 200,
			body: {
				url,
				expiresAt: '2030-01-01T00:00:00Z',
				name: 'x',
				extension: 'csv',
				size,
				type: 'DOCUMENT',
			},
		},
	});

/** Forwards a request to another server, as a proxy does. */
const passOn =
	(addressOf: (url: string) => string): RequestListener =>
	(request: IncomingMessage, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { method = 'GET', url = '', headers } = request;
			const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
			const { authorization = '', 'content-type': type = '' } = headers;
			void fetch(addressOf(url), {
				method,
				body,
				headers: { ...(authorization && { authorization }), ...(type && { 'content-type': type }) },
			}).then(async (answer) => {
				const content = Buffer.from(await answer.arrayBuffer());
				response.writeHead(answer.status, {
					'content-type': answer.headers.get('content-type') ?? '',
					'content-length': content.length,
				});
				response.end(content);
			});
		});
	};

test('an http download URL is not fetched if the Base URL is https', async () => {
	const secure = createSecureServer(passOn((url) => `${hubspot.current.url}${url}`));
	const baseUrl = `https://127.0.0.1:${await listen(secure)}`;
	const { error } = await download(
		{ allowUnauthorizedCerts: true },
		{ credentials: credentialsOf(hubspot.current, { baseUrl }) },
	);
	expect(error?.message).toMatch(
		new RegExp(`insecure URL for file ${FILE} \\(http.*It was not used`),
	);
	expect(hubspot.current.storage.requests).toEqual([]);
});

test('the file is downloaded through the proxy, without the token', async () => {
	const asked: Array<[string, string | undefined]> = [];
	const proxy = createServer((request, response) => {
		asked.push([String(request.url), request.headers.authorization]);
		passOn((url) => url)(request, response);
	});
	const { error, output } = await download({ proxy: `http://127.0.0.1:${await listen(proxy)}` });
	expect(error).toBeUndefined();
	expect(output[0].binary).toHaveProperty('attachment_0');
	const storage = asked.filter(([url]) => url.includes('/signed/'));
	expect(storage).toEqual([[expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\//), undefined]]);
	const others = asked.filter((one) => !storage.includes(one)).map(([, token]) => token);
	expect(new Set(others)).toEqual(new Set([`Bearer ${EMULATOR_TOKEN}`]));
});

test.each([true, false])(
	'a download with an untrusted certificate succeeds only if allowed (%s)',
	async (allowed) => {
		let came = 0;
		const storage = createSecureServer((_, response) => {
			came += 1;
			response.writeHead(200, { 'content-type': 'text/csv' }).end('a;b\n');
		});
		isAt(`https://127.0.0.1:${await listen(storage)}/signed/x`, 4);
		const { error, output } = await download(allowed ? { allowUnauthorizedCerts: true } : {}, {
			parameters: { sending: { retry: false } },
		});
		expect(came).toBe(allowed ? 1 : 0);
		if (allowed) {
			expect(error).toBeUndefined();
			const { attachment_0: binary } = output[0].binary ?? {};
			expect(Buffer.from(binary.data, 'base64').toString()).toBe('a;b\n');
		} else {
			expect(error?.message).toMatch(/storage at 127.0.0.1:\d+ did not return file .*CERT/);
		}
	},
);

test('cancelling the workflow ends a running download', async () => {
	const cancel = new AbortController();
	let gone: () => void = () => {};
	const isGone = new Promise<void>((resolve) => (gone = resolve));
	const storage = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'text/csv', 'content-length': '1000000' });
		response.write('a;b\n');
		response.on('close', gone);
		setTimeout(() => cancel.abort(), 50);
	});
	isAt(`http://127.0.0.1:${await listen(storage)}/signed/x`, 1_000_000);
	const { output } = await download({}, { signal: cancel.signal });
	await isGone;
	expect(output).toEqual([]);
});

test("a file whose size differs from HubSpot's is refused and not added to the item", async () => {
	const storage = createServer((_, response) => {
		response.writeHead(200, { 'content-type': 'text/csv' }).end('a;b\n');
	});
	isAt(`http://127.0.0.1:${await listen(storage)}/signed/x`, 9);
	const { error, output } = await download(
		{},
		{
			parameters: { sending: { retry: false } },
			settings: { onError: 'continueRegularOutput' },
		},
	);
	expect(error).toBeUndefined();
	expect(output).toHaveLength(1);
	expect(output[0].json.error).toMatch(/did not return file .*it was cut off/);
	expect(output[0].binary).toBeUndefined();
});
