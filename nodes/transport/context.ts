import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import type { FieldReader } from './fieldReader';
import { nodeNameOf } from './n8nInternals';

/** The credential type of every request of this package. */
export const CREDENTIAL = 'hubSpotMeetingsApi';

/** The n8n context to send a request with: that of an item, a picker or the trigger. */
export type RequestContext = ItemContext | ILoadOptionsFunctions | IPollFunctions;

/** The workflow's cancel signal. Undefined for pickers and the trigger, which have none. */
export function cancelSignal(context: RequestContext | IExecuteFunctions): AbortSignal | undefined {
	return 'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
}

/**
 * Returns the context to call n8n's request helper on, so that `signal` ends the request. If a context has a cancel
 * signal, the helper uses that signal and ignores the one in its options. So this function replaces it.
 */
export function endedBy(context: RequestContext, signal: AbortSignal): RequestContext {
	return 'getExecutionCancelSignal' in context
		? (Object.create(context, {
				getExecutionCancelSignal: { value: () => signal },
			}) as RequestContext)
		: context;
}

/** n8n's context for one item, the one that its declarative nodes use. */
export type ItemContext = IExecuteSingleFunctions;

/** Wraps the context of all items as the context of one item. */
export function itemContext(
	context: IExecuteFunctions,
	index: number,
	fields: FieldReader,
): ItemContext {
	const { helpers } = context;
	const ofItem: Partial<ItemContext['helpers']> = {
		assertBinaryData: (name) => helpers.assertBinaryData(index, name),
		getBinaryDataBuffer: async (name) => await helpers.getBinaryDataBuffer(index, name),
	};
	const own: Partial<ItemContext> = {
		helpers: Object.assign(Object.create(helpers) as ItemContext['helpers'], ofItem),
		getItemIndex: () => index,
		getInputData: (input) => context.getInputData(input)[index],
		getNodeParameter: fields.ofItem(index),
		// n8n's request helper calls this without an item index.
		getCredentials: async (type) => await context.getCredentials(type, index),
	};
	return Object.assign(Object.create(context) as ItemContext, own);
}

/** Identifies the node. All its executions share the limit of concurrent requests. */
export function whoAsks(context: RequestContext): string {
	return `${context.getWorkflow().id} ${nodeNameOf(context)}`;
}
