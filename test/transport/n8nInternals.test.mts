import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { run } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE, numbered } from '../support/meetings.mts';

const hubspot = emulatorForTests();

const FIELDS = ['runIndex', 'node', 'inputData', 'additionalData', 'mode', 'executeData'];

type Operations = Record<
	string,
	Record<string, (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>>
>;

/**
 * Our node in an n8n whose context lacks the `hidden` fields, which n8n's types do not list.
 *
 * @param lookUpMs how long the credential of an item takes, in ms
 */
function withoutInternals(
	hidden: readonly string[],
	lookUpMs?: (index: number) => number,
	[resource, operation] = ['meeting', 'create'],
): HubSpotMeetings {
	const type = new HubSpotMeetings();
	const operations = type.customOperations as Operations;
	const carryOut = operations[resource][operation];
	type.customOperations = {
		...type.customOperations,
		[resource]: {
			...operations[resource],
			async [operation](this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
				const context = new Proxy(this, {
					get(target, key) {
						if (hidden.includes(key as string)) return undefined;
						if (key === 'getCredentials' && lookUpMs) {
							return async (name: string, index: number) => {
								await new Promise((resolve) => setTimeout(resolve, lookUpMs(index)));
								return await target.getCredentials(name, index);
							};
						}
						const value = target[key as keyof IExecuteFunctions] as unknown;
						return typeof value === 'function' ? (value.bind(target) as unknown) : value;
					},
				});
				return (await carryOut.call(context)) as INodeExecutionData[][];
			},
		},
	};
	return type;
}

const createTen = async (hidden: readonly string[], lookUpMs?: (index: number) => number) =>
	await run({
		parameters: { resource: 'meeting', operation: 'create', ...CREATE } as IDataObject,
		items: numbered(10),
		credentials: credentialsOf(hubspot.current),
		nodeType: withoutInternals(hidden, lookUpMs),
	});

test.each([[FIELDS], ...FIELDS.map((field) => [[field]])])(
	'without the n8n fields %j, ten items are still created in one batch',
	async (hidden) => {
		const { error, json } = await createTen(hidden);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(10);
		expect(hubspot.current.requests.map(({ path }) => path)).toEqual([
			expect.stringMatching(/\/batch\/create$/),
		]);
	},
);

test('items whose credentials are not read at the same time still share a batch', async () => {
	const { error } = await createTen(['additionalData'], (index) => index * 10);
	expect(error).toBeUndefined();
	expect(hubspot.current.requests).toHaveLength(1);
});

test('items whose credentials are not read at the same time still change the attachments of a meeting together', async () => {
	const { error } = await run({
		parameters: {
			resource: 'attachment',
			operation: 'remove',
			meetingId: '17612479145',
			fileIds: '={{ $json.file }}',
		},
		items: [{ file: '175600000002' }, { file: '175600000003' }],
		credentials: credentialsOf(hubspot.current),
		nodeType: withoutInternals(['additionalData'], (index) => index * 20, ['attachment', 'remove']),
	});
	expect(error).toBeUndefined();
	expect(hubspot.current.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
});

test('without additionalData, each item reads the credential itself', async () => {
	expect((await createTen([])).credentialLookups).toBeLessThan(10);
	expect((await createTen(['additionalData'])).credentialLookups).toBeGreaterThanOrEqual(10);
});
