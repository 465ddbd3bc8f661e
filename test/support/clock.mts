import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** After this many event loop ticks without a pending request, all code is assumed to be waiting. */
const TURNS = 20;

/** How long a response may take before the clock stops waiting for it, in ns of real time. */
const PATIENCE_NS = 1_000_000_000n;

/**
 * Two clocks that a test controls: HubSpot's, and n8n's, which differs by `skew`. They advance only when the test calls
 * `pass` or when a node sleeps. A test file that uses them must mock n8n's `sleep`, the only timer of the nodes:
 *
 *     jest.mock('n8n-workflow', () => ({
 *         ...jest.requireActual<object>('n8n-workflow'),
 *         sleep: async (ms: number) => await globalThis.sleepByClock(ms),
 *     }));
 */
export class Clocks {
	private spies: jest.SpyInstance[] = [];

	/** The value of `performance.now`, which never goes back. */
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

	/** Makes `Date.now`, `performance.now` and `sleep` use these clocks. */
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

	/** Waits until no request is pending and all code waits. Time must not pass before. Gives up after `PATIENCE_NS`. */
	private async calm(): Promise<void> {
		const began = process.hrtime.bigint();
		for (let turns = 0; turns < TURNS; turns = this.underWay.size > 0 ? 0 : turns + 1) {
			if (process.hrtime.bigint() - began > PATIENCE_NS) return;
			await new Promise((resolve) => setImmediate(resolve));
		}
	}

	/** Advances both clocks. */
	pass(ms: number): void {
		this.hubspot += ms;
		this.steady += ms;
	}

	/** Starts another test at this time. For `performance.now`, it starts an hour after the previous one. */
	beginAt(hubspot: number): void {
		this.pass(3_600_000);
		this.hubspot = hubspot;
	}
}

declare global {
	var sleepByClock: (ms: number) => Promise<void>;
}
