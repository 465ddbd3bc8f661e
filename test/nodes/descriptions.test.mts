import {
	Workflow,
	type INode,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node';
import { HubSpotMeetingsTrigger } from '../../nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node';

/** The subtitle that the canvas shows below a node's name, evaluated as in the editor. */
function subtitleOf(type: INodeType, parameters: INode['parameters']): unknown {
	const { description } = type;
	const node: INode = {
		id: 'node',
		name: 'Node',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type };
	const { expression } = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	return expression.getSimpleParameterValue(node, description.subtitle, 'internal', {});
}

test.each([
	[{ resource: 'meeting', operation: 'create' }, 'Create: Meeting'],
	[{ resource: 'meeting', operation: 'upsert' }, 'Create or Update: Meeting'],
	[{ resource: 'meeting', operation: 'getAllOfRecord' }, 'Get Many of Record: Meeting'],
	[{ resource: 'association', operation: 'getTypes' }, 'Get Many Types: Association'],
	[{}, 'Create: Meeting'],
])('the subtitle of a node with %j is "%s"', (parameters, said) => {
	expect(subtitleOf(new HubSpotMeetings(), parameters)).toBe(said);
});

test.each([
	[{ event: 'outcomeChanged' }, 'Outcome Set or Changed'],
	[{}, 'Created'],
])('the subtitle of a trigger with %j is "%s"', (parameters, said) => {
	expect(subtitleOf(new HubSpotMeetingsTrigger(), parameters)).toBe(said);
});

test('each instance of the node has its own properties, so n8n may add to them', () => {
	const { properties } = new HubSpotMeetings().description;
	expect(new HubSpotMeetings().description.properties).toEqual(properties);
	expect(new HubSpotMeetings().description.properties).not.toBe(properties);
});

// FieldReader does not pass the values of expressions through n8n's validation.
test('no field has its type validated by n8n, since the operations validate all input', () => {
	expect(JSON.stringify(new HubSpotMeetings().description)).not.toContain('validateType');
});

/** The texts of a field that the editor shows. */
interface Shown {
	name: string;
	/** Descriptions and hints, including those of its options and modes. */
	texts: string[];
	placeholders: string[];
}

const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';

function shown(properties: readonly INodeProperties[]): Shown[] {
	return properties.flatMap((property) => {
		const inner = (property.options ?? []) as Array<Partial<INodeProperties> & { values?: [] }>;
		const modes = property.modes ?? [];
		const field = {
			name: property.displayName,
			texts: [
				property.description,
				property.hint,
				...modes.map(({ hint }) => hint),
				...inner.map(({ description }) => description),
			].filter(isText),
			placeholders: [property, ...modes].map(({ placeholder }) => placeholder).filter(isText),
		};
		const options = inner
			.filter(({ displayName }) => displayName === undefined)
			.map(({ name = '' }) => ({ name, texts: [], placeholders: [] }));
		const fields = inner.flatMap((one) =>
			one.values ? shown(one.values) : one.displayName ? shown([one as INodeProperties]) : [],
		);
		return [field, ...options, ...fields];
	});
}

const NODES = [new HubSpotMeetings(), new HubSpotMeetingsTrigger()].map((type) => type.description);

test('texts have full stops only if they have more than one sentence', () => {
	const texts = NODES.flatMap(({ properties }) => shown(properties)).flatMap((one) => one.texts);
	const wrong = texts.filter((text) => /\. ['A-Z]/.test(text) !== text.endsWith('.'));
	expect(wrong).toEqual([]);
});

test('placeholders are examples, or say what a button adds', () => {
	const all = NODES.flatMap(({ properties }) => shown(properties));
	const wrong = all.flatMap(({ placeholders }) =>
		placeholders.filter((text) => !/^(e\.g\. |Add |\[)/.test(text)),
	);
	expect(wrong).toEqual([]);
});

/** The fields of each operation, and of the trigger. */
const FORMS: Array<[string, INodeProperties[]]> = [
	...NODES[0].properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ options = [], displayOptions }) =>
			options.map((option): [string, INodeProperties[]] => {
				const place = {
					resource: displayOptions?.show?.resource?.[0],
					operation: (option as { value: string }).value,
				};
				const has = ({ displayOptions: { show = {} } = {} }: INodeProperties) =>
					Object.entries(place).every(([key, value]) => show[key]?.includes(value!) ?? true);
				return [Object.values(place).join('/'), NODES[0].properties.filter(has)];
			}),
		),
	['the trigger', NODES[1].properties],
];

/** Names in the texts that aren't fields: another operation, and an option of a list that is loaded from the account. */
const ELSEWHERE = ['Get Many Types', 'No label'];

test.each(FORMS)('the texts of %s name only fields and options that exist', (_, properties) => {
	const all = shown(properties);
	const names = [...ELSEWHERE, ...all.map(({ name }) => name.replace(/ Names? or IDs?$/, ''))];
	const called = all.flatMap(({ texts }) =>
		texts.flatMap((text) => [...text.matchAll(/(?<!\w)'([A-Z][^']*)'/g)].map(([, name]) => name)),
	);
	expect(called.filter((name) => !names.includes(name))).toEqual([]);
});
