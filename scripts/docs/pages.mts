import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { HubSpotMeetingsTrigger } from '../../nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node.ts';
import { OPERATION_EXAMPLES, TRIGGER_EXAMPLES, type OperationExample } from './examples.mts';
import { isShown, rowsOf, type FieldRow } from './fields.mts';
import type { Outcome, Outcomes } from './run.mts';
import { schemaFile, SCHEMAS, type Schema } from './schemas.mts';

export const FOLDER = 'docs/operations';

/** The first line of each page. It says how the page was created. */
const MADE = '<!-- Created by `npm run docs` from the node and a run against the emulator. -->';

const { properties } = new HubSpotMeetings().description;

const SELECTORS = ['resource', 'operation'];

const json = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;

/** Converts a name to a title, such as `schedulingPage` to `Scheduling Page`. */
const capital = (word: string) =>
	word[0].toUpperCase() + word.slice(1).replace(/[A-Z]/g, (letter) => ` ${letter}`);

function optionOf({ resource, operation }: OperationExample): INodePropertyOptions {
	const selector = properties.find(
		(field) => field.name === 'operation' && isShown(field, { resource }),
	);
	const options = (selector?.options ?? []) as INodePropertyOptions[];
	const option = options.find(({ value }) => value === operation);
	if (!option) throw new Error(`The node has no operation ${resource}/${operation}`);
	return option;
}

/** All operations of the node, as `resource/operation`. */
export function operationNames(): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) =>
			(options as INodePropertyOptions[]).map(
				({ value }) => `${String(displayOptions?.show?.resource?.[0])}/${String(value)}`,
			),
		);
}

const fileOf = ({ resource, operation }: OperationExample) => `${resource}-${operation}.md`;

const titleOf = (example: OperationExample) =>
	`${capital(example.resource)}: ${optionOf(example).name}`;

function fieldTable(rows: FieldRow[]): string {
	const lines = rows.map(
		({ path, name, type, fallback, text }) =>
			`| ${path} | \`${name}\` | ${type} | ${fallback} | ${text} |`,
	);
	return ['| field | key | type | default | description |', '|---|---|---|---|---|', ...lines].join(
		'\n',
	);
}

/** Describes a value for the table, such as `text`, `text, or null` or `list of text`. */
function kindOf({ type, items, properties: keys, additionalProperties }: Schema): string {
	const [first, second] = [type].flat();
	const name = first === 'string' ? 'text' : first === 'boolean' ? 'true or false' : first;
	if (first === 'array') return `list of ${items ? kindOf(items) : 'anything'}`;
	if (first === 'object' && keys) return `object with ${Object.keys(keys).join(', ')}`;
	if (first === 'object' && additionalProperties) {
		return `object of ${kindOf(additionalProperties)} by name`;
	}
	if (second === 'null') return `${name}, or null`;
	return second === 'array' && items ? `${name}, or list of ${kindOf(items)}` : name;
}

function outputTable({ properties: keys = {} }: Schema): string {
	const lines = Object.entries(keys).map(([key, schema]) => `| \`${key}\` | ${kindOf(schema)} |`);
	return ['| key | value |', '|---|---|', ...lines].join('\n');
}

function operationPage(example: OperationExample, outcome: Outcome): string {
	const { resource, operation, item, parameters } = example;
	const fields = properties.filter(
		(field) => !SELECTORS.includes(field.name) && isShown(field, { resource, operation }),
	);
	const requests = [...new Set(outcome.requests)].map((request) => `- \`${request}\``);
	return `${MADE}
# ${titleOf(example)}

${optionOf(example).description}.

## Example

Input item:

${json(item)}

Parameters of the node:

${json({ resource, operation, ...parameters })}

Requests that the node sends for this item:

${requests.join('\n')}

Output:

${outcome.json.map(json).join('\n\n')}

## Fields

${fieldTable(fields.flatMap((field) => rowsOf(field)))}

## Output

This is the output with *Simplify* on, if the operation has this field. It only has the keys of options and properties that you request.

${outputTable(SCHEMAS[`${resource}/${operation}`])}
`.replaceAll('..\n\n## Example', '.\n\n## Example');
}

/** Written here, because the trigger's description is about both nodes: n8n's nodes panel shows them as one entry. */
const STARTS =
	'Starts a workflow when a meeting is created, updated or deleted, gets an outcome, is about to start or has ended';

function triggerPage({ json: items }: Outcome): string {
	const { description } = new HubSpotMeetingsTrigger();
	const [event, ...others] = description.properties as [INodeProperties, ...INodeProperties[]];
	const events = (event.options as INodePropertyOptions[]).map(
		({ name, value, description: text }) => `| ${name} | \`${String(value)}\` | ${text ?? ''} |`,
	);
	const [shown] = TRIGGER_EXAMPLES;
	return `${MADE}
# The trigger

${STARTS}. It polls HubSpot at its *Poll Times*, because this kind of token has no webhooks. A test in the
editor shows recent meetings and does not change the trigger's state. The first poll runs when you activate the workflow, and reports what is
wrong with the settings. If you deactivate the workflow and activate it again, the trigger continues where it stopped. [What a poll costs](../limits.md#what-a-poll-of-the-trigger-costs)

| event | value | when |
|---|---|---|
${events.join('\n')}

## Example

Parameters of the trigger:

${json(shown)}

Item that starts the workflow:

${json(items[0])}

## Fields

${fieldTable(others.flatMap((field) => rowsOf(field)))}

## Output

${outputTable(SCHEMAS.trigger)}
`;
}

function indexPage(): string {
	const rows = OPERATION_EXAMPLES.map(
		(example) =>
			`| [${titleOf(example)}](${fileOf(example)}) | ${optionOf(example).description ?? ''} |`,
	);
	return `${MADE}
# Operations

| | |
|---|---|
${rows.join('\n')}
| [The trigger](trigger.md) | ${STARTS} |
`;
}

/** All generated files by their path in the repository: the pages, and the schemas that n8n reads. */
export function madeFiles(outcomes: Outcomes): Map<string, string> {
	const shown = (name: string): Outcome => {
		const [first] = outcomes.get(name) ?? [];
		if (!first) throw new Error(`${name} was not run`);
		return first;
	};
	const files = new Map<string, string>();
	for (const [name, schema] of Object.entries(SCHEMAS)) {
		files.set(schemaFile(name), `${JSON.stringify(schema)}\n`);
	}
	files.set(`${FOLDER}/README.md`, indexPage());
	for (const example of OPERATION_EXAMPLES) {
		const outcome = shown(`${example.resource}/${example.operation}`);
		files.set(`${FOLDER}/${fileOf(example)}`, operationPage(example, outcome));
	}
	files.set(`${FOLDER}/trigger.md`, triggerPage(shown('trigger')));
	return files;
}
