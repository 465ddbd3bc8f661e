import type { INode, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';

import { HubSpotMeetings } from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { association } from '../../../nodes/HubSpotMeetings/resources/association';
import { shared } from '../../../nodes/HubSpotMeetings/resources/fields/shared';
import { meeting } from '../../../nodes/HubSpotMeetings/resources/meeting';

const { description } = new HubSpotMeetings();
const apart = [...association, ...meeting];

const operations = [...association, ...meeting]
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		options.map((option) => [
			String(displayOptions?.show?.resource?.[0]),
			String((option as { value?: string }).value),
		]),
	);

/** What is shown, in order, without the conditions that show it. */
const shown = (fields: INodeProperties[], values: Record<string, string | boolean>) =>
	fields
		.filter((field) =>
			NodeHelpers.displayParameter(values, field, { typeVersion: 1 } as INode, description),
		)
		.map(({ displayOptions, ...field }) => field);

test.each(operations)('%s %s has its fields in its order', (resource, operation) => {
	for (const dataToSend of ['defineBelow', 'autoMapInputData']) {
		for (const returnAll of [true, false]) {
			const values = { resource, operation, dataToSend, returnAll };
			expect(shown(shared(apart), values)).toEqual(shown(apart, values));
		}
	}
});

test('a field that operations share stands once for each resource at most', () => {
	const count = (name: string) => shared(apart).filter((field) => field.name === name).length;
	expect(count('dataToSend')).toBe(1);
	expect(count('returnAll')).toBe(2);
	expect(description.properties.at(-1)?.name).toBe('sending');
	// n8n goes through all of them for every item.
	expect(description.properties.length).toBeLessThanOrEqual(70);
});

test('fields that differ stay apart, and a resource never gets the operations of another', () => {
	const field = (more: Partial<INodeProperties>, show: Record<string, string[]>) =>
		({
			displayName: 'A',
			name: 'a',
			type: 'string',
			default: '',
			displayOptions: { show },
			...more,
		}) as INodeProperties;
	const fields = [
		field({}, { resource: ['x'], operation: ['one'] }),
		field({}, { resource: ['y'], operation: ['two'] }),
		field({ default: 'z' }, { resource: ['y'], operation: ['three'] }),
	];
	const conditions = shared(fields).map(({ displayOptions }) => displayOptions?.show);
	expect(conditions).toHaveLength(3);
	expect(conditions).toEqual(
		expect.arrayContaining(fields.map((each) => each.displayOptions?.show)),
	);
});
