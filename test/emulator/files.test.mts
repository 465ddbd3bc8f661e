import { fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { judgeAll } from '../support/openapi.mts';
import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

const [PRIVATE, LOG, HIDDEN, OPEN, BROCHURE] = [1, 2, 3, 4, 5].map((n) => 175_600_000_000 + n);

const TOKENS = {
	files: 'pat-na1-files',
	reader: 'pat-na1-files-read',
	contacts: 'pat-na1-contacts',
};

const VERSIONS = ['/files/v3/files', '/files/2026-03/files', '/files/2026-09/files'];

type Fields = Record<string, string | undefined>;

const OPTIONS = JSON.stringify({ access: 'PRIVATE' });

const formOf = (text: string, fields: Fields = {}, fileName = 'Notes.txt', type = 'text/plain') => {
	const form = new FormData();
	const all: Fields = { folderPath: '/meetings', options: OPTIONS, ...fields };
	for (const [name, value] of Object.entries(all)) {
		if (value !== undefined) form.append(name, value);
	}
	form.append('file', new Blob([text], { type }), fileName);
	return form;
};

describe("the emulator's files API", () => {
	let now = NOW;
	let client: Client;
	let base = VERSIONS[0];

	beforeAll(async () => {
		client = await startClient({
			now: () => now,
			tokens: {
				[EMULATOR_TOKEN]: 'all',
				[TOKENS.files]: ['files'],
				[TOKENS.reader]: ['files.read'],
				[TOKENS.contacts]: ['crm.objects.contacts.read'],
			},
		});
	});
	beforeEach(() => {
		now = NOW;
		[base] = VERSIONS;
		client.emulator.reset();
	});
	afterAll(() => client.emulator.close());

	const send = async (form: FormData, token = EMULATOR_TOKEN) => {
		const response = await fetch(`${client.emulator.url}${base}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}` },
			body: form,
		});
		return { status: response.status, body: await response.json() };
	};

	const upload = (text: string, fields?: Fields, fileName?: string) =>
		send(formOf(text, fields, fileName));

	const options = (given: object) => ({ options: JSON.stringify({ access: 'PRIVATE', ...given }) });

	const count = () => client.emulator.account.files.all().length;

	describe.each(VERSIONS)('under %s', (path) => {
		beforeEach(() => {
			base = path;
		});
		afterEach(() => expect(judgeAll(client.emulator.requests)).toEqual([]));

		it('uploads, reads, signs, serves and deletes a file', async () => {
			const { status, body } = await upload('Über alles', {}, 'Übersicht.TXT');
			expect(status).toBe(201);
			expect(body).toMatchObject({
				id: '175600000006',
				name: 'Übersicht',
				extension: 'txt',
				access: 'PRIVATE',
				type: 'DOCUMENT',
				size: 11,
				path: '/meetings/Übersicht.txt',
				fileMd5: createHash('md5').update('Über alles').digest('hex'),
				archived: false,
				createdAt: '2026-11-20T12:00:00Z',
			});
			expect(await client.get(`${base}/${body.id}`)).toMatchObject({ status: 200, body });
			const signed = await client.get(`${base}/${body.id}/signed-url?expirationSeconds=60`);
			expect(signed).toMatchObject({
				status: 200,
				body: { name: 'Übersicht', extension: 'txt', expiresAt: '2026-11-20T12:01:00Z' },
			});
			const response = await fetch(signed.body.url);
			expect(response.headers.get('content-type')).toBe('text/plain');
			expect(await response.text()).toBe('Über alles');
			expect((await client.del(`${base}/${body.id}`)).status).toBe(204);
			expect((await client.get(`${base}/${body.id}`)).status).toBe(404);
			expect((await client.del(`${base}/${body.id}`)).status).toBe(404);
			expect((await fetch(signed.body.url)).status).toBe(404);
		});

		it('searches files by ID and other filters, page by page', async () => {
			const ids = async (query: string) =>
				(await client.get(`${base}/search?${query}`)).body.results.map(({ id }: { id: string }) =>
					Number(id),
				);
			expect(await ids(`ids=${PRIVATE}&ids=${HIDDEN},404`)).toEqual([PRIVATE, HIDDEN]);
			expect(await ids('limit=2&after=2&sort=-id')).toEqual([HIDDEN, LOG]);
			expect(await ids('name=tall&extension=pdf')).toEqual([PRIVATE]);
			expect(await ids('allowsAnonymousAccess=true')).toEqual([OPEN, BROCHURE]);
			expect(await ids(`idGte=${OPEN}&type=DOCUMENT&sizeLte=100`)).toEqual([OPEN]);
			expect(await ids('createdAtLte=2026-10-31T12:00:01Z')).toEqual([PRIVATE, LOG]);
			const page = await client.get(`${base}/search?limit=4&properties=name`);
			expect(page.body.paging.next.after).toBe('4');
			expect(Object.keys(page.body.results[0]).sort()).toEqual(
				['access', 'archived', 'createdAt', 'id', 'name', 'updatedAt'].sort(),
			);
		});
	});

	it('records the name, type, size and hash of an uploaded file, not its content', async () => {
		await upload('abc', { fileName: 'Renamed' });
		expect(client.emulator.requests[0].body).toEqual({
			file: {
				fileName: 'Notes.txt',
				type: 'text/plain',
				size: 3,
				sha256: createHash('sha256').update('abc').digest('hex'),
			},
			folderPath: '/meetings',
			options: OPTIONS,
			fileName: 'Renamed',
		});
		expect(client.emulator.account.files.byPath('/meetings/Renamed.txt')).toBeDefined();
	});

	it('creates folders and accepts their IDs', async () => {
		const { body } = await upload('a', { folderPath: 'calls/2026/' });
		expect(body.path).toBe('/calls/2026/Notes.txt');
		const again = await upload('b', { folderPath: undefined, folderId: body.parentFolderId });
		expect(again.body.path).toBe('/calls/2026/Notes-1.txt');
		const root = await upload('c', { folderPath: '/' });
		expect(root.body).toMatchObject({ path: '/Notes.txt' });
		expect(root.body.parentFolderId).toBeUndefined();
	});

	it('renames a second file with the same name, or replaces the first with overwrite', async () => {
		const first = await upload('a');
		const second = await upload('b');
		expect(second.body.name).toBe('Notes-1');
		const third = await upload('c', options({ overwrite: true }));
		expect(third.body.name).toBe('Notes');
		expect(third.body.id).not.toBe(first.body.id);
		expect((await client.get(`${base}/${first.body.id}`)).status).toBe(404);
	});

	it('returns or rejects a duplicate file within the requested scope', async () => {
		const existing = { duplicateValidationStrategy: 'RETURN_EXISTING' };
		const folder = { ...existing, duplicateValidationScope: 'EXACT_FOLDER' };
		const first = await upload('a');
		expect((await upload('a')).body.id).not.toBe(first.body.id);
		const found = await upload('a', options(existing), 'Other.txt');
		expect(found).toMatchObject({ status: 201, body: { id: first.body.id, name: 'Notes' } });
		const elsewhere = { folderPath: '/elsewhere', ...options(folder) };
		expect((await upload('a', elsewhere)).body.path).toBe('/elsewhere/Notes.txt');
		expect((await upload('a', options(folder))).body.id).toBe(first.body.id);
		const before = count();
		const refused = await upload('a', options({ duplicateValidationStrategy: 'REJECT' }));
		expect(refused).toMatchObject({ status: 409, body: { category: 'CONFLICT' } });
		expect(count()).toBe(before);
	});

	it.each<[string, FormData, RegExp]>([
		[
			'both a folder path and a folder ID',
			formOf('a', { folderId: '1' }),
			/Exactly one of folderPath/,
		],
		[
			'neither a folder path nor a folder ID',
			formOf('a', { folderPath: undefined }),
			/Exactly one of folderPath/,
		],
		['an unknown folder', formOf('a', { folderPath: undefined, folderId: '1' }), /Folder 1/],
		['missing options', formOf('a', { options: undefined }), /options is required/],
		['options that are not JSON', formOf('a', { options: '[object Object]' }), /JSON object/],
		['options without access', formOf('a', { options: '{}' }), /options.access must be one of/],
		[
			'hidden access',
			formOf('a', { options: '{"access":"HIDDEN_PRIVATE"}' }),
			/options.access must be one of/,
		],
		[
			'an unknown duplicate strategy',
			formOf('a', { options: '{"access":"PRIVATE","duplicateValidationStrategy":"X"}' }),
			/duplicateValidationStrategy must be one of/,
		],
	])('refuses %s', async (_name, form, message) => {
		const { status, body } = await send(form);
		expect({ status, body }).toMatchObject({
			status: 400,
			body: { category: 'VALIDATION_ERROR', message: expect.stringMatching(message) },
		});
		expect(count()).toBe(5);
		expect(judgeAll(client.emulator.requests, 'response')).toEqual([]);
	});

	it('refuses a body that is not multipart, has no file or is incomplete', async () => {
		expect((await client.post(base, { folderPath: '/a' })).status).toBe(415);
		const form = formOf('a');
		form.delete('file');
		expect((await send(form)).status).toBe(400);
		const broken = await fetch(`${client.emulator.url}${base}`, {
			method: 'POST',
			headers: {
				authorization: `Bearer ${EMULATOR_TOKEN}`,
				'content-type': 'multipart/form-data; boundary=x',
			},
			body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
		});
		expect(broken.status).toBe(400);
		expect(count()).toBe(5);
	});

	it('requires scopes, and hides hidden files from tokens without their scope', async () => {
		const scopes = (list: string[]) => ({
			category: 'MISSING_SCOPES',
			errors: [{ context: { requiredGranularScopes: list } }],
		});
		const reads = scopes(['files', 'files.read', 'files.ui_hidden.read']);
		expect((await client.get(`${base}/${PRIVATE}`, TOKENS.contacts)).body).toMatchObject(reads);
		expect(await send(formOf('a'), TOKENS.reader)).toMatchObject({
			status: 403,
			body: scopes(['files', 'files.write', 'files.ui_hidden.write']),
		});
		expect((await client.get(`${base}/${HIDDEN}`)).body.access).toBe('HIDDEN_PRIVATE');
		expect((await client.get(`${base}/${HIDDEN}`, TOKENS.files)).status).toBe(404);
		const signed = await client.get(`${base}/${HIDDEN}/signed-url`, TOKENS.files);
		expect(signed).toMatchObject({ status: 403, body: scopes(['files.ui_hidden.read']) });
		const found = await client.get(`${base}/search?ids=${HIDDEN},${LOG}`, TOKENS.files);
		expect(found.body.results).toMatchObject([{ id: String(LOG) }]);
		const removal = await client.send('DELETE', `${base}/${HIDDEN}`, undefined, TOKENS.files);
		expect(removal).toMatchObject({ status: 403, body: scopes(['files.ui_hidden.write']) });
		const reader = await client.send('DELETE', `${base}/${LOG}`, undefined, TOKENS.reader);
		expect(reader.body).toMatchObject(scopes(['files', 'files.delete', 'files.ui_hidden.write']));
		expect(judgeAll(client.emulator.requests)).toEqual([]);
	});

	describe('the storage server', () => {
		const signed = async (id = PRIVATE, query = ''): Promise<string> =>
			(await client.get(`${base}/${id}/signed-url${query}`)).body.url;

		const storage = () => client.emulator.storage.requests;

		it('is a separate server that records its requests and refuses an access token', async () => {
			const url = await signed();
			expect(new URL(url).origin).toBe(client.emulator.storage.url);
			expect(new URL(url).origin).not.toBe(client.emulator.url);
			expect((await fetch(url)).status).toBe(200);
			const headers = { authorization: `Bearer ${EMULATOR_TOKEN}` };
			const refused = await fetch(url, { headers });
			expect(refused.status).toBe(400);
			expect(await refused.text()).toContain('Only one auth mechanism allowed');
			expect(storage().map(({ status }) => status)).toEqual([200, 400]);
			expect(storage()[0].headers.authorization).toBeUndefined();
			expect(storage()[1].headers).toMatchObject(headers);
			expect(client.emulator.requests).toHaveLength(1);
		});

		it('refuses an expired URL and a changed signature', async () => {
			const url = await signed(PRIVATE, '?expirationSeconds=1');
			now += 999;
			expect((await fetch(url)).status).toBe(200);
			now += 1;
			const late = await fetch(url);
			expect(late.status).toBe(403);
			expect(await late.text()).toContain('Request has expired');
			const longer = url.replace(/expires=\d+/, `expires=${now + 60_000}`);
			expect((await fetch(longer)).status).toBe(403);
			for (const bad of ['0', '-1', '1.5', 'x']) {
				const { status } = await client.get(
					`${base}/${PRIVATE}/signed-url?expirationSeconds=${bad}`,
				);
				expect(status).toBe(400);
			}
		});

		it('serves public files to everyone, but not private ones', async () => {
			const urlOf = async (id: number): Promise<string> =>
				(await client.get(`${base}/${id}`)).body.url;
			const open = await fetch(await urlOf(OPEN));
			expect(await open.text()).toContain('Meter readings');
			expect((await fetch(await urlOf(BROCHURE))).status).toBe(200);
			expect((await fetch(await urlOf(PRIVATE))).status).toBe(403);
			expect((await fetch(await urlOf(HIDDEN))).status).toBe(403);
			expect((await fetch(`${client.emulator.storage.url}/hubfs/1/library/x`)).status).toBe(404);
			expect((await fetch(`${client.emulator.storage.url}/`)).status).toBe(404);
		});

		it('supports faults: other responses, cut connections, truncated files', async () => {
			const { faults } = client.emulator;
			const url = await signed();
			const whole = await (await fetch(url)).arrayBuffer();
			const match = { path: '/signed/' };
			faults.add({ match, then: { status: 302, headers: { location: 'http://127.0.0.1:9/' } } });
			expect((await fetch(url, { redirect: 'manual' })).status).toBe(302);
			faults.add({ match, then: { truncate: true } });
			expect((await (await fetch(url)).arrayBuffer()).byteLength).toBe(
				Math.floor(whole.byteLength / 2),
			);
			faults.add({ match, then: { reset: 'before' } });
			await expect(fetch(url)).rejects.toThrow();
			faults.add({ match, then: { reset: 'after' } });
			await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow();
			faults.add({ match, then: { proxyAfter: 504 } });
			expect((await fetch(url)).status).toBe(504);
			faults.add({ match, then: { trickleMs: 1 } });
			const slow = (await fetch(url)).body!.getReader();
			expect((await slow.read()).value!.byteLength).toBeLessThan(whole.byteLength);
			await slow.cancel();
			expect(storage().map(({ status }) => status)).toEqual([200, 302, 200, 0, 0, 504, 200]);
			const hits = storage().map(({ faulty }) => faulty);
			expect(hits).toEqual([false, true, true, true, true, true, true]);
		});
	});

	it('supports faults for uploads, matched by method, path and body', async () => {
		const { faults } = client.emulator;
		const match = { method: 'POST', path: base, body: /"fileName":"Notes.txt"/ };
		faults.add({ match, then: { status: 503 } });
		expect(
			(await fetch(`${client.emulator.url}${base}`, { method: 'POST', body: formOf('a') })).status,
		).toBe(503);
		expect(count()).toBe(5);
		faults.add({ match, then: { reset: 'before' } });
		await expect(upload('a')).rejects.toThrow();
		expect(count()).toBe(5);
		faults.add({ match, then: { reset: 'after' } });
		await expect(upload('a')).rejects.toThrow();
		expect(count()).toBe(6);
		faults.add({ match, then: { html: true } });
		expect((await upload('a', {}, 'Other.txt')).status).toBe(201);
	});

	it("shows the attachments of meetings on the emulator's page", async () => {
		const { account } = client.emulator;
		expect(account.record('meetings', 17612479145).properties.hs_attachment_ids).toBe(
			`${LOG};${HIDDEN}`,
		);
		account.update('meetings', 17612479146, { hs_attachment_ids: `${PRIVATE};404` });
		const { body } = await client.get('/', '');
		expect(body).toContain('Noise log unit 3.csv');
		expect(body).toContain('Photo list.txt');
		expect(body).toContain('File 404 is gone');
		const link = /href="([^"]*\/signed\/175600000001\/[^"]*)"/
			.exec(body)![1]
			.replace(/&amp;/g, '&');
		expect((await fetch(link)).status).toBe(200);
	});
});

describe('large files in the emulator', () => {
	const MEGABYTES = 200;

	it('are streamed to and from disk, and deleted when the emulator closes', async () => {
		// A folder for its temporary files only, since other emulators run at the same time.
		const folder = mkdtempSync(join(tmpdir(), 'large-files-'));
		const child = fork(join(__dirname, 'emulator-process.mts'), {
			execArgv: ['--import', 'tsx'],
			env: { ...process.env, TMPDIR: folder },
		});
		const said = async () => (await once(child, 'message'))[0];
		const { url } = await said();
		const peak = async (): Promise<number> => {
			child.send('peak');
			return (await said()).peak / 1024;
		};
		const megabyte = Buffer.alloc(1024 * 1024, 'meeting ');
		const hash = createHash('md5');
		const part = (name: string, more: string) =>
			`--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`;
		async function* pieces(count: number) {
			yield Buffer.from(`${part('options', '')}${OPTIONS}\r\n${part('folderPath', '')}/big\r\n`);
			yield Buffer.from(part('file', '; filename="Recording.mp4"'));
			for (let n = 0; n < count; n++) yield megabyte;
			yield Buffer.from('\r\n--x--\r\n');
		}
		const authorization = `Bearer ${EMULATOR_TOKEN}`;
		const path = `${url}/files/v3/files`;
		const upload = async (count: number) => {
			const response = await fetch(path, {
				method: 'POST',
				headers: { authorization, 'content-type': 'multipart/form-data; boundary=x' },
				body: pieces(count),
				duplex: 'half',
			} as unknown as RequestInit);
			return await response.json();
		};
		const download = async (id: string): Promise<number> => {
			const signed = await fetch(`${path}/${id}/signed-url`, { headers: { authorization } });
			const reader = (await fetch((await signed.json()).url)).body!.getReader();
			let size = 0;
			for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
				size += piece.value.length;
			}
			return size;
		};
		// A first small file, so that one-time costs don't count as memory for the large file.
		expect(await download((await upload(1)).id)).toBe(megabyte.length);
		const before = await peak();
		for (let n = 0; n < MEGABYTES; n++) hash.update(megabyte);
		const made = await upload(MEGABYTES);
		const size = MEGABYTES * megabyte.length;
		expect(made).toMatchObject({ size, type: 'MOVIE', fileMd5: hash.digest('hex') });
		expect(await download(made.id)).toBe(size);
		expect((await peak()) - before).toBeLessThan(MEGABYTES / 2);
		const kept = () => readdirSync(folder).filter((name) => name.startsWith('hubspot-emulator-'));
		expect(kept()).not.toEqual([]);
		child.send('close');
		await once(child, 'exit');
		expect(kept()).toEqual([]);
		rmSync(folder, { recursive: true });
	});
});
