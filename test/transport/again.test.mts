import type { IDataObject } from 'n8n-workflow';

import { callAsTool } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { countMeetings, CREATE, numbered, operate } from '../support/meetings.mts';
import { api } from '../support/versions.mts';

const hubspot = emulatorForTests();

const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const OWNER = 'mara.lindqvist@brightfield.example';

const creates = () =>
	hubspot.current.requests.filter(
		({ method, path }) =>
			method === 'POST' &&
			[`${api.objects}/meetings`, `${api.objects}/meetings/batch/create`].includes(path),
	);

test('Retry On Fail: a meeting created without an unknown contact is not created again', async () => {
	const before = countMeetings(hubspot.current);
	const { error } = await operate(
		hubspot.current,
		'create',
		{
			...CREATE,
			contacts: '={{ $json.n === 0 ? "424242" : "" }}',
			hs_meeting_end_time: '={{ $json.n === 1 ? "03/04/2026" : "" }}',
		},
		{ items: numbered(2), settings: RETRY },
	);
	expect(error?.message).toMatch(/^End Time: '03\/04\/2026'/);
	expect(countMeetings(hubspot.current) - before).toBe(1);
	// The rejected create, and the create without the unknown contact. Later tries send neither of them again.
	expect(creates()).toHaveLength(2);
});

test('Retry On Fail: the output of a later try still names the contact that was not found', async () => {
	// The second item fails only in the first try.
	hubspot.current.faults.add({
		match: { path: api.owners },
		then: { status: 400, body: { status: 'error', category: 'VALIDATION_ERROR', message: 'no' } },
	});
	const { error, json } = await operate(
		hubspot.current,
		'create',
		{
			...CREATE,
			contacts: '={{ $json.n === 0 ? "424242" : "" }}',
			additionalFields: {
				hubspot_owner_id: `={{ $json.n === 1 ? '${OWNER}' : '' }}`,
			},
		},
		{ items: numbered(2), settings: RETRY },
	);
	expect(error).toBeUndefined();
	expect(creates()).toHaveLength(3);
	expect(json[0]).toMatchObject({ hs_meeting_title: 'M0', notFound: ['424242'] });
});

test.each(['null', '[]', '7', '', '{}', '{"results":{}}', '{"results":[null]}'])(
	'a create whose response is %j is reported as uncertain and not sent again',
	async (body) => {
		hubspot.current.faults.add({
			match: { path: `${api.objects}/meetings` },
			times: Infinity,
			then: { status: 201, body: body === '' ? '' : (JSON.parse(body) as unknown) },
		});
		for (const count of [1, 3]) {
			hubspot.current.requests.length = 0;
			const { error } = await operate(hubspot.current, 'create', CREATE, {
				items: numbered(count),
				settings: RETRY,
			});
			expect(error?.message).toMatch(/may already exist/);
			expect(creates()).toHaveLength(1);
		}
	},
);

test("Retry On Fail of a tool that runs outside n8n's engine creates nothing twice", async () => {
	const before = countMeetings(hubspot.current);
	hubspot.current.faults.add({
		match: { path: `${api.objects}/meetings` },
		then: { reset: 'after' },
	});
	const call: IDataObject = { n: 1 };
	const answers = await callAsTool(
		{
			parameters: { resource: 'meeting', operation: 'create', ...CREATE },
			credentials: credentialsOf(hubspot.current),
		},
		// n8n passes the same arguments in each try.
		[call, call],
	);
	expect(answers).toEqual([
		expect.stringMatching(/may already exist/),
		expect.stringMatching(/may already exist/),
	]);
	expect(countMeetings(hubspot.current) - before).toBe(1);
});
