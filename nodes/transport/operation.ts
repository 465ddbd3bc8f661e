import type {
	IExecuteFunctions,
	IExecutePaginationFunctions,
	IHttpRequestMethods,
	INodeExecutionData,
	INodePropertyOptions,
	JsonObject,
} from 'n8n-workflow';

import { accountOf, commonAccount, type Account } from './account';
import { cancelSignal, itemContext, type ItemContext } from './context';
import { FieldReader } from './fieldReader';
import { Item, OutputWithFiles } from './item';
import { errorItemJson, nodeError, type ItemFailure } from './nodeErrors';
import { ownCopy, ownOutputs } from './ownCopy';
import { requestOptionsOf } from './requestOptions';
import { runOf, type Run } from './run';
import { Cancelled, wait } from './wait';

/** What an operation does with one item. Returns the outputs in order. */
export type Operate = (item: Item) => Promise<Array<JsonObject | OutputWithFiles>>;

/** An operation as users see it, and the request that it declares, which it sends for a single item. */
export interface OperationOption extends INodePropertyOptions {
	value: string;
	request: { method: IHttpRequestMethods; url: string };
}

/** A function for n8n's `customOperations`. Carries out an operation for all items of a node. */
export type CarryOut = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/**
 * Maximum number of results per item. All are held in memory, about 2 kB for a meeting with the documented properties.
 */
export const MAX_RESULTS = 100_000;

/**
 * The output for an AI agent if there are no results. An agent never sees a hint, and would take an empty output for a
 * tool that does not work.
 */
const NOTHING_FOUND: JsonObject = { result: 'Nothing was found' };

/** The outcome of one item. */
interface Outcome {
	index: number;
	results: INodeExecutionData[];
	error?: Error;
	/** Ids of the records that were created for the item. */
	created: string[];
	token?: string;
}

/**
 * Carries out an operation for all items. Starts them in order, lets the event loop run in between, and waits until all
 * of them are settled.
 *
 * @returns the function that n8n calls with its own context
 */
export function carryOutAll(operate: Operate): CarryOut {
	return async function (this: IExecuteFunctions) {
		const run = runOf(this);
		const total = this.getInputData().length;
		const fields = new FieldReader(this);
		const account = await commonAccount(this, itemContext(this, 0, fields));
		const outcomes: Array<Promise<Outcome>> = [];
		const signal = cancelSignal(this);
		for (const group of groups(this, total)) {
			if (group.pause > 0) await wait(group.pause, signal);
			await run.start(group.indexes, (index) => {
				if (signal?.aborted) throw new Cancelled();
				outcomes.push(settle(itemContext(this, index, fields), run, operate, account));
			});
		}
		const settled = await Promise.all(outcomes);
		const failures = settled.filter(isFailure);
		if (failures.length > 0 && !this.continueOnFail()) {
			const [{ error, token, index }] = failures;
			throw nodeError(this.getNode(), error, {
				token,
				itemIndex: index,
				sum: {
					total,
					succeeded: settled.length - failures.length,
					created: settled.flatMap(({ created }) => created),
					failures,
				},
			});
		}
		for (const hint of run.hints()) this.addExecutionHints(hint);
		return [settled.flatMap(({ results }) => results)];
	};
}

/**
 * Carries out an operation for one item. For callers that only know the routing, which is n8n's older way to run a
 * tool.
 */
export function carryOutOne(operate: Operate) {
	return async function (this: IExecutePaginationFunctions): Promise<INodeExecutionData[]> {
		const { index, results, error, token } = await settle(this, runOf(this), operate);
		if (error && !this.continueOnFail()) {
			throw nodeError(this.getNode(), error, { token, itemIndex: index });
		}
		return results;
	};
}

const isFailure = (outcome: Outcome): outcome is Outcome & ItemFailure =>
	outcome.error !== undefined;

/**
 * Carries out an operation for one item. With a common account it runs synchronously up to the first request. It never
 * rejects.
 */
async function settle(
	context: ItemContext,
	run: Run,
	operate: Operate,
	common?: Account,
): Promise<Outcome> {
	const index = context.getItemIndex();
	const pairedItem = { item: index };
	let account = common;
	let item: Item | undefined;
	try {
		if (!account) {
			account = await run.starting(async () => {
				const own = await accountOf(context);
				await run.turn();
				return own;
			});
		}
		item = new Item(context, account, run, requestOptionsOf(context));
		const found = await operate(item);
		const results = found.length === 0 && item.isToolCall ? [NOTHING_FOUND] : found;
		return {
			index,
			results: ownOutputs(results).map((result) =>
				result instanceof OutputWithFiles
					? { json: ownCopy(result.json), binary: result.binary, pairedItem }
					: { json: result, pairedItem },
			),
			created: item.created,
		};
	} catch (error) {
		const token = account?.token;
		return {
			index,
			results: [{ json: errorItemJson(error, token), pairedItem }],
			error: error as Error,
			created: item?.created ?? [],
			token,
		};
	}
}

interface Group {
	/** How long to wait before the group starts, in ms. */
	pause: number;
	indexes: number[];
}

/** n8n's own Batching option: groups of items with a pause between them. Without it, all items are in one group. */
function groups(context: IExecuteFunctions, total: number): Group[] {
	const { batching } = context.getNodeParameter('requestOptions', 0, {}) as {
		batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	};
	const { batchSize = 0, batchInterval = 0 } = batching?.batch ?? {};
	// As in n8n: a size below 1, which the editor describes as disabled, means one item at a time.
	const size = batchInterval > 0 ? Math.max(1, batchSize) : total;
	const list: Group[] = [];
	for (let from = 0; from < total; from += size) {
		const length = Math.min(size, total - from);
		list.push({
			pause: from > 0 ? batchInterval : 0,
			indexes: Array.from({ length }, (_, place) => from + place),
		});
	}
	return list;
}
