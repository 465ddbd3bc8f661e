import { createHmac } from 'node:crypto';

import {
	NodeConnectionTypes,
	type IBinaryData,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
} from 'n8n-workflow';

/**
 * Small stand-ins for the n8n nodes that the examples use. They implement only what the examples need. If n8n is
 * installed (in demo/), the same tests also run with n8n's own nodes.
 */
type Execute = (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;

/** Like `Execute`, for a node with several outputs. */
type Branch = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

function standIn(name: string, execute: Branch, outputs = 1): INodeType {
	// The engine drops parameters that a node does not declare.
	const parameters = ['mode', 'jsonOutput', 'jsCode', 'operation', 'sourceProperty', 'options']
		.concat(['completionTitle', 'completionMessage', 'conditions', 'destinationKey'])
		.concat(['action', 'type', 'value', 'secret', 'encoding', 'dataPropertyName']);
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: Array.from({ length: outputs }, () => NodeConnectionTypes.Main),
			properties: parameters.map((parameter) => ({
				displayName: parameter,
				name: parameter,
				type: 'string',
				default: '',
			})),
		},
		async execute(this: IExecuteFunctions) {
			return await execute(this);
		},
	};
}

const isText = (value: unknown): value is string => typeof value === 'string';

const handOn: Execute = async (context) => context.getInputData();

/** Edit Fields (Set) in JSON mode. */
const set: Execute = async (context) =>
	context.getInputData().map((_, item) => {
		const output = context.getNodeParameter('jsonOutput', item);
		const json = (isText(output) ? JSON.parse(output) : output) as IDataObject;
		return { json, pairedItem: { item } };
	});

/** Code in the mode 'Run Once for All Items', with the variables of n8n that the examples use. */
export const code: Execute = async (context) => {
	const text = context.getNodeParameter('jsCode', 0) as string;
	const names = ['$input', '$', '$now', 'DateTime'] as const;
	const data = context.getWorkflowDataProxy(0);
	const run = new Function(...names, `return (async () => {${text}\n})();`) as (
		...values: unknown[]
	) => Promise<INodeExecutionData[]>;
	return await run(...names.map((name) => data[name] as unknown));
};

/** A CSV cell, quoted if necessary. */
const quoted = (value: unknown) => {
	const text = value === null || value === undefined ? '' : String(value);
	return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The rows of a CSV text. Keeps a byte order mark in the first cell, as some parsers do. */
function rowsOf(csv: string): string[][] {
	const rows: string[][] = [[]];
	for (const [, quotedCell, cell, end] of csv.matchAll(
		/(?:\uFEFF?"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g,
	)) {
		const hasMark = quotedCell !== undefined && rows.length === 1 && rows[0].length === 0;
		const text = quotedCell?.replaceAll('""', '"') ?? cell;
		rows.at(-1)?.push(hasMark && csv.startsWith('\uFEFF') ? `\uFEFF${text}` : text);
		if (end === '') break;
		if (end !== ',') rows.push([]);
	}
	return rows;
}

const extractFromFile: Execute = async (context) => {
	const all: INodeExecutionData[] = [];
	for (const item of context.getInputData().keys()) {
		const text = (await context.helpers.getBinaryDataBuffer(item, 'data')).toString();
		if (context.getNodeParameter('operation', item) === 'text') {
			const key = context.getNodeParameter('destinationKey', item) as string;
			all.push({ json: { [key]: text }, pairedItem: { item } });
			continue;
		}
		const [columns, ...lines] = rowsOf(text);
		for (const cells of lines) {
			const json = Object.fromEntries(columns.map((column, place) => [column, cells[place]]));
			all.push({ json, pairedItem: { item } });
		}
	}
	return all;
};

const convertToFile: Execute = async (context) => {
	const items = context.getInputData();
	const { fileName } = context.getNodeParameter('options', 0) as { fileName: string };
	const file = async (text: string, mime: string): Promise<Record<string, IBinaryData>> => ({
		data: await context.helpers.prepareBinaryData(Buffer.from(text), fileName, mime),
	});
	if (context.getNodeParameter('operation', 0) === 'csv') {
		const columns = Object.keys(items[0].json);
		const rows = items.map(({ json }) => columns.map((column) => quoted(json[column])).join(','));
		const text = [columns.join(','), ...rows].join('\n');
		return [{ json: {}, binary: await file(text, 'text/csv') }];
	}
	const source = context.getNodeParameter('sourceProperty', 0) as string;
	return await Promise.all(
		items.map(async ({ json }, item) => ({
			json: {},
			binary: await file(json[source] as string, 'text/plain'),
			pairedItem: { item },
		})),
	);
};

/** Crypto with the action HMAC. */
const crypto: Execute = async (context) =>
	context.getInputData().map(({ json }, item) => {
		const field = (name: string) => context.getNodeParameter(name, item) as string;
		const hmac = createHmac(field('type'), field('secret')).update(field('value'));
		const digest = hmac.digest(field('encoding') as 'base64');
		return { json: { ...json, [field('dataPropertyName')]: digest }, pairedItem: { item } };
	});

/** If with a single Boolean condition. */
const branch: Branch = async (context) => {
	const ways: INodeExecutionData[][] = [[], []];
	for (const [item, { json }] of context.getInputData().entries()) {
		const { conditions } = context.getNodeParameter('conditions', item) as {
			conditions: Array<{ leftValue: unknown }>;
		};
		ways[conditions[0].leftValue === true ? 0 : 1].push({ json, pairedItem: { item } });
	}
	return ways;
};

/** The last page of a form. Returns the title and message that the visitor sees. */
const form: Execute = async (context) =>
	context.getInputData().map((_, item) => {
		const json = {
			title: context.getNodeParameter('completionTitle', item) as string,
			message: context.getNodeParameter('completionMessage', item) as string,
		};
		return { json, pairedItem: { item } };
	});

const TRIGGERS = {
	manualTrigger: handOn,
	scheduleTrigger: handOn,
	formTrigger: handOn,
	webhook: handOn,
};

const NODES: INodeType[] = [
	...Object.entries({ ...TRIGGERS, code, convertToFile, crypto, extractFromFile, form, set }).map(
		([name, execute]) => standIn(name, async (context) => [await execute(context)]),
	),
	standIn('if', branch, 2),
];

export const STAND_INS: Readonly<Record<string, INodeType>> = Object.fromEntries(
	NODES.map((type) => [`n8n-nodes-base.${type.description.name}`, type]),
);
