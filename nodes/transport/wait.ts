import { sleep } from 'n8n-workflow';

/** The longest slice of a wait, in ms: older versions of n8n's `sleep` can't be interrupted. */
const SLICE = 250;

/** The workflow was cancelled while a request of it waited. */
export class Cancelled extends Error {
	constructor() {
		super('The workflow was cancelled before the request was sent');
	}
}

/**
 * Waits, in slices, and ends at once when the workflow is cancelled.
 *
 * @param ms how long, in milliseconds
 * @throws Cancelled
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const cancelled = whenCancelled(signal);
	try {
		// By slices and not by the clock, which may be set meanwhile.
		for (let left = ms; left > 0; left -= SLICE) {
			await Promise.race([sleep(Math.min(left, SLICE)), cancelled.promise]);
		}
	} finally {
		cancelled.forget();
	}
}

/** A promise that rejects with `Cancelled` when the signal fires, and a way to stop listening. */
export function whenCancelled(signal?: AbortSignal): {
	promise: Promise<never>;
	forget: () => void;
} {
	let stop = () => {};
	const promise = new Promise<never>((_, reject) => {
		if (!signal) return;
		const onAbort = () => reject(new Cancelled());
		if (signal.aborted) onAbort();
		else {
			signal.addEventListener('abort', onAbort, { once: true });
			stop = () => signal.removeEventListener('abort', onAbort);
		}
	});
	// A race that was won by something else must not leave an unhandled rejection behind.
	promise.catch(() => {});
	return { promise, forget: () => stop() };
}
