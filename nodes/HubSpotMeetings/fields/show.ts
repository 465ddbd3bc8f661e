import type { INodeProperties } from 'n8n-workflow';

/** A condition for showing fields: values of other fields, by field name. */
export type Show = Record<string, Array<string | boolean>>;

/** Adds a display condition to fields. Their own conditions still apply. */
export function show(rule: Show, fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { ...rule, ...field.displayOptions?.show },
		},
	}));
}
