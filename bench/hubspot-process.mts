import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/index.mts';
import { serve } from './rpc.mts';

let emulator: Emulator | undefined;

const running = (): Emulator => {
	if (!emulator) throw new Error('The emulator has not been started');
	return emulator;
};

/** What the emulator has seen since its last reset. */
export interface Seen {
	requests: number;
	refused: number;
	/** Meetings in addition to those that the emulator starts with. */
	meetings: number;
	/** Meetings with the same title as another one. */
	duplicates: number;
	/** From the first request to the last one that was not refused, in seconds. */
	span: number;
}

let seeded = 0;

/** The emulator in a separate process, so that its work doesn't affect the measurements. */
const handlers = {
	/** @returns its URL */
	async start(options: EmulatorOptions): Promise<string> {
		emulator = await createEmulator({ log: 100_000, ...options });
		seeded = emulator.account.store('meetings').count();
		return emulator.url;
	},
	reset(): void {
		running().reset();
		global.gc?.();
	},
	/** Fills the account up to `count` meetings, using the rows in turn. */
	fill(rows: Array<Record<string, string>>, count: number): void {
		const { account } = running();
		const there = account.store('meetings').count();
		for (let n = there; n < count; n++) account.create('meetings', rows[n % rows.length]!);
	},
	/** Delays each response by this many ms until the next reset. */
	slow(delayMs: number): void {
		running().faults.add({ match: {}, times: Infinity, then: { delayMs } });
	},
	seen(): Seen {
		const { requests, account } = running();
		const meetings = account.store('meetings');
		const titles = new Set<string | undefined>();
		let duplicates = 0;
		for (const { properties } of meetings.all()) {
			if (titles.has(properties.hs_meeting_title)) duplicates++;
			titles.add(properties.hs_meeting_title);
		}
		const taken = requests.filter(({ status }) => status !== 429);
		return {
			requests: requests.length,
			refused: requests.length - taken.length,
			meetings: meetings.count() - seeded,
			duplicates,
			span: ((taken.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)) / 1000,
		};
	},
};

export type HubSpotProcess = typeof handlers;

serve(handlers);
