import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { nodeNameOf } from './n8nInternals';

/** The credential that every request of this package is made with. */
export const CREDENTIAL = 'hubSpotMeetingsApi';

/** What sending a request needs of n8n. An item, a picker and the trigger each have it. */
export type RequestContext = ItemContext | ILoadOptionsFunctions | IPollFunctions;

/** The workflow's cancel signal; pickers and the trigger have none. */
export function cancelSignal(context: RequestContext | IExecuteFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * The context to call n8n's helper on, so that a signal ends the request: where there is a cancel signal, the helper takes
 * that one in place of the signal in its options.
 */
export function endedBy(context: RequestContext, signal: AbortSignal): RequestContext {
	return 'getExecutionCancelSignal' in context
		? (Object.create(context, {
				getExecutionCancelSignal: { value: () => signal },
			}) as RequestContext)
		: context;
}

/** n8n's context of one item, as its declarative loop has it. */
export type ItemContext = IExecuteSingleFunctions;

/** The context of all items, seen by one of them. */
export function itemContext(context: IExecuteFunctions, index: number): ItemContext {
	const { helpers } = context;
	const ofItem: Partial<ItemContext['helpers']> = {
		assertBinaryData: (name) => helpers.assertBinaryData(index, name),
		getBinaryDataBuffer: async (name) => await helpers.getBinaryDataBuffer(index, name),
	};
	const own: Partial<ItemContext> = {
		helpers: Object.assign(Object.create(helpers) as ItemContext['helpers'], ofItem),
		getItemIndex: () => index,
		getInputData: (input) => context.getInputData(input)[index],
		getNodeParameter: (name: string, fallback?: never, options?: never) =>
			context.getNodeParameter(name, index, fallback, options) as never,
		// n8n's request helper asks without an index.
		getCredentials: async (type) => await context.getCredentials(type, index),
	};
	return Object.assign(Object.create(context) as ItemContext, own);
}

/** The node that asks, for all its runs: those share how many requests it may have under way. */
export function whoAsks(context: RequestContext): string {
	return `${context.getWorkflow().id} ${nodeNameOf(context)}`;
}
