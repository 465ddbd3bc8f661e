import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** After this many event loop ticks without a pending request, all code is assumed to be waiting. */
const TURNS = 20;

/**
 * Uses jest's fake timers and clocks in the tests of a file. Time advances only while all code waits: then the clock jumps
 * to the next timer. Measured durations are exact to the millisecond on any machine, and waiting takes no real time. A
 * response takes no time either, unless the test delays it with its own timer. Don't use the emulator's `latencyMs` and
 * `delayMs` with this: they would stop the clock forever.
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
