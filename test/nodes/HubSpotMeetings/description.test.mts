import fs from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
	type INodePropertyOptions,
} from 'n8n-workflow';

import codex from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.json';
import { HubSpotMeetings } from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { MEETING_PROPERTY_NAMES } from '../../../nodes/hubspot/meetingProperties';
import { DEFAULT_SETTINGS } from '../../../nodes/transport/send';

const { description, methods } = new HubSpotMeetings();
const { properties } = description;

const isField = (entry: object): entry is INodeProperties => 'type' in entry;
const isGroup = (entry: object): entry is INodePropertyCollection => 'values' in entry;
const isOption = (entry: object): entry is INodePropertyOptions =>
	!isField(entry) && !isGroup(entry);

/** The fields inside a field, for every kind of collection. */
const fieldsIn = ({ options = [] }: INodeProperties): INodeProperties[] =>
	options.flatMap((entry) => (isGroup(entry) ? entry.values : isField(entry) ? [entry] : []));

/** Every field, nested ones included, with its path. */
function walk(fields: INodeProperties[], above = ''): Array<[string, INodeProperties]> {
	return fields.flatMap((field) => {
		const show = field.displayOptions?.show;
		const where = above || [show?.resource, show?.operation].filter(Boolean).join(' ');
		const here = `${where} > ${field.name}`;
		return [[here, field] as [string, INodeProperties], ...walk(fieldsIn(field), here)];
	});
}

const everyField = walk(properties);
const optionsOf = (field: INodeProperties) => (field.options ?? []).filter(isOption);

interface Operation extends INodePropertyOptions {
	resource: string;
}

const resources = optionsOf(properties.find(({ name }) => name === 'resource')!);
const operations: Operation[] = resources.flatMap(({ value: resource }) =>
	optionsOf(
		properties.find(
			({ name, displayOptions }) =>
				name === 'operation' && displayOptions?.show?.resource?.includes(resource),
		)!,
	).map((operation) => ({ ...operation, resource: String(resource) })),
);

/** Every combination of values of the fields that decide which other fields are visible. */
function combinations(): INodeParameters[] {
	const controls = new Map<string, Set<string | boolean>>();
	for (const { displayOptions } of properties) {
		for (const [name, values = []] of Object.entries(displayOptions?.show ?? {})) {
			if (name === 'resource' || name === 'operation') continue;
			const known = controls.get(name) ?? new Set();
			for (const { type, options = [] } of properties.filter((field) => field.name === name)) {
				if (type === 'boolean') known.add(true).add(false);
				for (const option of options) if (isOption(option)) known.add(String(option.value));
			}
			for (const value of values) known.add(value as string | boolean);
			controls.set(name, known);
		}
	}
	return [...controls].reduce<INodeParameters[]>(
		(all, [name, values]) =>
			all.flatMap((one) => [...values].map((value) => ({ ...one, [name]: value }))),
		[{}],
	);
}

const node = { typeVersion: 1 } as INode;
const everyCombination = combinations();

const visible = (values: INodeParameters) =>
	properties.filter((field) => NodeHelpers.displayParameter(values, field, node, description));

const sources = (fs.readdirSync('nodes', { recursive: true }) as string[])
	.filter((file) => file.endsWith('.ts'))
	.map((file) => fs.readFileSync(path.join('nodes', file), 'utf8'))
	.join('\n');

test('every operation declares its request and has a function that runs it', () => {
	const customOperations: Record<string, Record<string, unknown>> = new HubSpotMeetings()
		.customOperations;
	expect(operations.length).toBeGreaterThanOrEqual(5);
	for (const { resource, value, routing, action, description: text } of operations) {
		const name = `${resource} ${String(value)}`;
		expect([name, typeof customOperations[resource]?.[String(value)]]).toEqual([name, 'function']);
		// For callers that only know declarative routing.
		expect([name, typeof routing?.operations?.pagination]).toEqual([name, 'function']);
		expect([name, routing?.send?.paginate]).toEqual([name, true]);
		expect([name, routing?.request?.method]).toEqual([name, expect.any(String)]);
		expect([name, action, text]).toEqual([name, expect.any(String), expect.any(String)]);
		expect(action).not.toMatch(/\b(?:a|an|the)\b/i);
		expect(text).not.toBe(action);
	}
	expect(description).not.toHaveProperty('execute');
	expect(new HubSpotMeetings()).not.toHaveProperty('execute');
});

test.each(operations.map(({ resource, value }) => [resource, String(value)]))(
	'%s %s: no two visible fields have the same name',
	(resource, operation) => {
		for (const combination of everyCombination) {
			const names = visible({ resource, operation, ...combination }).map(({ name }) => name);
			expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
		}
	},
);

test('every field is visible with some combination of settings', () => {
	const seen = new Set<INodeProperties>();
	for (const { resource, value } of operations) {
		for (const combination of everyCombination) {
			for (const field of visible({ resource, operation: value as string, ...combination })) {
				seen.add(field);
			}
		}
	}
	expect(properties.filter((field) => !seen.has(field)).map(({ name }) => name)).toEqual([]);
});

test('no two fields of a collection have the same name', () => {
	for (const [where, field] of everyField) {
		const names = fieldsIn(field).map(({ name }) => name);
		expect([where, names]).toEqual([where, [...new Set(names)]]);
	}
});

test('every list is sorted by its display names', () => {
	const byName = (a: string, b: string) => a.localeCompare(b, 'en');
	for (const [where, field] of everyField) {
		// n8n's panel lists the actions in this order, so Meeting comes first.
		if (field.name === 'resource') continue;
		// Weekdays are in the order of the week.
		if (field.name === 'weekdays') continue;
		const names = optionsOf(field).map(({ name }) => name);
		expect([where, names]).toEqual([where, [...names].sort(byName)]);
		if (field.type !== 'collection') continue;
		const shown = fieldsIn(field).map(({ displayName }) => displayName);
		expect([where, shown]).toEqual([where, [...shown].sort(byName)]);
	}
});

test('every field has a description', () => {
	/** Selectors and collections need no description. Their options and fields have one. */
	const selfEvident = ['resource', 'operation', 'options', 'additionalFields', 'updateFields'];
	for (const [where, field] of everyField) {
		if (selfEvident.includes(field.name)) continue;
		expect([where, field.description]).toEqual([where, expect.stringMatching(/\w{3}/)]);
		expect([where, field.description]).not.toEqual([where, field.displayName]);
	}
});

test("texts have no extra whitespace, no 'e-mail' and no three dots", () => {
	for (const [
		where,
		{ displayName, description: text = '', hint = '', placeholder = '' },
	] of everyField) {
		for (const shown of [displayName, text, hint, placeholder]) {
			expect([where, shown]).toEqual([where, shown.trim()]);
			expect([where, shown]).toEqual([
				where,
				expect.not.stringMatching(/\t|\n| {2}|e-mail|\.\.\./i),
			]);
		}
	}
});

test('every list method of a field exists, and every field also accepts typed values', () => {
	for (const [where, field] of everyField) {
		const { loadOptionsMethod } = field.typeOptions ?? {};
		if (loadOptionsMethod) {
			expect([where, Object.keys(methods.loadOptions)]).toEqual([
				where,
				expect.arrayContaining([loadOptionsMethod]),
			]);
			expect([where, field.displayName]).toEqual([where, expect.stringMatching(/Names? or IDs?$/)]);
		}
		if (field.type !== 'resourceLocator') continue;
		const modes = field.modes ?? [];
		const list = modes.find(({ type }) => type === 'list');
		expect([where, Object.keys(methods.listSearch)]).toEqual([
			where,
			expect.arrayContaining([list?.typeOptions?.searchListMethod]),
		]);
		expect([where, modes.some(({ type }) => type === 'string')]).toEqual([where, true]);
		// If an extraction pattern doesn't match, n8n throws in its item loop, and all items fail.
		expect([where, modes.filter(({ extractValue }) => extractValue)]).toEqual([where, []]);
	}
});

test('every list method of the node is used by a field', () => {
	const used = everyField.flatMap(([, field]) => [
		field.typeOptions?.loadOptionsMethod,
		...(field.modes ?? []).map(({ typeOptions }) => typeOptions?.searchListMethod),
	]);
	for (const name of [...Object.keys(methods.loadOptions), ...Object.keys(methods.listSearch)]) {
		expect(used).toContain(name);
	}
});

test('Create, Update and Create or Update have a field for each of the twelve properties', () => {
	for (const operation of ['create', 'update', 'upsert']) {
		const fields = walk(visible({ resource: 'meeting', operation, dataToSend: 'defineBelow' }));
		const names = fields.map(([, { name }]) => name);
		expect(names).toEqual(expect.arrayContaining([...MEETING_PROPERTY_NAMES]));
	}
});

test('every field is read by the code', () => {
	const code = sources.replace(/\bname: '[^']*'/g, '');
	// The code reads the fields of the property table as a list, so their names aren't in it.
	const names = new Set(everyField.map(([, { name }]) => name));
	for (const name of MEETING_PROPERTY_NAMES) names.delete(name);
	expect([...names].filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});

test('Limits and Retries is in every operation, with the default settings of requests', () => {
	const sending = everyField.filter(([, { name }]) => name === 'sending');
	for (const { resource, value } of operations) {
		const names = visible({ resource, operation: value as string }).map(({ name }) => name);
		expect([resource, value, names]).toEqual([
			resource,
			value,
			expect.arrayContaining(['sending']),
		]);
	}
	const defaults = Object.fromEntries(
		fieldsIn(sending[0][1]).map((field) => [field.name, field.default]),
	);
	expect(defaults).toEqual({
		inFlight: DEFAULT_SETTINGS.inFlight,
		longestWait: DEFAULT_SETTINGS.longestWaitMs / 1000,
		oneByOne: false,
		retry: DEFAULT_SETTINGS.retry,
	});
});

test('the node is usable as a tool and has aliases and links for the search', () => {
	expect(description.usableAsTool).toBe(true);
	expect(codex.node).toBe(`n8n-nodes-hubspot-meetings.${description.name}`);
	expect(codex.alias).toEqual(
		expect.arrayContaining([
			'log meeting',
			'reschedule',
			'cancel meeting',
			'no-show',
			'appointment',
		]),
	);
	expect(new Set(codex.alias).size).toBe(codex.alias.length);
	const { credentialDocumentation, primaryDocumentation } = codex.resources;
	for (const { url } of [...credentialDocumentation, ...primaryDocumentation]) {
		expect(url).toMatch(/^https:\/\//);
	}
});

test('Create and Update say that no invitation is sent, Delete says how to restore', () => {
	const text = (value: string) =>
		operations.find((one) => one.resource === 'meeting' && one.value === value)?.description;
	expect(text('create')).toContain('Sends no invitation');
	expect(text('update')).toContain('Sends no invitation');
	expect(text('delete')).toContain('restore');
});

test('descriptions of operations say what is not known about calendars and guests', () => {
	for (const [resource, operation, words] of [
		['meeting', 'update', /not known to change calendars or notify guests/],
		['meeting', 'delete', /not known to change calendars or notify guests/i],
		['schedulingPage', 'book', /neither cancel nor move.*not known to change calendars/],
		['meeting', 'schedule', /not yet confirmed against a live account, nor that the ID/],
	] as const) {
		const found = operations.find((one) => one.resource === resource && one.value === operation);
		expect(found?.description).toMatch(words);
	}
});
