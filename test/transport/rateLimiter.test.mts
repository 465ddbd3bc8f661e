import { type RateFeedback, RateLimiter } from '../../nodes/transport/rateLimiter';
import { Cancelled } from '../../nodes/transport/wait';
import { timePassesByWaiting } from '../support/time.mts';

timePassesByWaiting();

const FINE: RateFeedback = { refused: false };

/** Sends through a rate limiter; the answer comes after `latency`. */
async function send(
	limiter: RateLimiter,
	starts: number[],
	{ latency = 5, inFlight = 100, news: feedback = FINE } = {},
) {
	await limiter.acquire(inFlight);
	starts.push(performance.now());
	await new Promise((resolve) => setTimeout(resolve, latency));
	limiter.release(feedback);
}

/** The most starts in any window of that length. */
function densest(starts: number[], windowMs: number): number {
	return Math.max(
		...starts.map((from) => starts.filter((at) => at >= from && at < from + windowMs).length),
	);
}

const many = async (count: number, each: () => Promise<void>) =>
	await Promise.all(Array.from({ length: count }, each));

test('never starts more in a window than it may, and wastes little of it', async () => {
	const limiter = new RateLimiter([5], 200);
	const starts: number[] = [];
	const began = performance.now();
	await many(20, async () => await send(limiter, starts));
	expect(densest(starts, 200)).toBe(5);
	// Three times a window behind an answer, and the last answer.
	expect(performance.now() - began).toBe(3 * 205 + 5);
});

test('keeps to the number in flight', async () => {
	const limiter = new RateLimiter([100], 1000);
	let flying = 0;
	let most = 0;
	await many(20, async () => {
		await limiter.acquire(3);
		flying += 1;
		most = Math.max(most, flying);
		await new Promise((resolve) => setTimeout(resolve, 5));
		flying -= 1;
		limiter.release(FINE);
	});
	expect(most).toBe(3);
});

test('starts in the order of asking', async () => {
	const limiter = new RateLimiter([2], 50);
	const order: number[] = [];
	await Promise.all(
		[0, 1, 2, 3, 4, 5].map(async (n) => {
			await limiter.acquire(1);
			order.push(n);
			limiter.release(FINE);
		}),
	);
	expect(order).toEqual([0, 1, 2, 3, 4, 5]);
});

test('what is urgent starts before what is not, and in the order of asking', async () => {
	const limiter = new RateLimiter([2], 50);
	const order: string[] = [];
	await Promise.all(
		['a', 'b', 'c', 'D', 'E', 'f', 'G'].map(async (name) => {
			await limiter.acquire(1, undefined, name < 'a');
			order.push(name);
			limiter.release(FINE);
		}),
	);
	expect(order.join('')).toBe('aDEGbcf');
});

test('takes its size and window from the headers', async () => {
	const limiter = new RateLimiter([2], 10_000);
	const starts: number[] = [];
	const news = { refused: false, max: 6, windowMs: 200 };
	await send(limiter, starts, { news });
	await many(11, async () => await send(limiter, starts, { news }));
	expect(densest(starts, 200)).toBe(6);
	// The answer to the first, and a window behind that of the others.
	expect(starts[11]! - starts[0]!).toBe(5 + 205);
});

test('without headers it tries the next tier after a window without a refusal, and goes back after one', async () => {
	const limiter = new RateLimiter([4, 8], 400);
	const starts: number[] = [];
	await many(24, async () => await send(limiter, starts));
	expect(densest(starts, 400)).toBeGreaterThan(4);
	await limiter.acquire(100);
	limiter.release({ refused: true, pauseMs: 20 });
	// Nothing is answered, so nothing is learned from which it could grow again.
	let answer = () => {};
	const answers = new Promise<void>((resolve) => (answer = resolve));
	let started = 0;
	const all = many(8, async () => {
		await limiter.acquire(100);
		started += 1;
		await answers;
		limiter.release(FINE);
	});
	await new Promise((resolve) => setTimeout(resolve, 1_000));
	expect(started).toBeGreaterThan(0);
	expect(started).toBeLessThanOrEqual(4);
	answer();
	await all;
});

test('a refusal holds everyone back for as long as it says', async () => {
	const limiter = new RateLimiter([10], 100);
	await limiter.acquire(10);
	const refused = performance.now();
	limiter.release({ refused: true, pauseMs: 150 });
	await limiter.acquire(10);
	expect(performance.now() - refused).toBe(150);
	limiter.release(FINE);
});

test('others use the account too: the share shrinks to what got through and grows with what is left', async () => {
	const limiter = new RateLimiter([20], 100);
	const news = { refused: false, max: 20, windowMs: 100 };
	for (let n = 0; n < 5; n++) {
		await limiter.acquire(100);
		limiter.release({ ...news, remaining: 0 });
	}
	await limiter.acquire(100);
	limiter.release({ ...news, refused: true, pauseMs: 1 });
	const starts: number[] = [];
	await many(
		15,
		async () => await send(limiter, starts, { news: { ...news, remaining: 0 } as RateFeedback }),
	);
	expect(densest(starts, 100)).toBeLessThanOrEqual(7);
	starts.length = 0;
	await many(
		40,
		async () => await send(limiter, starts, { news: { ...news, remaining: 16 } as RateFeedback }),
	);
	expect(densest(starts, 100)).toBeGreaterThan(7);
});

const FOR_ALL = { refused: false, max: 20, windowMs: 1_000 };

test('beside others no more are under way than a quarter of what is left', async () => {
	const limiter = new RateLimiter([20], 1_000);
	await limiter.acquire(100);
	limiter.release({ ...FOR_ALL, remaining: 7 });
	let started = 0;
	const all = many(4, async () => {
		await limiter.acquire(100);
		started += 1;
	});
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(started).toBe(2);
	// One of them is under way still.
	limiter.release({ ...FOR_ALL, remaining: 6 });
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(started).toBe(3);
	limiter.release({ ...FOR_ALL, remaining: 8 });
	await all;
});

test.each([
	['its share is used up', 2, 375, 625],
	['it has hardly a share', 1, 75, 125],
	['it has none', 0, 75, 125],
])(
	'when %s, one request looks whether others have left something meanwhile',
	async (_, share, least, most) => {
		const limiter = new RateLimiter([20], 1_000);
		for (let n = 0; n <= share; n++) await limiter.acquire(100);
		for (let n = 0; n < share; n++) limiter.release({ ...FOR_ALL, remaining: 0 });
		limiter.release({ ...FOR_ALL, refused: true, remaining: 0 });
		const refused = performance.now();
		const starts: number[] = [];
		await many(2, async () => {
			await send(limiter, starts, { news: { ...FOR_ALL, remaining: 18 } as RateFeedback });
		});
		expect(starts[0]! - refused).toBeGreaterThanOrEqual(least);
		expect(starts[0]! - refused).toBeLessThanOrEqual(most);
		// With the answer to the first.
		expect(starts[1]! - starts[0]!).toBe(5);
	},
);

test('cancelling ends the waiting at once and gives the place up', async () => {
	const limiter = new RateLimiter([1], 5_000);
	await limiter.acquire(1);
	const cancel = new AbortController();
	const waiting = limiter.acquire(1, cancel.signal);
	const began = performance.now();
	setTimeout(() => cancel.abort(), 20);
	await expect(waiting).rejects.toThrow(Cancelled);
	expect(performance.now() - began).toBe(20);
	limiter.release(FINE);
	expect(limiter.idle).toBe(true);
});

test('a workflow that was cancelled before asks nothing', async () => {
	const limiter = new RateLimiter([1], 100);
	const cancel = new AbortController();
	cancel.abort();
	await expect(limiter.acquire(1, cancel.signal)).rejects.toThrow(Cancelled);
	expect(limiter.idle).toBe(true);
});

test.each([-1, 1])('a clock that is set by %i hour changes nothing', async (hours) => {
	const limiter = new RateLimiter([2], 200);
	const starts: number[] = [];
	await many(2, async () => await send(limiter, starts));
	jest.setSystemTime(Date.now() + hours * 3_600_000);
	await many(2, async () => await send(limiter, starts));
	expect(densest(starts, 200)).toBe(2);
	expect(starts[3]! - starts[0]!).toBe(205);
});
