import type { Account } from '../../nodes/transport/account';
import type { BatchEndpoint } from '../../nodes/transport/batch';
import { HubSpotClient } from '../../nodes/transport/client';
import type { RequestContext } from '../../nodes/transport/context';
import { Run } from '../../nodes/transport/run';

const ACCOUNT: Account = { baseUrl: 'http://127.0.0.1:1', apiVersion: 'v3', key: 'k', token: '' };

/** A request context that responds to a batch with its inputs. */
const echo = {
	getWorkflow: () => ({ id: 'w' }),
	getNode: () => ({ name: 'HubSpot Meetings' }),
	helpers: {
		httpRequestWithAuthentication: async (_: string, { body }: { body: string }) => ({
			statusCode: 200,
			headers: {},
			body: {
				results: (JSON.parse(body) as { inputs: string[] }).inputs.map((id) => ({ id })),
			},
		}),
	},
} as unknown as RequestContext;

const kind = <Input,>(identity: (input: Input) => string): BatchEndpoint<Input, string> => ({
	key: 'echo',
	effect: 'read',
	limit: 30_000,
	identity,
	batch: (entries) => ({
		method: 'POST',
		path: '/echo',
		body: { inputs: entries.map(({ input }) => identity(input)) },
		effect: 'read',
	}),
	results: (results) =>
		(results as Array<{ id: string }>).map(({ id }) => ({ identity: id, result: id })),
});

test('a batch with more inputs than a function accepts as arguments is answered', async () => {
	const client = new HubSpotClient(echo, ACCOUNT, new Run());
	const inputs = Array.from({ length: 150_000 }, (_, n) => String(n));
	const same = kind((input: string) => input);
	const answers = await Promise.all(inputs.map(async (input) => await client.batch(same, input)));
	expect(answers).toHaveLength(150_000);
	expect(answers[149_999]).toBe('149999');
});

test('each of 50,000 inputs about the same record is read at most three times', async () => {
	const count = 50_000;
	let looks = 0;
	const input = {
		toJSON: () => {
			looks += 1;
			return 'one';
		},
	};
	const same = kind<typeof input>(() => {
		looks += 1;
		return 'one';
	});
	const client = new HubSpotClient(echo, ACCOUNT, new Run());
	const answers = await Promise.all(
		Array.from({ length: count }, async () => await client.batch(same, input)),
	);
	expect(answers).toHaveLength(count);
	expect(new Set(answers)).toEqual(new Set(['one']));
	expect(looks).toBeGreaterThanOrEqual(count);
	expect(looks).toBeLessThanOrEqual(3 * count);
});

test('an error before the request is sent rejects the waiting call', async () => {
	const client = new HubSpotClient(echo, ACCOUNT, new Run());
	const broken = kind(() => {
		throw new TypeError('broken');
	});
	await expect(client.batch(broken, 'a')).rejects.toThrow('broken');
}, 5_000);
