import { Workflow, type INode, type INodeType, type INodeTypes } from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node';
import { HubSpotMeetingsTrigger } from '../../nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node';

/** What the canvas shows below a node's name, evaluated as the editor does it. */
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
])('a node with %j says "%s"', (parameters, said) => {
	expect(subtitleOf(new HubSpotMeetings(), parameters)).toBe(said);
});

test.each([
	[{ event: 'outcomeChanged' }, 'Outcome Set or Changed'],
	[{}, 'Created'],
])('a trigger with %j says "%s"', (parameters, said) => {
	expect(subtitleOf(new HubSpotMeetingsTrigger(), parameters)).toBe(said);
});

test('n8n may add to the properties of one instance without adding to those of the next', () => {
	const { properties } = new HubSpotMeetings().description;
	expect(new HubSpotMeetings().description.properties).toEqual(properties);
	expect(new HubSpotMeetings().description.properties).not.toBe(properties);
});
