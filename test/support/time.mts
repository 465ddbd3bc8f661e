import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** After so many turns of the event loop without a request under way nobody has anything to do but wait. */
const TURNS = 20;

/**
 * In the tests of this file time passes only by waiting: timers and clocks are jest's, and whenever everybody waits, time
 * goes on to the next timer. So a duration is what was waited for, to the millisecond, on the slowest machine as well, and
 * it takes none of ours. An answer takes no time either, unless the test makes it wait by a timer of its own; the
 * emulator's `latencyMs` and `delayMs` would hold the clock for ever.
 */
export function timePassesByWaiting(): void {
	const underWay = new Set<ClientRequest>();
	const onRequest = (message: unknown) => {
		const { request } = message as { request: ClientRequest };
		underWay.add(request);
		request.once('close', () => underWay.delete(request));
	};
	let ended = false;
	let passing: Promise<void>;

	async function pass() {
		for (let calm = 0; !ended; calm = underWay.size > 0 ? 0 : calm + 1) {
			await new Promise((resolve) => setImmediate(resolve));
			if (calm < TURNS) continue;
			jest.advanceTimersToNextTimer();
			calm = 0;
		}
	}

	beforeAll(() => {
		subscribe('http.client.request.start', onRequest);
		jest.useFakeTimers({
			doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask'],
		});
		passing = pass();
	});
	afterAll(async () => {
		ended = true;
		await passing;
		jest.useRealTimers();
		unsubscribe('http.client.request.start', onRequest);
	});
}
