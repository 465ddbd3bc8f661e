import type {
	DeclarativeRestApiSettings,
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	IHttpRequestMethods,
	IHttpRequestOptions,
	INodeExecutionData,
	INodePropertyRouting,
	JsonObject,
} from 'n8n-workflow';

import type { Account } from './account';
import { errorItemJson, nodeError } from './errors';
import { Item } from './item';
import { ownCopy } from './ownCopy';
import { runOf } from './run';

/** What an operation does with one item: its outputs, in order. */
export type Operate = (item: Item) => Promise<JsonObject[]>;

/** More results for one item than this and n8n itself breaks (seen at about 130,000). */
export const MOST_RESULTS = 100_000;

/**
 * The routing of an operation: the request of HubSpot's guide, and the function by which n8n's routing sends it.
 * n8n calls that function for every item within one turn of the event loop, which is what lets items be gathered.
 */
export function routing(
	method: IHttpRequestMethods,
	url: string,
	operate: Operate,
): INodePropertyRouting {
	return {
		request: { method, url },
		send: { paginate: true, preSend: [register] },
		operations: {
			async pagination(this: IExecutePaginationFunctions, requestData) {
				return await carryOut(this, requestData, operate);
			},
		},
	};
}

/** Runs synchronously while n8n goes through the items, so that the run knows who is coming. */
async function register(
	this: IExecuteSingleFunctions,
	options: IHttpRequestOptions,
): Promise<IHttpRequestOptions> {
	runOf(this).register(this.getItemIndex(), () => comesInGroups(this));
	return options;
}

/** n8n's own Batching option: groups of items with a pause between them. */
function comesInGroups(context: IExecuteSingleFunctions): boolean {
	const { batching } = context.getNodeParameter('requestOptions', {}) as {
		batching?: { batch?: { batchInterval?: number } };
	};
	// Whatever the size: n8n takes -1, which its editor calls disabled, for groups of one.
	return (batching?.batch?.batchInterval ?? 0) > 0;
}

async function carryOut(
	context: IExecutePaginationFunctions,
	{ options }: DeclarativeRestApiSettings.ResultOptions,
	operate: Operate,
): Promise<INodeExecutionData[]> {
	const run = runOf(context);
	const attempt = run.currentAttempt;
	const index = context.getItemIndex();
	const pairedItem = { item: index };
	let account: Account | undefined;
	let item: Item | undefined;
	try {
		account = await run.accountFor(context);
		item = new Item(context, account, run, options);
		const results = await operate(item);
		attempt.settle(index, item.created);
		return results.map((json) => ({ json: ownCopy(json), pairedItem }));
	} catch (error) {
		const token = account?.token;
		if (context.continueOnFail()) {
			attempt.settle(index, item?.created);
			return [{ json: errorItemJson(error, token), pairedItem }];
		}
		const sum = await attempt.fail(index, error as Error, item?.created);
		const first = sum.failures[0]?.index === index;
		throw nodeError(context.getNode(), error, {
			token,
			itemIndex: index,
			sum: first ? sum : undefined,
		});
	}
}
