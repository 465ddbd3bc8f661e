import { sleep } from 'n8n-workflow';

/** How long the node may keep n8n's event loop to itself, in ms. */
const STRETCH = 40;

/**
 * Lets n8n's event loop breathe between the items of a node: whoever is about to compute asks for a turn first, and
 * waits for a later turn of the event loop when the current stretch is used up.
 */
export class Pacer {
	private began = -Infinity;

	private queue: Array<() => void> = [];

	/** Resolves when the caller may go on, in the order of the calls. */
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
				// The one that goes on computes before the clock is read again.
				await settled();
			}
		}
		this.queue = [];
	}
}

/** Resolves after the callbacks that a resolved promise has waiting. */
async function settled() {
	for (let hops = 0; hops < 4; hops++) await Promise.resolve();
}
