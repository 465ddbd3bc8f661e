import type { IDataObject } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE, operate } from '../support/meetings.mts';

const hubspot = emulatorForTests();

const HALF = 'x\ud83d';

const more = (additionalFields: IDataObject): IDataObject => ({ ...CREATE, additionalFields });
const custom = (name: string, value: unknown) =>
	more({ customProperties: { property: [{ name, value } as IDataObject] } });

/** Nested lists with this many levels. */
const deep = (levels: number): unknown =>
	JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;

test.each<[string, string, IDataObject, RegExp]>([
	['an ID', 'get', { meetingId: HALF }, /is not the ID of a record/],
	['a property', 'create', custom(HALF, 'v'), /have no property/],
	['an owner', 'create', more({ hubspot_owner_id: `${HALF}@a.example` }), /half a character/],
	['a contact', 'create', { ...CREATE, contacts: `${HALF}@a.example` }, /half a character/],
])(
	'%s that was cut off within a character is refused with a clear message',
	async (_, operation, given, message) => {
		const { error } = await operate(hubspot.current, operation, given);
		expect(error?.message).toMatch(message);
		expect(error?.message).not.toMatch(/malformed|was lost|may already exist/);
	},
);

test.each<[string, string, IDataObject]>([
	['a custom property', 'create', custom('external_booking_id', '={{ $json.deep }}')],
	['associations JSON', 'create', more({ associationsJson: '={{ $json.deep }}' })],
	['a mapped key', 'create', { dataToSend: 'autoMapInputData' }],
])('%s with 100,000 nested levels is refused with a clear message', async (_, operation, given) => {
	const { error } = await operate(hubspot.current, operation, given, {
		items: [
			{
				...CREATE,
				hs_meeting_title: 'M',
				hs_meeting_location: deep(100_000),
				deep: deep(100_000),
			} as IDataObject,
		],
	});
	expect(error?.message).toMatch(/nested too deeply|more than 64 nested lists/);
	expect(hubspot.current.requests).toEqual([]);
});

test.each([1, 3])(
	'item count %i: a proxy of the n8n server without a host is reported as not sent',
	async (count) => {
		process.env['HTTP_PROXY'] = 'http://:no proxy';
		try {
			const { error } = await operate(hubspot.current, 'create', CREATE, {
				items: Array.from({ length: count }, (_, n) => ({ n })),
			});
			expect(error?.message).toMatch(/^The request could not be sent to HubSpot: /);
			expect(error?.message).not.toMatch(/was lost|may already exist/);
			expect(hubspot.current.requests).toEqual([]);
		} finally {
			delete process.env['HTTP_PROXY'];
		}
	},
);

test("requests that could not be sent do not count towards HubSpot's limit", async () => {
	process.env['HTTP_PROXY'] = 'http://:no proxy';
	const began = performance.now();
	try {
		const { error } = await operate(
			hubspot.current,
			'create',
			{ ...CREATE, sending: { oneByOne: true } },
			{
				// More than any account may send in ten seconds, with a token whose limit nothing is known of.
				items: Array.from({ length: 260 }, (_, n) => ({ n })),
				credentials: credentialsOf(hubspot.current, { accessToken: 'pat-na1-never-sent' }),
			},
		);
		expect(error?.message).toMatch(/could not be sent/);
		expect(performance.now() - began).toBeLessThan(5_000);
	} finally {
		delete process.env['HTTP_PROXY'];
	}
});
