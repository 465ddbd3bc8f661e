import type { INodeProperties } from 'n8n-workflow';

/** When fields are shown: values of other fields, by their names. */
export type Show = Record<string, Array<string | boolean>>;

/** The fields with a rule when they are shown, on top of their own. */
export function show(rule: Show, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...rule, ...field.displayOptions?.show },
		},
	}));
}
