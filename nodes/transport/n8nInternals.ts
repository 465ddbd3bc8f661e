import type {
	IExecuteFunctions,
	IExecuteSingleFunctions,
	ILoadOptionsFunctions,
	INode,
	IPollFunctions,
} from 'n8n-workflow';

/**
 * What n8n's contexts hold but n8n's types don't promise. It is read in this file only. n8n 1.123 to 2.41 have all of it,
 * except where a field says otherwise.
 */
interface Undocumented {
	/** Which run of the node in this execution, from 0: a loop counts up. If it is gone, all runs of a node share one `Run`. */
	runIndex?: number;
	/** The node itself; `getNode()` copies all of it for each call. If it is gone, we take the copy. */
	node?: INode;
	/** The input by the kind of connection. If it is gone, an agent's call by n8n's older path counts as a workflow's item. */
	inputData?: { ai_tool?: Array<Array<{ json: object }> | undefined> };
	/** Reads a credential without resolving it (the sixth argument). If it is gone, each item reads its own: 1 ms each. */
	additionalData?: {
		credentialsHelper?: {
			getDecrypted?: (...args: unknown[]) => Promise<Record<string, unknown>>;
		};
	};
	/** Arguments of `getDecrypted`, as n8n passes them. */
	mode?: string;
	executeData?: unknown;
	/** How long a poll may take, in ms: since n8n 2.38. If it is gone, a poll has n8n's default of five minutes. */
	getPollBudgetMs?: () => number;
}

type Context = IExecuteFunctions | IExecuteSingleFunctions | ILoadOptionsFunctions | IPollFunctions;

const undocumented = (context: Context) => context as unknown as Undocumented;

const DEFAULT_POLL_BUDGET_MS = 300_000;

/** Which run of the node this is, from 0. */
export const runIndexOf = (context: Context) => undocumented(context).runIndex ?? 0;

const nodeOf = (context: Context) => undocumented(context).node ?? context.getNode();

/** The node's name. */
export const nodeNameOf = (context: Context) => nodeOf(context).name;

/** Whether the node is the one that n8n makes of each node for agents: its type has that ending. */
export const isToolNode = (context: Context) => nodeOf(context).type.endsWith('Tool');

/** The arguments of an agent's call, where n8n calls the node as a tool without a workflow's items. */
export const toolArgumentsOf = (context: Context): object | undefined =>
	undocumented(context).inputData?.ai_tool?.[0]?.[0]?.json;

/** How long a poll may take, in ms. */
export const pollBudgetOf = (context: Context) =>
	undocumented(context).getPollBudgetMs?.() ?? DEFAULT_POLL_BUDGET_MS;

/** The node's credential as it is stored, with its expressions; undefined where n8n doesn't tell. */
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
