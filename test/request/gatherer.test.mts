import type { Account } from '../../nodes/request/account';
import { Asker } from '../../nodes/request/asker';
import type { BatchKind } from '../../nodes/request/batch';
import type { RequestContext } from '../../nodes/request/context';
import { Run } from '../../nodes/request/run';

const ACCOUNT: Account = { baseUrl: 'http://127.0.0.1:1', apiVersion: 'v3', key: 'k', token: '' };

/** A way to HubSpot that answers a batch with its own inputs. */
const echo = {
	helpers: {
		httpRequestWithAuthentication: async (_: string, { body }: { body: { inputs: string[] } }) => ({
			statusCode: 200,
			headers: {},
			body: { results: body.inputs },
		}),
	},
} as unknown as RequestContext;

const kind = (identity: (input: string) => string): BatchKind<string, string> => ({
	key: 'echo',
	effect: 'read',
	limit: 30_000,
	identity,
	batch: (entries) => ({
		method: 'POST',
		path: '/echo',
		body: { inputs: entries.map(({ input }) => input) },
		effect: 'read',
	}),
	results: (body) =>
		(body as { results: string[] }).results.map((result) => ({ identity: result, result })),
});

test('more inputs than a function takes arguments are all answered', async () => {
	const asker = new Asker(echo, ACCOUNT, new Run(1));
	const inputs = Array.from({ length: 150_000 }, (_, n) => String(n));
	const same = kind((input) => input);
	const answers = await Promise.all(inputs.map(async (input) => await asker.gather(same, input)));
	expect(answers).toHaveLength(150_000);
	expect(answers[149_999]).toBe('149999');
});

test('those that are about one record take their time, not the square of it', async () => {
	const took = async (count: number) => {
		const asker = new Asker(echo, ACCOUNT, new Run(1));
		const began = performance.now();
		const same = kind(() => 'one');
		const answers = await Promise.all(
			Array.from({ length: count }, async () => await asker.gather(same, 'one')),
		);
		expect(new Set(answers)).toEqual(new Set(['one']));
		return performance.now() - began;
	};
	const best = async (count: number) =>
		Math.min(await took(count), await took(count), await took(count));
	await took(1_000);
	// Ten times as many: a hundred times as long, if it were the square.
	const few = await best(5_000);
	expect((await best(50_000)) / few).toBeLessThan(40);
});

test('whatever goes wrong before a request settles those who wait for it', async () => {
	const asker = new Asker(echo, ACCOUNT, new Run(1));
	const broken = kind(() => {
		throw new TypeError('broken');
	});
	await expect(asker.gather(broken, 'a')).rejects.toThrow('broken');
}, 5_000);
