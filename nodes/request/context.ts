import type {
	IExecutePaginationFunctions,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

/** The credential that every request of this package is made with. */
export const CREDENTIAL = 'hubSpotMeetingsApi';

/** What sending a request needs of n8n. An item, a picker and the trigger each have it. */
export type RequestContext =
	IExecuteSingleFunctions | IExecutePaginationFunctions | ILoadOptionsFunctions | IPollFunctions;

/** The workflow's cancel signal; pickers and the trigger have none. */
export function cancelSignal(context: RequestContext): AbortSignal | undefined {
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
