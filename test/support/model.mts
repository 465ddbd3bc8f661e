import type { IDataObject } from 'n8n-workflow';

/** A tool call that a model requests: the tool's name as n8n gives it to the model, and the arguments. */
export interface ToolCall {
	tool: string;
	args: IDataObject;
}

/** A tool call with its response, as the model reads it. */
export interface Answered extends ToolCall {
	answer: string;
}

/** A stand-in for a chat model. From all completed calls, it returns the next calls or its final answer. */
export type Model = (answered: readonly Answered[]) => ToolCall[] | string;

/** A model that makes these calls one after the other and then repeats the last response. */
export const following =
	(calls: readonly ToolCall[]): Model =>
	(answered) => {
		const next = calls[answered.length];
		return next ? [next] : `The tool says: ${answered.at(-1)?.answer ?? 'nothing'}`;
	};
