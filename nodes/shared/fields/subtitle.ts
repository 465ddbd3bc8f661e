import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** Part of an expression: the name on screen of what is chosen in a field, where n8n itself has its value only. */
export function subtitle(parameter: string, fields: readonly INodeProperties[]): string {
	const names = fields
		.filter(({ name }) => name === parameter)
		.flatMap(({ options = [] }) => options as INodePropertyOptions[])
		.map(({ name, value }) => [value, name]);
	return `(${JSON.stringify(Object.fromEntries(names))})[$parameter["${parameter}"]]`;
}
