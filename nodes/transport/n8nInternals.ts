import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';

/**
 * Members of n8n's contexts that n8n's types don't declare. Only this file reads them. n8n 1.123 to 2.41 have all of
 * them, unless a field says otherwise.
 */
interface Undocumented {
	/**
	 * Run index of the node in this execution, from 0. A loop increases it. If it is missing, all runs of a node share
	 * one `Run`.
	 */
	runIndex?: number;
	/** The node itself. `getNode()` returns a full copy on each call. If it is missing, we use the copy. */
	node?: INode;
	/** The input by connection type. If it is missing, a tool call through n8n's older path counts as a workflow item. */
	inputData?: { ai_tool?: Array<Array<{ json: object }> | undefined> };
	/**
	 * Reads a credential without resolving its expressions (the sixth argument). If it is missing, each item reads its
	 * own credential, which takes 1 ms per item.
	 */
	additionalData?: {
		credentialsHelper?: {
			getDecrypted?: (...args: unknown[]) => Promise<Record<string, unknown>>;
		};
	};
	/** Arguments of `getDecrypted`, as n8n passes them. */
	mode?: string;
	executeData?: unknown;
	/**
	 * How long a poll may take, in ms. Available since n8n 2.38. If it is missing, a poll has n8n's default of five
	 * minutes.
	 */
	getPollBudgetMs?: () => number;
}

type Context = IExecuteFunctions | IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

const undocumented = (context: Context) => context as unknown as Undocumented;

const DEFAULT_POLL_BUDGET_MS = 300_000;

/** Run index of the node, from 0. */
export const runIndexOf = (context: Context) => undocumented(context).runIndex ?? 0;

const nodeOf = (context: Context) => undocumented(context).node ?? context.getNode();

/** The node's name. */
export const nodeNameOf = (context: Context) => nodeOf(context).name;

/** Whether the node is the tool version that n8n generates for agents. Its type ends with `Tool`. */
export const isToolNode = (context: Context) => nodeOf(context).type.endsWith('Tool');

/** The arguments of an agent's call, if n8n calls the node as a tool without workflow items. */
export const toolArgumentsOf = (context: Context): object | undefined =>
	undocumented(context).inputData?.ai_tool?.[0]?.[0]?.json;

/** How long a poll may take, in ms. */
export const pollBudgetOf = (context: Context) =>
	undocumented(context).getPollBudgetMs?.() ?? DEFAULT_POLL_BUDGET_MS;

/** The node's credential as stored, with unresolved expressions. Undefined if n8n doesn't provide it. */
export async function storedCredentialOf(
	context: Context,
	type: string,
): Promise<Record<string, unknown> | undefined> {
	const { additionalData, mode, executeData } = undocumented(context);
	const helper = additionalData?.credentialsHelper;
	const details = context.getNode().credentials?.[type];
	if (!details || !helper?.getDecrypted) return undefined;
	try {
		return await helper.getDecrypted(additionalData, details, type, mode, executeData, true);
	} catch {
		return undefined;
	}
}
