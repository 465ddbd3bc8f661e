import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Part of an expression: shows the display name of the option selected in a field. n8n itself only has its value. */
export function subtitle(parameter: string, fields: readonly INodeProperties[]): string {
	const names = fields
		.filter(({ name }) => name === parameter)
		.flatMap(({ options = [] }) => options as INodePropertyOptions[])
		.map(({ name, value }) => [value, name]);
	return `(${JSON.stringify(Object.fromEntries(names))})[$parameter["${parameter}"]]`;
}
