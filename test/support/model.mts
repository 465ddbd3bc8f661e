import type { IDataObject } from 'n8n-workflow';

/** A tool that a model wants to be called, by the name that n8n gives the model, and what it fills in. */
export interface ToolCall {
	tool: string;
	args: IDataObject;
}

/** A call with what came back, as the model reads it. */
export interface Answered extends ToolCall {
	answer: string;
}

/** A stand-in for a chat model: from all calls that were answered so far it makes the next ones, or has the last word. */
export type Model = (answered: readonly Answered[]) => ToolCall[] | string;

/** Makes these calls, one after the other, and repeats the last answer. */
export const following =
	(calls: readonly ToolCall[]): Model =>
	(answered) => {
		const next = calls[answered.length];
		return next ? [next] : `The tool says: ${answered.at(-1)?.answer ?? 'nothing'}`;
	};
