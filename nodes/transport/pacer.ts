import { sleep } from 'n8n-workflow';

/** How long the node may block n8n's event loop, in ms. */
const STRETCH = 25;

/**
 * Keeps a node from blocking n8n's event loop while it processes its items. A caller awaits `turn` before it computes.
 * Once the current time slice is used up, it continues in a later tick of the event loop.
 */
export class Pacer {
	private began = -Infinity;

	private queue: Array<() => void> = [];

	/** Resolves when the caller may continue. Callers continue in the order of their calls. */
	async turn(): Promise<void> {
		if (this.queue.length === 0 && performance.now() - this.began < STRETCH) return;
		await new Promise<void>((resolve) => {
			this.queue.push(resolve);
			if (this.queue.length === 1) void this.drain();
		});
	}

	private async drain() {
		let next = 0;
		while (next < this.queue.length) {
			await sleep(0);
			this.began = performance.now();
			while (next < this.queue.length && performance.now() - this.began < STRETCH) {
				this.queue[next++]();
				// The caller must compute before the clock is read again.
				await settled();
			}
		}
		this.queue = [];
	}
}

/** Resolves after the pending callbacks of a resolved promise have run. */
async function settled() {
	for (let hops = 0; hops < 4; hops++) await Promise.resolve();
}
