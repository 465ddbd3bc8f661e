import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../../../emulator/index.mts';
import type { RunResult } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { countMeetings, operate, sent } from '../../../support/meetings.mts';
import { api } from '../../../support/versions.mts';

const READER = 'pat-na1-reader-of-contacts';
const STRANGER = 'pat-eu1-nobody-knows-me';

const hubspot = emulatorForTests({
	tokens: { [EMULATOR_TOKEN]: 'all', [READER]: ['crm.objects.contacts.read'] },
});

const INTRO = '17612479134';
const BOOKED = '17612479137';

const create = async (parameters: IDataObject = {}, more = {}) =>
	await operate(
		hubspot.current,
		'create',
		{ hs_meeting_title: 'Intro', hs_meeting_start_time: '2026-12-01T10:00:00Z', ...parameters },
		more,
	);

const withToken = (accessToken: string) => ({
	credentials: credentialsOf(hubspot.current, { accessToken }),
});

/** All strings in a value, including keys and non-enumerable properties of errors. */
function texts(value: unknown, seen = new Set<object>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	const entries = value instanceof Map ? [...value.entries()].flat() : [];
	return [
		...Object.getOwnPropertyNames(value).flatMap((key) => [
			key,
			...texts((value as Record<string, unknown>)[key], seen),
		]),
		...entries.flatMap((entry) => texts(entry, seen)),
	];
}

const expectNoToken = ({ run }: RunResult, token: string) => {
	const found = texts(run).filter((text) => text.includes(token) || text.includes('Bearer'));
	expect(found).toEqual([]);
};

describe('error messages', () => {
	test('a token that HubSpot does not accept is reported without showing it', async () => {
		const result = await create({}, withToken(STRANGER));
		expect(result.error?.message).toMatch(/^HubSpot does not accept the access token/);
		expectNoToken(result, STRANGER);
	});

	test.each([1, 2])(
		'a token of another region: the error names the right Base URL (%i items)',
		async (count) => {
			const items = Array.from({ length: count }, () => ({}));
			const result = await create({}, { items, ...withToken(STRANGER) });
			expect(result.error?.message).toMatch(
				/seems to be from another region: set Base URL in the credential to https:\/\/api-eu1\.hubapi\.com/,
			);
			expect(result.error?.httpCode).toBe('401');
			expectNoToken(result, STRANGER);
			const here = await create({}, withToken('pat-na1-nobody-knows-me'));
			expect(here.error?.message).not.toMatch(/region/);
		},
	);

	test('a missing scope is named in the error, without the token', async () => {
		const result = await create({}, withToken(READER));
		expect(result.error?.message).toMatch(
			/^The access token lacks the scope crm\.objects\.contacts\.write\. Add it/,
		);
		expect(result.error?.httpCode).toBe('403');
		expectNoToken(result, READER);
	});

	test('two invalid values are both named, with the reason', async () => {
		const { error } = await create({
			additionalFields: {
				hs_activity_type: 'Coffee',
				hubspot_owner_id: '9586501',
			},
		});
		expect(error?.message).toMatch(
			/Meeting Type \(hs_activity_type\): 'Coffee' is not one of its options\. Use one of: First Meeting/,
		);
		expect(error?.message).toMatch(/Assigned To \(hubspot_owner_id\): .*is not the ID of an owner/);
	});

	test('a property that the account does not have is named in the error', async () => {
		const { error } = await operate(hubspot.current, 'update', {
			meetingId: INTRO,
			clearProperties: 'no_such_property',
		});
		expect(error?.message).toMatch(/^HubSpot has no property no_such_property here/);
	});

	test('category, status and correlation ID are in the description', async () => {
		const { error } = await create({ additionalFields: { hubspot_owner_id: '1' } });
		const { correlationId } = hubspot.current.requests.at(-1)!;
		expect(error?.description).toContain('Category: VALIDATION_ERROR');
		expect(error?.description).toContain('Status: 400');
		expect(error?.description).toContain(`Correlation ID: ${correlationId}`);
	});

	test('a Base URL that does not answer is reported as HubSpot not being reachable', async () => {
		const result = await create(
			{ sending: { retry: false } },
			{ credentials: credentialsOf(hubspot.current, { baseUrl: 'http://127.0.0.1:9' }) },
		);
		expect(result.error?.message).toMatch(/^HubSpot cannot be reached from the n8n server/);
		expectNoToken(result, EMULATOR_TOKEN);
	});

	test.each([
		[
			{ html: true, status: 502 } as const,
			/^HubSpot is not available right now \(status 502\)|web page/,
		],
		[{ reset: 'after' } as const, /was lost.*may already exist/],
		[{ truncate: true } as const, /may already exist/],
	])('an unusable answer (%j) is reported without the token', async (then, message) => {
		hubspot.current.faults.add({ match: {}, times: Infinity, then });
		const result = await create({ sending: { retry: false } });
		expect(result.error?.message).toMatch(message);
		expectNoToken(result, EMULATOR_TOKEN);
	});

	test.each([
		[{ retry: false }, 1],
		[{ retry: '={{ "FALSE" }}' }, 1],
		[{ retry: '={{ "yes" }}' }, 2],
	])(
		'a failed request is sent again only if Retry says so, also as text (%j)',
		async (sending, requests) => {
			hubspot.current.faults.add({ match: {}, then: { status: 423 } });
			const { error } = await create({ sending });
			expect(hubspot.current.requests).toHaveLength(requests);
			expect(error === undefined).toBe(requests === 2);
		},
	);

	test('a token in HubSpot’s message is removed from the error', async () => {
		hubspot.current.faults.add({
			match: {},
			then: {
				status: 400,
				body: {
					status: 'error',
					message: `Bad header: Bearer ${EMULATOR_TOKEN}`,
					category: 'VALIDATION_ERROR',
					correlationId: '0000',
				},
			},
		});
		const result = await create();
		expect(result.error?.message).toMatch(/HubSpot refused the request: Bad header/);
		expect(texts(result.run).filter((text) => text.includes(EMULATOR_TOKEN))).toEqual([]);
	});
});

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'On Error: %s',
	(onError) => {
		const items = [
			{ title: 'first', start: '2026-12-01T10:00:00Z' },
			{ title: 'without a time', start: '' },
			{ title: 'third', start: '2026-12-01T11:00:00Z' },
			{ title: 'with a stranger', start: '2026-12-01T12:00:00Z', owner: '1' },
		];
		const run = async () =>
			await create(
				{
					hs_meeting_title: '={{ $json.title }}',
					hs_meeting_start_time: '={{ $json.start }}',
					additionalFields: { hubspot_owner_id: '={{ $json.owner }}' },
				},
				{ items, settings: { onError } },
			);

		test('bad items do not affect the others, and every output is paired with its item', async () => {
			const before = countMeetings(hubspot.current);
			const { output, errorOutput, error } = await run();
			expect(error).toBeUndefined();
			expect(countMeetings(hubspot.current)).toBe(before + 2);
			const good = output.filter(({ json }) => 'id' in json);
			expect(good.map(({ json, pairedItem }) => [json.hs_meeting_title, pairedItem])).toEqual([
				['first', { item: 0 }],
				['third', { item: 2 }],
			]);
			const bad =
				onError === 'continueErrorOutput'
					? errorOutput
					: output.filter((one) => !good.includes(one));
			expect(bad).toHaveLength(2);
			expect(bad.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
			expect(bad.map(({ json }) => json.error)).toEqual([
				expect.stringMatching(/^'Start Time' is empty/),
				expect.stringMatching(/^Assigned To \(hubspot_owner_id\)/),
			]);
			if (onError === 'continueErrorOutput') {
				expect(output).toHaveLength(2);
				// n8n adds the error to the input item.
				expect(bad.map(({ json }) => json.title)).toEqual(['without a time', 'with a stranger']);
			}
		});

		test('an error has its category and correlation ID, but never the token', async () => {
			const result = await run();
			const [, stranger] = (onError === 'continueErrorOutput' ? result.errorOutput : result.output)
				.map(({ json }) => json)
				.filter(({ error }) => error !== undefined);
			const text = JSON.stringify(stranger);
			expect(text).toContain('VALIDATION_ERROR');
			expect(text).toMatch(/[Cc]orrelation/);
			expectNoToken(result, EMULATOR_TOKEN);
		});
	},
);

describe('without On Error', () => {
	test('the message says how many items succeeded, which failed and why', async () => {
		const { error } = await create(
			{ hs_meeting_start_time: '={{ $json.start }}' },
			{ items: [{ start: '2026-12-01T10:00:00Z' }, { start: '' }, { start: '03/04/2026' }] },
		);
		expect(error?.message).toMatch(/^'Start Time' is empty/);
		expect(error?.message).toMatch(/1 of 3 items succeeded/);
		expect(error?.message).toMatch(/03\/04\/2026/);
		expect(error?.message).toMatch(/Continue \(using error output\)/);
		expect(error?.context).toMatchObject({ itemIndex: 1 });
	});

	test('an empty ID fails its item, and the other meetings are deleted', async () => {
		const { error } = await operate(
			hubspot.current,
			'delete',
			{ meetingId: '={{ $json.id }}' },
			{ items: [{ id: BOOKED }, { id: '' }] },
		);
		expect(error?.message).toMatch(/^'Meeting' is empty.*1 of 2 items succeeded/s);
		expect(sent(hubspot.current)).toEqual([`DELETE ${api.objects}/meetings/${BOOKED}`]);
	});
});
