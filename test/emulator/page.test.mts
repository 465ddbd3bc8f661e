import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

describe('the page of the emulator', () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW, limits: { perInterval: 3 } });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	/** The page needs no token. */
	const page = async (query = ''): Promise<string> => (await client.get(`/${query}`, '')).body;

	/** The titles of the meetings on the page, in their order. */
	const titles = (text: string) =>
		[...text.matchAll(/<h4>(.*?)<\/h4>/gs)].map(([, title]) => title);

	it('shows the timeline of a record: the pin, what comes, what was', async () => {
		expect(titles(await page('?record=deals/502'))).toEqual([
			'Contract review Alder &amp; Oak',
			'Roof survey Boston',
		]);
		expect(titles(await page('?record=contacts/102'))).toEqual([
			'Pricing call (new date)',
			'Pricing call',
			'Intro meeting with Nordhafen',
		]);
	});

	it('shows all meetings, and for an unknown record as well', async () => {
		expect(titles(await page())).toHaveLength(14);
		expect(titles(await page('?record=unicorns/1'))).toHaveLength(14);
	});

	it('shows what an app wrote, as text', async () => {
		client.emulator.account.create('meetings', {
			hs_timestamp: '2026-12-01T10:00:00Z',
			hs_meeting_title: '<script>alert(1)</script>',
		});
		const text = await page();
		expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(text).not.toContain('<script>alert');
	});

	it('shows requests with their statuses, and how much of the budget is used', async () => {
		for (let n = 0; n < 4; n++) await client.get('/crm/v3/owners');
		const text = await page();
		expect(text.match(/class="status s2"/g)).toHaveLength(3);
		expect(text.match(/class="status s4"/g)).toHaveLength(1);
		expect(text.replace(/\s+/g, ' ')).toContain('<b>3</b> of 3 requests in 10 s');
		expect(text).toContain('1 refused');
		expect(client.emulator.requests).toHaveLength(4);
	});

	it('tells the browser when a request was made', async () => {
		const abort = new AbortController();
		const response = await fetch(`${client.emulator.url}/_page/events`, { signal: abort.signal });
		const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
		expect((await reader.read()).value).toContain('retry');
		await client.get('/crm/v3/owners');
		expect((await reader.read()).value).toContain('data: request');
		abort.abort();
	});
});
