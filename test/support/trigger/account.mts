import type { IDataObject } from 'n8n-workflow';

import {
	createEmulator,
	EMULATOR_TOKEN,
	type Emulator,
	type EmulatorOptions,
} from '../../../emulator/index.mts';
import { Clocks } from '../clock.mts';
import { credentialsOf } from '../hubspot.mts';
import { judgeAll } from '../openapi.mts';
import { Poller, type PollerOptions } from '../poll.mts';

export const MINUTE = 60_000;
const BEGIN = Date.UTC(2026, 10, 2, 9, 0, 0, 123);

const tokenOf = (n: number) => `pat-na1-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** An account with a controlled clock for the tests of one file. It is reset to its seed before each test. */
export class TestAccount {
	readonly clocks = new Clocks(BEGIN);

	hubspot!: Emulator;

	/** Each test uses another token and so a new rate limiter. The old one knows times of the previous test's later clock. */
	private token = 0;

	constructor(options: EmulatorOptions = {}) {
		beforeAll(async () => {
			this.hubspot = await createEmulator({
				now: () => this.clocks.hubspot,
				tokens: Object.fromEntries([
					[EMULATOR_TOKEN, 'all'],
					...Array.from({ length: 400 }, (_, n) => [tokenOf(n), 'all']),
				]),
				...options,
			});
		});
		beforeEach(() => {
			this.clocks.beginAt(BEGIN);
			this.clocks.skew = 0;
			this.token += 1;
			this.hubspot.reset();
			this.clocks.install();
		});
		afterEach(() => {
			this.clocks.restore();
			expect(judgeAll(this.hubspot.requests)).toEqual([]);
		});
		afterAll(async () => await this.hubspot.close());
	}

	/** Returns an active workflow whose first poll was a minute ago. */
	async activated(parameters: IDataObject, more: Partial<PollerOptions> = {}): Promise<Poller> {
		const poller = this.poller(parameters, more);
		expect(await poller.poll()).toEqual([]);
		this.minutes(1);
		return poller;
	}

	/** The access token of this test. */
	get credentials() {
		return { accessToken: tokenOf(this.token) };
	}

	poller(parameters: IDataObject, more: Partial<PollerOptions> = {}): Poller {
		const credentials = credentialsOf(this.hubspot, this.credentials);
		return new Poller({ parameters, credentials, ...more });
	}

	/** Creates a meeting and returns its ID. By default, it takes place tomorrow at 10:00 UTC. */
	meet(title: string, more: Record<string, string> = {}): string {
		const values = {
			hs_meeting_title: title,
			hs_timestamp: '2026-11-03T10:00:00Z',
			hs_meeting_start_time: '2026-11-03T10:00:00Z',
			hs_meeting_end_time: '2026-11-03T11:00:00Z',
			...more,
		};
		return String(this.hubspot.account.create('meetings', values).id);
	}

	/** Creates a half-hour meeting that starts in `start` minutes, and returns its ID. */
	meetIn(start: number, title: string, more: Record<string, string> = {}): string {
		return this.meet(title, {
			hs_meeting_start_time: this.inMinutes(start),
			hs_meeting_end_time: this.inMinutes(start + 30),
			...more,
		});
	}

	change(id: string, values: Record<string, string>): void {
		this.hubspot.account.update('meetings', id, values);
	}

	inMinutes(count: number): string {
		return new Date(this.clocks.hubspot + count * MINUTE).toISOString();
	}

	minutes(count: number): void {
		this.clocks.pass(count * MINUTE);
	}

	/** Polls once. Returns the items and the number of requests. */
	async cost(poller: Poller): Promise<{ items: IDataObject[]; requests: number }> {
		const before = this.hubspot.requests.length;
		const items = await poller.poll();
		return { items, requests: this.hubspot.requests.length - before };
	}
}

/** The titles of the items, in order. */
export const titles = (items: IDataObject[]) => items.map((item) => item.hs_meeting_title);

/** `type title` of each item, in order. */
export const events = (items: IDataObject[]) =>
	items.map(
		({ event, hs_meeting_title: title }) =>
			`${String((event as IDataObject).type)} ${String(title)}`,
	);
