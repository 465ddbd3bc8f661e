import type { IDataObject } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { operate, sent } from '../support/meetings.mts';
import { Poller } from '../support/poll.mts';
import { api } from '../support/versions.mts';

const hubspot = emulatorForTests();

const MEETINGS = ['17612479134', '17612479135'];

/** So many names that HubSpot rejects a URL that contains them, with status 414. */
const PROPERTIES = [
	...Array.from({ length: 600 }, (_, n) => `a_custom_property_with_a_long_name_${n}`),
	'hs_meeting_title',
];

const titleOf = (id: string) =>
	hubspot.current.account.record('meetings', id).properties.hs_meeting_title;

const longest = () => Math.max(0, ...hubspot.current.requests.map(({ path }) => path.length));

afterEach(() => expect(longest()).toBeLessThanOrEqual(8_000));

test.each([1, 2])('Get reads 600 properties for %i items with a batch request', async (count) => {
	const ids = MEETINGS.slice(0, count);
	const { json, error } = await operate(
		hubspot.current,
		'get',
		{ meetingId: '={{ $json.id }}', options: { properties: PROPERTIES } },
		{ items: ids.map((id): IDataObject => ({ id })) },
	);
	expect(error).toBeUndefined();
	expect(json).toMatchObject(ids.map((id) => ({ id, hs_meeting_title: titleOf(id) })));
	expect(sent(hubspot.current)).toEqual([`POST ${api.objects}/meetings/batch/read`]);
});

test('Get reads 600 properties and the associations with separate requests', async () => {
	const [id] = MEETINGS;
	const { json } = await operate(hubspot.current, 'get', {
		meetingId: id,
		options: { properties: PROPERTIES, associations: ['contacts'] },
	});
	expect(json).toMatchObject([
		{ hs_meeting_title: titleOf(id), associations: { contacts: ['101', '102'] } },
	]);
	expect(sent(hubspot.current)[0]).toBe(`POST ${api.objects}/meetings/batch/read`);
});

test('Get Many lists the meetings, and reads 600 of their properties with a batch request', async () => {
	const parameters = { limit: 5, options: { associations: ['contacts'] } };
	const short = await operate(hubspot.current, 'getAll', parameters);
	hubspot.current.requests.length = 0;
	const long = await operate(hubspot.current, 'getAll', {
		...parameters,
		options: { ...parameters.options, properties: PROPERTIES },
	});
	expect(long.error).toBeUndefined();
	const picked = ({ json }: typeof short) =>
		json.map(({ id, hs_meeting_title, associations }) => ({ id, hs_meeting_title, associations }));
	expect(picked(long)).toEqual(picked(short));
	expect(sent(hubspot.current)).toEqual([
		`GET ${api.objects}/meetings`,
		`POST ${api.objects}/meetings/batch/read`,
	]);
});

test.each<[string, string, IDataObject]>([
	['a page slug', 'schedulingPage get', { schedulingPage: 'x'.repeat(9_000) }],
	['an object type', 'association getTypes', { toObjectType: 'x'.repeat(9_000) }],
])('%s too long for a URL is refused and not sent', async (_, name, parameters) => {
	const [resource, operation] = name.split(' ');
	const { error } = await operate(hubspot.current, operation, { resource, ...parameters });
	expect(error?.message).toMatch(/too long/);
	expect(sent(hubspot.current)).toEqual([]);
});

test('a trigger reads 600 additional properties with a batch request', async () => {
	const poller = new Poller({
		parameters: { event: 'created', options: { properties: PROPERTIES } },
		credentials: credentialsOf(hubspot.current),
	});
	const { json, error } = await poller.manual();
	expect(error).toBeUndefined();
	expect(json.length).toBeGreaterThan(0);
	expect(json[0]).toHaveProperty('hs_meeting_title');
	const reads = hubspot.current.requests.filter(({ path }) => path.endsWith('/batch/read'));
	expect(reads.length).toBeGreaterThan(0);
	for (const { body } of reads) {
		expect((body as { properties: string[] }).properties).toEqual(
			expect.arrayContaining([...PROPERTIES]),
		);
	}
});
