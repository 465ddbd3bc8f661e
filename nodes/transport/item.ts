import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

import { checkDepth, tooDeep } from '../common/input';
import { isOn } from '../hubspot/values/conversion';
import type { Account } from './account';
import { type ClientOptions, HubSpotClient } from './client';
import type { ItemContext } from './context';
import type { Run } from './run';

/** The node's "Limits and Retries" fields, as n8n stores them. */
interface LimitsAndRetriesFields {
	inFlight?: number;
	/** In seconds. */
	longestWait?: number;
	retry?: unknown;
	oneByOne?: unknown;
}

/** One item on its way: what an operation reads, and with what it asks HubSpot. */
export class Item extends HubSpotClient {
	constructor(
		private readonly context: ItemContext,
		account: Account,
		run: Run,
		options: Partial<IHttpRequestOptions>,
	) {
		super(context, account, run, readClientOptions(context, options));
	}

	/**
	 * A field's value, its expression resolved; a locator comes as it is stored.
	 *
	 * @param fallback for a field that is not shown; never undefined, which n8n takes for "must be there"
	 */
	field<T>(name: string, fallback: T): T {
		const value = this.resolved(name, fallback);
		checkDepth(value, `Field '${name}'`);
		return value as T;
	}

	/** What n8n makes of a field: it exhausts its own stack for a value that is nested by thousands. */
	private resolved(name: string, fallback: unknown): unknown {
		try {
			return this.context.getNodeParameter(name, fallback as never);
		} catch (error) {
			throw error instanceof RangeError ? tooDeep(`Field '${name}'`) : error;
		}
	}

	/** The item's own JSON. */
	get json(): IDataObject {
		return this.context.getInputData().json;
	}

	/** Whether an AI agent called the node: n8n then marks the item, or (on its older path) hands it over as a tool's. */
	get isToolCall(): boolean {
		const { inputData = {} } = this.context as unknown as { inputData?: object };
		return 'ai_tool' in inputData || 'toolCallId' in this.json;
	}

	/** The workflow's time zone, an IANA name. */
	get workflowZone(): string {
		return this.context.getTimezone();
	}
}

function readClientOptions(
	context: ItemContext,
	options: Partial<IHttpRequestOptions>,
): ClientOptions {
	const fields = context.getNodeParameter('sending', {}) as LimitsAndRetriesFields;
	const { inFlight, retry, oneByOne } = fields;
	// What is no number, or was left empty by an expression, leaves the default.
	const longestWait = Number.parseFloat(String(fields.longestWait));
	return {
		name: String(context.getItemIndex()),
		oneByOne: isOn(oneByOne),
		options,
		settings: {
			...(inFlight !== undefined && { inFlight: Math.max(1, Number(inFlight) || 1) }),
			...(longestWait >= 0 && { longestWaitMs: longestWait * 1000 }),
			...(retry !== undefined && { retry: isOn(retry) }),
		},
	};
}
