import { sleep } from 'n8n-workflow';

/** Maximum length of a slice, in ms. Older versions of n8n's `sleep` can't be interrupted. */
const SLICE = 250;

/** The workflow was cancelled while one of its requests was waiting. */
export class Cancelled extends Error {
	constructor() {
		super('The workflow was canceled before the request was sent');
	}
}

/**
 * Waits in slices, and throws at once if the workflow is cancelled.
 *
 * @param ms how long to wait, in milliseconds
 * @throws Cancelled
 */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	const cancelled = whenCancelled(signal);
	try {
		// Counts slices instead of reading the clock, which may be changed in the meantime.
		for (let left = ms; left > 0; left -= SLICE) {
			await Promise.race([sleep(Math.min(left, SLICE)), cancelled.promise]);
		}
	} finally {
		cancelled.forget();
	}
}

/** A promise that rejects with `Cancelled` when the signal fires, and a function to stop listening. */
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
	// If another promise wins the race, this one must not cause an unhandled rejection.
	promise.catch(() => {});
	return { promise, forget: () => stop() };
}
