/**
 * Two clocks under control: HubSpot's, which stands still until it is told, and n8n's, which is off by `skew` and runs on
 * between two steps, faster than real time, so that waiting for a rate limit takes less.
 */
export class Clocks {
	private steppedAt = performance.now();

	private spy?: jest.SpyInstance;

	/** @param hubspot epoch ms; @param skew n8n's clock minus HubSpot's, in ms */
	constructor(
		public hubspot: number,
		public skew = 0,
		private readonly speed = 20,
	) {}

	/** Lets `Date.now` tell n8n's time. */
	install(): void {
		this.steppedAt = performance.now();
		this.spy = jest
			.spyOn(Date, 'now')
			.mockImplementation(() =>
				Math.floor(
					this.hubspot + this.skew + (performance.now() - this.steppedAt) * this.speed,
				),
			);
	}

	restore(): void {
		this.spy?.mockRestore();
	}

	/** Time passes for both. */
	pass(ms: number): void {
		this.hubspot += ms;
		this.steppedAt = performance.now();
	}
}
