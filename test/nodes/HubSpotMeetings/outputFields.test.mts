import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { HubSpotMeetings } from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { run } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';

const hubspot = emulatorForTests({ now: () => Date.parse('2026-11-23T09:00:00Z') });

const INTRO = '17612479134';

/** Each read operation, with two keys of its output. */
const READS: Record<string, [parameters: IDataObject, keys: string[]]> = {
	'association/getAll': [{ meetingId: INTRO, objectType: 'contacts' }, ['id', 'labels']],
	'association/getTypes': [
		{ fromObjectType: 'meetings', toObjectType: 'contacts' },
		['typeId', 'label'],
	],
	'attachment/getAll': [{ meetingId: '17612479145' }, ['name', 'size']],
	'meeting/get': [{ meetingId: INTRO }, ['hs_meeting_title', 'id']],
	'meeting/getAll': [{ limit: 2 }, ['id', 'hs_meeting_outcome']],
	'meeting/getAllOfRecord': [{ objectType: 'contacts', recordId: '101' }, ['id', 'hs_timestamp']],
	'meeting/search': [{ limit: 2 }, ['id', 'url']],
	'schedulingPage/get': [{ schedulingPage: 'team/intro' }, ['slug', 'formFields']],
	'schedulingPage/getAll': [{}, ['slug', 'name']],
	'schedulingPage/getAvailability': [{ schedulingPage: 'team/intro' }, ['start', 'weekday']],
};

const read = async (name: string, outputFields: unknown, more: IDataObject = {}) => {
	const [resource, operation] = name.split('/');
	const [parameters] = READS[name];
	const { options = {}, ...others } = more;
	return await run({
		parameters: {
			resource,
			operation,
			...parameters,
			...others,
			options: { ...(options as IDataObject), outputFields } as IDataObject,
		},
		credentials: credentialsOf(hubspot.current),
	});
};

const hintsOf = ({ run: { data } }: Awaited<ReturnType<typeof read>>) =>
	data.resultData.runData['HubSpot Meetings'][0].hints?.map(({ message }) => message) ?? [];

test('Output Fields is an option of every read operation and of no other', () => {
	const { properties } = new HubSpotMeetings().description;
	const having = properties
		.filter(({ options = [] }) =>
			(options as INodeProperties[]).some(({ name }) => name === 'outputFields'),
		)
		.map(({ displayOptions }) => {
			const { resource, operation } = displayOptions?.show ?? {};
			return `${String(resource?.[0])}/${String(operation?.[0])}`;
		});
	expect(having.sort()).toEqual(Object.keys(READS).sort());
});

describe.each(Object.keys(READS))('%s', (name) => {
	const [, keys] = READS[name];

	test('returns only the chosen keys, in their order', async () => {
		const all = await read(name, '');
		const some = await read(name, keys.join(', '));
		expect(some.error).toBeUndefined();
		expect(some.json.length).toBe(all.json.length);
		for (const [place, one] of some.json.entries()) {
			expect(Object.keys(one)).toEqual(keys);
			for (const key of keys) expect(one[key]).toEqual(all.json[place][key]);
		}
		expect(hintsOf(some)).toEqual([]);
	});

	test('gives a hint for an unknown key, or an error if no other key is left', async () => {
		const some = await read(name, [keys[0], 'nonsense']);
		expect(Object.keys(some.json[0])).toEqual([keys[0]]);
		expect(hintsOf(some)).toEqual(['Not keys of the output, so left out: nonsense.']);
		const none = await read(name, 'nonsense');
		expect(none.error?.message).toMatch(
			/^Output Fields: the output has no 'nonsense'\. Its keys are .*/,
		);
		expect(none.error?.message).toContain(keys[0]);
	});
});

test('a key that only some meetings have gives no hint', async () => {
	const some = await read('meeting/getAll', 'id, archivedAt, owner', {
		options: { addOwnerDetails: true },
	});
	expect(hintsOf(some)).toEqual([]);
	expect(some.json[0]).toEqual({ id: expect.any(String), owner: expect.any(Object) });
});

test('without Simplify the keys are those of HubSpot', async () => {
	const { json } = await read('meeting/get', 'id, properties', { simplify: false });
	expect(Object.keys(json[0])).toEqual(['id', 'properties']);
});

test('a search without results gives no output and no error', async () => {
	const { json, error } = await read('meeting/search', 'nonsense', {
		quickFilters: { query: 'nobody wrote this' },
	});
	expect([json, error]).toEqual([[], undefined]);
});
