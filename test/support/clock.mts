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

	/** @param hubspot epoch ms; @param skew n8n's clock minus HubSpot's, in ms */
	constructor(
		public hubspot: number,
		public skew = 0,
	) {}

	/** Lets `Date.now`, `performance.now` and `sleep` go by these clocks. */
	install(): void {
		this.spies = [
			jest.spyOn(Date, 'now').mockImplementation(() => this.hubspot + this.skew),
			jest.spyOn(performance, 'now').mockImplementation(() => this.hubspot),
		];
		globalThis.sleepByClock = async (ms) => {
			this.pass(ms);
			await new Promise((resolve) => setTimeout(resolve, 0));
		};
	}

	restore(): void {
		for (const spy of this.spies) spy.mockRestore();
	}

	/** Time passes for both. */
	pass(ms: number): void {
		this.hubspot += ms;
	}
}

declare global {
	var sleepByClock: (ms: number) => Promise<void>;
}
