import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import {
	NodeHelpers,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { TOOL, toolOf, toolsOf } from '../support/agent.mts';
import { readExample } from '../support/workflow.mts';

const FILES = readdirSync(join(process.cwd(), 'examples', 'tools')).sort();

const combined = readExample('ai-agent.json');

/** The operations without a tool preset, with the reasons. */
const WITHOUT_PRESET: Record<string, string> = {
	'association-getTypes': 'authors of workflows need it, once: models name no association types',
	'attachment-add': 'n8n hands no files to tools',
	'attachment-download': 'n8n hands no files to models',
	'attachment-remove': 'it deletes files for good where it is told to',
	'meeting-delete': 'what a model deletes by mistake can only be restored by hand, in HubSpot',
	'meeting-getAll':
		'it lists in the order of creation; Search and Get Many of Record answer what people ask',
	'meeting-upsert': 'it needs the key of another system, which no conversation holds',
};

const type = new HubSpotMeetings();

/** All operations of the node, named like the preset files. */
const OPERATIONS = type.description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ options, displayOptions }) =>
		(options as INodePropertyOptions[]).map(
			({ value }) => `${String(displayOptions?.show?.resource?.[0])}-${String(value)}`,
		),
	);

/** The fields that a tool sets but its operation does not have. n8n would silently ignore them. */
function strangeFields({ parameters, name }: INode): string[] {
	const { descriptionType: _, toolDescription: __, resource, operation, ...fields } = parameters;
	const place = { resource: String(resource), operation: String(operation) };
	const known = type.description.properties.filter(({ displayOptions: { show = {} } = {} }) =>
		Object.entries(place).every(([key, value]) => show[key]?.includes(value) ?? true),
	);
	return Object.entries(fields).flatMap(([key, value]) => {
		const field = known.find((one) => one.name === key);
		if (!field) return [`${name}: ${key}`];
		if (field.type !== 'collection') return [];
		const inside = (field.options as INodeProperties[]).map((one) => one.name);
		return Object.keys(value as object)
			.filter((one) => !inside.includes(one))
			.map((one) => `${name}: ${key}.${one}`);
	});
}

test('the tools of both agents set only fields that their operations have', () => {
	const tools = ['ai-agent.json', 'ai-booking-agent.json'].flatMap((file) =>
		toolsOf(readExample(file)),
	);
	expect(tools).toHaveLength(FILES.length + 2);
	expect(tools.flatMap(({ node }) => strangeFields(node))).toEqual([]);
});

test('each operation has a tool preset or a reason for having none', () => {
	const presets = FILES.map((file) => basename(file, '.json'));
	expect([...presets, ...Object.keys(WITHOUT_PRESET)].sort()).toEqual(OPERATIONS.sort());
});

describe.each(FILES)('%s', (file) => {
	const { name, nodes, connections } = readExample(join('tools', file));
	const [node] = nodes;
	const tool = toolOf(node);

	test('is a single tool node without a credential, in a file named after its operation', () => {
		expect(name).toMatch(/^Tool for AI agents: ./);
		expect(nodes).toHaveLength(1);
		expect(connections).toEqual({});
		const { resource, operation, descriptionType } = node.parameters;
		expect(`${String(resource)}-${String(operation)}.json`).toBe(file);
		expect(node).not.toHaveProperty('credentials');
		expect([node.type, descriptionType]).toEqual([TOOL, 'manual']);
	});

	test('has a name and a description that model providers accept', () => {
		// The format that model providers require.
		expect(tool.name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/);
		expect(tool.description.length).toBeGreaterThan(40);
		expect(tool.description.length).toBeLessThanOrEqual(240);
	});

	test('has arguments with valid names, types and short descriptions', () => {
		const keys = tool.args.map(({ key }) => key);
		expect(new Set(keys).size).toBe(keys.length);
		expect(keys.length).toBeLessThanOrEqual(11);
		for (const { key, type, description, defaultValue } of tool.args) {
			expect(key).toMatch(/^[a-z][a-zA-Z]{1,30}$/);
			expect(['string', 'number', 'boolean']).toContain(type);
			expect(description?.length).toBeGreaterThan(5);
			expect(description?.length).toBeLessThanOrEqual(110);
			// The description of an optional field says what an empty value means.
			if (defaultValue === '') expect(description).toMatch(/; empty /);
			if (defaultValue !== undefined) expect(typeof defaultValue).toBe(type);
		}
	});

	test('is the same in the combined agent', () => {
		const same = combined.nodes.filter((one) => one.name === node.name);
		expect(same).toEqual([{ ...node, id: expect.any(String), position: expect.any(Array) }]);
		expect(combined.connections[node.name]).toEqual({
			ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]],
		});
	});

	test('keeps its response short: lists are limited and output fields are selected', () => {
		const { limit, returnAll, options } = node.parameters;
		expect(returnAll).toBeUndefined();
		if (/getAll|search|getAvailability/.test(file)) expect(limit).toBeLessThanOrEqual(50);
		if (/getAll|search|meeting-get/.test(file)) {
			expect(options).toHaveProperty('outputFields', expect.stringMatching(/^\w+(?:, \w+){4,}$/));
		}
	});
});

test('tool names are unique, and the combined agent has no other tools', () => {
	const names = toolsOf(combined).map(({ name }) => name);
	expect(new Set(names).size).toBe(FILES.length);
	expect(names).toHaveLength(FILES.length);
});

test('examples/README.md lists each tool with its file', () => {
	const page = readFileSync(join(process.cwd(), 'examples', 'README.md'), 'utf8');
	const named = [...page.matchAll(/^\| ([\w ]+) \| `([\w-]+\.json)` \|$/gm)];
	const tools = FILES.map((file) => [readExample(join('tools', file)).nodes[0].name, file]);
	expect(named.map(([, tool, file]) => [tool, file]).sort()).toEqual(tools.sort());
	const readme = readFileSync(join(process.cwd(), 'README.md'), 'utf8');
	expect(readme).toContain(`an agent with ${FILES.length} tools`);
});

test("n8n's automatic tool description is different for each operation", () => {
	const told = OPERATIONS.map((name) => {
		const [resource, operation] = name.split('-');
		const parameters = { descriptionType: 'auto', resource, operation };
		return NodeHelpers.getToolDescriptionForNode({ parameters } as unknown as INode, type);
	});
	expect(new Set(told).size).toBe(OPERATIONS.length);
	expect(told).toContain('Get availability of scheduling page in HubSpot Meetings');
	expect(told).toContain('Book meeting on scheduling page in HubSpot Meetings');
	for (const text of told) expect(text).toMatch(/^[A-Z][a-z]+ .* in HubSpot Meetings$/);
});
