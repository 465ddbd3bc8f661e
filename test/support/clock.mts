import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** After so many turns of the event loop without a request under way nobody has anything to do but wait. */
const TURNS = 20;

/** How long an answer may take before it counts as one that does not come, in ns of the real clock. */
const PATIENCE_NS = 1_000_000_000n;

/**
 * Two clocks under control: HubSpot's, and n8n's, which is off by `skew`. Both stand still until they are told to go on,
 * or until somebody sleeps. A test file that uses them replaces n8n's `sleep`, the only timer of the nodes:
 *
 *     jest.mock('n8n-workflow', () => ({
 *         ...jest.requireActual<object>('n8n-workflow'),
 *         sleep: async (ms: number) => await globalThis.sleepByClock(ms),
 *     }));
 */
export class Clocks {
	private spies: jest.SpyInstance[] = [];

	/** What `performance.now` says: nobody sets it back. */
	private steady = 0;

	private readonly underWay = new Set<ClientRequest>();

	private readonly onRequest = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		this.underWay.add(request);
		request.once('close', () => this.underWay.delete(request));
	};

	/** @param hubspot epoch ms; @param skew n8n's clock minus HubSpot's, in ms */
	constructor(
		public hubspot: number,
		public skew = 0,
	) {}

	/** Lets `Date.now`, `performance.now` and `sleep` go by these clocks. */
	install(): void {
		this.spies = [
			jest.spyOn(Date, 'now').mockImplementation(() => this.hubspot + this.skew),
			jest.spyOn(performance, 'now').mockImplementation(() => this.steady),
		];
		subscribe('http.client.request.start', this.onRequest);
		globalThis.sleepByClock = async (ms) => {
			await this.calm();
			this.pass(ms);
			await new Promise((resolve) => setTimeout(resolve, 0));
		};
	}

	restore(): void {
		unsubscribe('http.client.request.start', this.onRequest);
		for (const spy of this.spies) spy.mockRestore();
	}

	/** No time passes while anybody has something to do but wait, such as for an answer; one that does not come holds nobody. */
	private async calm(): Promise<void> {
		const began = process.hrtime.bigint();
		for (let turns = 0; turns < TURNS; turns = this.underWay.size > 0 ? 0 : turns + 1) {
			if (process.hrtime.bigint() - began > PATIENCE_NS) return;
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	/** Time passes for both. */
	pass(ms: number): void {
		this.hubspot += ms;
		this.steady += ms;
	}

	/** Another test begins at that time, long after the one before. */
	beginAt(hubspot: number): void {
		this.pass(3_600_000);
		this.hubspot = hubspot;
	}
}

declare global {
	var sleepByClock: (ms: number) => Promise<void>;
}
