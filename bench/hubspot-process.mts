import { createEmulator, type Emulator, type EmulatorOptions } from '../emulator/index.mts';
import { serve } from './rpc.mts';

let emulator: Emulator | undefined;

const running = (): Emulator => {
	if (!emulator) throw new Error('The emulator has not been started');
	return emulator;
};

/** What the emulator saw since it was last set back. */
export interface Seen {
	requests: number;
	refused: number;
	/** Meetings there are beyond those of the seed. */
	meetings: number;
	/** Meetings whose title another one has already. */
	duplicates: number;
	/** Between the arrivals of the first request and of the last one that was not refused, in seconds. */
	span: number;
}

let seeded = 0;

/** The emulator in a process of its own, so that its work is nobody else's. */
const handlers = {
	/** @returns its address */
	async start(options: EmulatorOptions): Promise<string> {
		emulator = await createEmulator({ log: 100_000, ...options });
		seeded = emulator.account.store('meetings').count();
		return emulator.url;
	},
	reset(): void {
		running().reset();
		global.gc?.();
	},
	/** Fills the account with so many meetings in all, with every documented property. */
	fill(rows: Array<Record<string, string>>, count: number): void {
		const { account } = running();
		const there = account.store('meetings').count();
		for (let n = there; n < count; n++) account.create('meetings', rows[n % rows.length]!);
	},
	/** From now until the next reset, each answer takes so many ms. */
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
