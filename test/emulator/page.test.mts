import { NOW, startClient } from './client.mts';
import type { Client } from './client.mts';

describe("the emulator's page", () => {
	let client: Client;

	beforeAll(async () => {
		client = await startClient({ now: () => NOW, limits: { perInterval: 3 } });
	});
	beforeEach(() => client.emulator.reset());
	afterAll(() => client.emulator.close());

	/** The HTML of the page, which needs no token. */
	const page = async (query = ''): Promise<string> => (await client.get(`/${query}`, '')).body;

	/** The titles on the page, in order. */
	const titles = (text: string) =>
		[...text.matchAll(/<h4>(.*?)<\/h4>/gs)].map(([, title]) => title);

	it('shows the timeline of a record: pinned, upcoming and past meetings', async () => {
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

	it('shows all meetings without a record or for an unknown one', async () => {
		expect(titles(await page())).toHaveLength(14);
		expect(titles(await page('?record=unicorns/1'))).toHaveLength(14);
	});

	it("escapes HTML in a meeting's title", async () => {
		client.emulator.account.create('meetings', {
			hs_timestamp: '2026-12-01T10:00:00Z',
			hs_meeting_title: '<script>alert(1)</script>',
		});
		const text = await page();
		expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
		expect(text).not.toContain('<script>alert');
	});

	it('shows the scheduling pages with their next free times and bookings', async () => {
		const slug = 'tom-okafor/intro';
		const start = Date.parse('2026-11-30T15:00:00Z');
		const visitor = { email: 'v@nordhafen.example', firstName: 'Vera', lastName: 'Winter' };
		const guests = ['guest@nordhafen.example'];
		const { account } = client.emulator;
		const booking = { ...visitor, start, duration: 1_800_000, guests };
		const { contact, meeting } = account.scheduling.bookOnPage(slug, booking);
		const text = (await page('?record=scheduling-pages')).replace(/\s+/g, ' ');
		expect(titles(text)).toHaveLength(12);
		const [, card] = /<article class="meeting page" id="s5100005">(.*?)<\/article>/.exec(text)!;
		expect(card).toContain('/tom-okafor/intro');
		expect(card).toContain('Fri, Nov 20, 9:00 AM · Fri, Nov 20, 9:15 AM');
		expect(card).toContain('Vera Winter<small>Nov 30, 10:00 AM</small>');
		expect(text).toContain('Jonas Weber (calendar not connected)');
		const timeline = await page(`?record=contacts/${contact.id}`);
		expect(timeline).toContain(`id="m${meeting?.id}"`);
		expect(timeline).toContain('Booked on the meetings page: Intro call');
		expect(timeline).toContain('with guest@nordhafen.example');
	});

	it('shows requests with their statuses and how much of the rate limit is used', async () => {
		for (let n = 0; n < 4; n++) await client.get('/crm/v3/owners');
		const text = await page();
		expect(text.match(/class="status s2"/g)).toHaveLength(3);
		expect(text.match(/class="status s4"/g)).toHaveLength(1);
		expect(text.replace(/\s+/g, ' ')).toContain('<b>3</b> of 3 requests in 10 s');
		expect(text).toContain('1 refused');
		expect(client.emulator.requests).toHaveLength(4);
	});

	it('notifies the browser of a request', async () => {
		const abort = new AbortController();
		const response = await fetch(`${client.emulator.url}/_page/events`, { signal: abort.signal });
		const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
		expect((await reader.read()).value).toContain('retry');
		await client.get('/crm/v3/owners');
		expect((await reader.read()).value).toContain('data: request');
		abort.abort();
	});
});
