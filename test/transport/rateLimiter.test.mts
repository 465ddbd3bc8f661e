import {
	RateLimiter,
	type RateFeedback,
	type Slot,
	type AcquireOptions,
} from '../../nodes/transport/rateLimiter';
import { Cancelled } from '../../nodes/transport/wait';
import { timePassesByWaiting } from '../support/time.mts';

timePassesByWaiting();

const FINE: RateFeedback = { refused: false };

/** Waits for a slot without a time limit. */
const acquire = async (
	limiter: RateLimiter,
	inFlight: number,
	more: Partial<AcquireOptions> = {},
) => (await limiter.acquire({ inFlight, ...more })) as Slot;

/** Simulates a request with a slot of the limiter. The response arrives after `latency` ms. */
async function send(
	limiter: RateLimiter,
	starts: number[],
	{ latency = 5, inFlight = 100, feedback = FINE } = {},
) {
	const slot = await acquire(limiter, inFlight);
	starts.push(performance.now());
	await new Promise((resolve) => setTimeout(resolve, latency));
	limiter.release(slot, feedback);
}

/** The highest number of starts in any window of this length. */
function densest(starts: number[], windowMs: number): number {
	return Math.max(
		...starts.map((from) => starts.filter((at) => at >= from && at < from + windowMs).length),
	);
}

const many = async (count: number, each: () => Promise<void>) =>
	await Promise.all(Array.from({ length: count }, each));

test('a window has at most the allowed number of starts, and little of it is wasted', async () => {
	const limiter = new RateLimiter([5], 200);
	const starts: number[] = [];
	const began = performance.now();
	await many(20, async () => await send(limiter, starts));
	expect(densest(starts, 200)).toBe(5);
	// Three times a response and a window, then the last response.
	expect(performance.now() - began).toBe(3 * 205 + 5);
});

test('the number of requests in flight is not exceeded', async () => {
	const limiter = new RateLimiter([100], 1000);
	let flying = 0;
	let most = 0;
	await many(20, async () => {
		const slot = await acquire(limiter, 3);
		flying += 1;
		most = Math.max(most, flying);
		await new Promise((resolve) => setTimeout(resolve, 5));
		flying -= 1;
		limiter.release(slot, FINE);
	});
	expect(most).toBe(3);
});

test('requests start in the order in which they ask', async () => {
	const limiter = new RateLimiter([2], 50);
	const order: number[] = [];
	await Promise.all(
		[0, 1, 2, 3, 4, 5].map(async (n) => {
			const slot = await acquire(limiter, 1);
			order.push(n);
			limiter.release(slot, FINE);
		}),
	);
	expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

test('urgent requests start before others, in the order in which they ask', async () => {
	const limiter = new RateLimiter([1], 50);
	const order: string[] = [];
	await Promise.all(
		['a', 'b', 'c', 'D', 'E', 'f', 'G'].map(async (name) => {
			const slot = await acquire(limiter, 1, { urgent: name < 'a' });
			order.push(name);
			limiter.release(slot, FINE);
		}),
	);
	expect(order.join('')).toBe('aDEGbcf');
});

test('the limit and its window are taken from the headers', async () => {
	const limiter = new RateLimiter([2], 10_000);
	const starts: number[] = [];
	const feedback = { refused: false, max: 6, windowMs: 200 };
	await send(limiter, starts, { feedback });
	await many(11, async () => await send(limiter, starts, { feedback }));
	expect(densest(starts, 200)).toBe(6);
	// The first response, then the response to the next requests and a window.
	expect(starts[11]! - starts[0]!).toBe(5 + 205);
});

test('without headers, the limit rises after a window without a rejection and falls after one', async () => {
	const limiter = new RateLimiter([4, 8], 400);
	const starts: number[] = [];
	await many(24, async () => await send(limiter, starts));
	expect(densest(starts, 400)).toBeGreaterThan(4);
	limiter.release(await acquire(limiter, 100), { refused: true, pauseMs: 20 });
	// No response arrives, so the limiter learns nothing and can't grow again.
	let answer = () => {};
	const answers = new Promise<void>((resolve) => (answer = resolve));
	let started = 0;
	const all = many(8, async () => {
		const slot = await acquire(limiter, 100);
		started += 1;
		await answers;
		limiter.release(slot, FINE);
	});
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	expect(started).toBeGreaterThan(0);
	expect(started).toBeLessThanOrEqual(4);
	answer();
	await all;
});

test('a rejection delays all requests by the pause that it gives', async () => {
	const limiter = new RateLimiter([10], 100);
	const slot = await acquire(limiter, 10);
	const refused = performance.now();
	limiter.release(slot, { refused: true, pauseMs: 150 });
	const next = await acquire(limiter, 10);
	expect(performance.now() - refused).toBe(150);
	limiter.release(next, FINE);
});

test('if others use the account, the share shrinks after a rejection and grows with the remaining limit', async () => {
	const limiter = new RateLimiter([20], 100);
	const feedback = { refused: false, max: 20, windowMs: 100 };
	for (let n = 0; n < 5; n++) {
		limiter.release(await acquire(limiter, 100), { ...feedback, remaining: 0 });
	}
	limiter.release(await acquire(limiter, 100), { ...feedback, refused: true, pauseMs: 1 });
	const starts: number[] = [];
	await many(
		15,
		async () =>
			await send(limiter, starts, { feedback: { ...feedback, remaining: 0 } as RateFeedback }),
	);
	expect(densest(starts, 100)).toBeLessThanOrEqual(7);
	starts.length = 0;
	await many(
		40,
		async () =>
			await send(limiter, starts, { feedback: { ...feedback, remaining: 16 } as RateFeedback }),
	);
	expect(densest(starts, 100)).toBeGreaterThan(7);
});

const FOR_ALL = { refused: false, max: 20, windowMs: 1_000 };

test('if others use the account, about a quarter of the remaining limit is in flight at once', async () => {
	const limiter = new RateLimiter([20], 1_000);
	limiter.release(await acquire(limiter, 100), { ...FOR_ALL, remaining: 7 });
	const started: Slot[] = [];
	const all = many(4, async () => {
		started.push(await acquire(limiter, 100));
	});
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(started).toHaveLength(2);
	// One of the two requests is still pending.
	limiter.release(started[0]!, { ...FOR_ALL, remaining: 6 });
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(started).toHaveLength(3);
	limiter.release(started[1]!, { ...FOR_ALL, remaining: 8 });
	await all;
});

test.each([
	['its share is used up', 2, 375, 625],
	['its share is a single request', 1, 75, 125],
	['it has no share', 0, 75, 125],
])(
	'when %s, a single request checks whether the limit has room again',
	async (_, share, least, most) => {
		const limiter = new RateLimiter([20], 1_000);
		const slots: Slot[] = [];
		for (let n = 0; n <= share; n++) slots.push(await acquire(limiter, 100));
		for (let n = 0; n < share; n++) limiter.release(slots[n]!, { ...FOR_ALL, remaining: 0 });
		limiter.release(slots[share]!, { ...FOR_ALL, refused: true, remaining: 0 });
		const refused = performance.now();
		const starts: number[] = [];
		await many(2, async () => {
			await send(limiter, starts, { feedback: { ...FOR_ALL, remaining: 18 } as RateFeedback });
		});
		expect(starts[0]! - refused).toBeGreaterThanOrEqual(least);
		expect(starts[0]! - refused).toBeLessThanOrEqual(most);
		// The second request starts when the first response arrives.
		expect(starts[1]! - starts[0]!).toBe(5);
	},
);

test('cancelling ends the wait at once and removes the request from the queue', async () => {
	const limiter = new RateLimiter([1], 5_000);
	const slot = await acquire(limiter, 1);
	const cancel = new AbortController();
	const waiting = acquire(limiter, 1, { signal: cancel.signal });
	const began = performance.now();
	setTimeout(() => cancel.abort(), 20);
	await expect(waiting).rejects.toThrow(Cancelled);
	expect(performance.now() - began).toBe(20);
	limiter.release(slot, FINE);
	expect(limiter.idle).toBe(true);
});

test('a workflow that is already cancelled gets no slot', async () => {
	const limiter = new RateLimiter([1], 100);
	const cancel = new AbortController();
	cancel.abort();
	await expect(acquire(limiter, 1, { signal: cancel.signal })).rejects.toThrow(Cancelled);
	expect(limiter.idle).toBe(true);
});

test.each([-1, 1])('setting the clock by %i hour does not change the window', async (hours) => {
	const limiter = new RateLimiter([2], 200);
	const starts: number[] = [];
	await many(2, async () => await send(limiter, starts));
	jest.setSystemTime(Date.now() + hours * 3_600_000);
	await many(2, async () => await send(limiter, starts));
	expect(densest(starts, 200)).toBe(2);
	expect(starts[3]! - starts[0]!).toBe(205);
});

test('a workflow with one request in flight does not delay others and keeps its place', async () => {
	const limiter = new RateLimiter([100], 1_000);
	const order: string[] = [];
	const ask = async (who: string, inFlight: number, n: number) => {
		const slot = await acquire(limiter, inFlight, { who });
		order.push(`${who}${n}`);
		await new Promise((resolve) => setTimeout(resolve, 10));
		limiter.release(slot, FINE);
	};
	const began = performance.now();
	const slow = [1, 2, 3].map(async (n) => await ask('slow', 1, n));
	const quick = [1, 2, 3, 4].map(async (n) => await ask('quick', 2, n));
	await Promise.all(quick);
	expect(performance.now() - began).toBe(20);
	await Promise.all(slow);
	expect(performance.now() - began).toBe(30);
	expect(order).toEqual(['slow1', 'quick1', 'quick2', 'slow2', 'quick3', 'quick4', 'slow3']);
});

test('however many urgent requests wait, every fourth start goes to another request', async () => {
	const limiter = new RateLimiter([1], 100);
	const order: string[] = [];
	const ask = async (name: string, urgent: boolean) => {
		const slot = await acquire(limiter, 100, { urgent });
		order.push(name);
		limiter.release(slot, FINE);
	};
	const polls = Array.from({ length: 9 }, async () => await ask('p', true));
	const items = Array.from({ length: 3 }, async () => await ask('i', false));
	await Promise.all([...polls, ...items]);
	expect(order.join('')).toBe('pppipppipppi');
});

test.each([
	['an urgent request waits two seconds and a window', 10_000, true, 12_000],
	['any other request waits twenty seconds and a window', 10_000, false, 30_000],
	['a search waits three of its short windows', 1_000, false, 3_000],
])('when hanging requests hold all slots, %s', async (_, windowMs, urgent, ms) => {
	const limiter = new RateLimiter([5], windowMs);
	const hanging = await Promise.all(
		Array.from({ length: 5 }, async () => await acquire(limiter, 8)),
	);
	const began = performance.now();
	limiter.release(await acquire(limiter, 8, { who: 'another', urgent }), FINE);
	const took = performance.now() - began;
	expect(took).toBeGreaterThanOrEqual(ms);
	expect(took).toBeLessThanOrEqual(ms + 250);
	for (const slot of hanging) limiter.release(slot, FINE);
	expect(limiter.idle).toBe(true);
});

test('a request that waits while no response arrives is given up after its patience', async () => {
	const limiter = new RateLimiter([100], 1_000);
	const hanging = await acquire(limiter, 1);
	const began = performance.now();
	expect(await limiter.acquire({ inFlight: 1, patienceMs: 2_000 })).toBeUndefined();
	expect(performance.now() - began).toBeGreaterThanOrEqual(2_000);
	expect(performance.now() - began).toBeLessThanOrEqual(2_250);
	limiter.release(hanging, { refused: false, unanswered: true });
	expect(limiter.idle).toBe(true);
});

test("responses to other workflows do not lengthen a request's wait", async () => {
	const limiter = new RateLimiter([100], 1_000);
	const hanging = await acquire(limiter, 1, { who: 'mine' });
	const others = many(8, async () => {
		const slot = await acquire(limiter, 1, { who: 'other' });
		await new Promise((resolve) => setTimeout(resolve, 500));
		limiter.release(slot, FINE);
	});
	const began = performance.now();
	const given = await limiter.acquire({ who: 'mine', inFlight: 1, patienceMs: 2_000 });
	expect(given).toBeUndefined();
	expect(performance.now() - began).toBeLessThanOrEqual(2_250);
	limiter.release(hanging, { refused: false, unanswered: true });
	await others;
	expect(limiter.idle).toBe(true);
});

test('a request waits in a moving queue for as long as needed', async () => {
	const limiter = new RateLimiter([1], 1_000);
	const began = performance.now();
	await many(10, async () => {
		const slot = await limiter.acquire({ inFlight: 1, patienceMs: 1_500 });
		expect(slot).toBeDefined();
		limiter.release(slot!, FINE);
	});
	expect(performance.now() - began).toBe(9_000);
});

test('a window that was too long is corrected as soon as the headers are right', async () => {
	const limiter = new RateLimiter([1], 1_000);
	const waiting = await acquire(limiter, 2);
	limiter.release(waiting, { refused: false, max: 2, windowMs: 60_000 });
	const began = performance.now();
	limiter.release(await acquire(limiter, 2), { refused: false, max: 2, windowMs: 1_000 });
	limiter.release(await acquire(limiter, 2), FINE);
	expect(performance.now() - began).toBe(1_000);
});
