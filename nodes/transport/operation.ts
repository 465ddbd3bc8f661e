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
import { Item, OutputWithFiles } from './item';
import { errorItemJson, nodeError, type ItemFailure } from './nodeErrors';
import { ownCopy } from './ownCopy';
import { requestOptionsOf } from './requestOptions';
import { runOf, type Run } from './run';
import { Cancelled, wait } from './wait';

/** What an operation does with one item: its outputs, in order. */
export type Operate = (item: Item) => Promise<Array<JsonObject | OutputWithFiles>>;

/** What users see of an operation, and the request that it declares: the one that a lone item sends. */
export interface OperationOption extends INodePropertyOptions {
	value: string;
	request: { method: IHttpRequestMethods; url: string };
}

/** n8n's `customOperations`: carries an operation out for all items of a node. */
export type CarryOut = (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** The most results for one item: each is held in memory, about 2 kB for a meeting with the documented properties. */
export const MAX_RESULTS = 100_000;

/** What an agent is told where there is no result: it never sees a hint, and takes silence for a tool that does not work. */
const NOTHING_FOUND: JsonObject = { result: 'Nothing was found' };

/** How one item ended. */
interface Outcome {
	index: number;
	results: INodeExecutionData[];
	error?: Error;
	/** Ids of the records that were created for it. */
	created: string[];
	token?: string;
}

/**
 * Carries an operation out for all items: starts them in order, lets the event loop breathe in between, and waits until
 * every one of them is settled.
 *
 * @returns what n8n calls, with its own context
 */
export function carryOutAll(operate: Operate): CarryOut {
	return async function (this: IExecuteFunctions) {
		const run = runOf(this);
		const total = this.getInputData().length;
		const account = await commonAccount(this);
		const outcomes: Array<Promise<Outcome>> = [];
		const signal = cancelSignal(this);
		for (const group of groups(this, total)) {
			if (group.pause > 0) await wait(group.pause, signal);
			await run.start(group.indexes, (index) => {
				if (signal?.aborted) throw new Cancelled();
				outcomes.push(settle(itemContext(this, index), run, operate, account));
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

/** Carries an operation out for one item, for callers that know only the routing: n8n's older way to run a tool. */
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

/** Carries an operation out for one item. Computes up to its first request before it returns, and never rejects. */
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
			account = await accountOf(context);
			await run.turn();
		}
		item = new Item(context, account, run, requestOptionsOf(context));
		const found = await operate(item);
		const results = found.length === 0 && item.isToolCall ? [NOTHING_FOUND] : found;
		return {
			index,
			results: results.map((result) =>
				result instanceof OutputWithFiles
					? { json: ownCopy(result.json), binary: result.binary, pairedItem }
					: { json: ownCopy(result), pairedItem },
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
	/** How long to wait before it, in ms. */
	pause: number;
	indexes: number[];
}

/** n8n's own Batching option: groups of items with a pause between them. Without it, all items are one group. */
function groups(context: IExecuteFunctions, total: number): Group[] {
	const { batching } = context.getNodeParameter('requestOptions', 0, {}) as {
		batching?: { batch?: { batchSize?: number; batchInterval?: number } };
	};
	const { batchSize = 0, batchInterval = 0 } = batching?.batch ?? {};
	// As n8n takes it: a size below 1, which its editor calls disabled, is one item at a time.
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
