import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { define } from '../../../emulator/account/definition.mts';
import { plainToHtml } from '../../../nodes/hubspot/values/html.ts';
import { emulatorForTests } from '../../support/hubspot.mts';
import { operate } from '../../support/meetings.mts';

/** The node can write back every value that it has read, for all property types and field types. */

const hubspot = emulatorForTests();

const OPTIONS: Array<[string, string]> = [
	['a', 'First'],
	['b, c', 'With a comma'],
	['true', 'Yes'],
	['1', 'One'],
	['B_C', 'a'],
	['ÄÖ', 'Umlauts (two)'],
];
const YES_NO: Array<[string, string]> = [
	['true', 'Ja'],
	['false', 'Nein'],
];
const OWNERS = ['11349275740', '11349275741', '11349275742', '11349275744'];

const pick = (values: readonly string[]) => fc.constantFrom(...values);
const several = (values: readonly string[]) =>
	fc.uniqueArray(pick(values), { minLength: 1 }).map((chosen) => chosen.join(';'));
const values = OPTIONS.map(([value]) => value);

/** Text without leading or trailing whitespace. Some of it looks like a number, JSON, a date or HTML. */
const text = fc
	.oneof(
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
		fc.constantFrom(
			'0012',
			'{"a":[1]}',
			'[1, 2]',
			'03/04/2026',
			'true',
			'=1+1',
			'a;b,c',
			'<b>',
			'&',
		),
	)
	.filter((one) => one.trim() !== '');
const day = fc
	.date({ min: new Date('0100-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
	.map((date) => date.toISOString());
const digits = fc.oneof(
	fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
	fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(String),
);
const html = fc.oneof(
	text.filter((one) => !/\s{2}|[\t\n\r]/.test(one)).map(plainToHtml),
	fc.constantFrom(
		'<p>Tom &amp; Ann</p><ul><li><a href="https://a.example/?x=1&amp;y=2">a</a></li></ul>',
		'<div style="" dir="auto" data-top-level="true"><p style="margin:0;">Hello&nbsp; there</p></div>',
		'One<br>two <strong>three</strong> 4 &lt; 5',
		'Tom &amp; Ann &lt;tom@a.example&gt;',
	),
);

type Extras = Parameters<typeof define>[3];

/** Type, field type, the rest of the definition, and values as HubSpot stores them. */
const KINDS: Array<[string, string, Extras, fc.Arbitrary<string>]> = [
	...['text', 'textarea', 'phonenumber', 'file', 'calculation_equation'].map(
		(fieldType): (typeof KINDS)[number] => ['string', fieldType, {}, text],
	),
	['string', 'html', {}, html],
	[
		'phone_number',
		'phonenumber',
		{},
		pick(['+49 40 555 0100', '0012', '+1 (617) 555-0100 ext. 5']),
	],
	['json', 'text', {}, fc.json()],
	['object_coordinates', 'text', {}, pick(['0-1:101', '51234567/0-2/301'])],
	['number', 'number', {}, digits],
	['currency_number', 'number', {}, pick(['0', '-12.50', '1234567.891'])],
	['bool', 'booleancheckbox', { options: YES_NO }, pick(['true', 'false'])],
	['bool', 'select', { options: YES_NO }, pick(['true', 'false'])],
	['enumeration', 'booleancheckbox', { options: YES_NO }, pick(['true', 'false'])],
	['enumeration', 'select', { options: OPTIONS }, pick(values)],
	['enumeration', 'radio', { options: OPTIONS }, pick(values)],
	['enumeration', 'checkbox', { options: OPTIONS }, several(values)],
	['enumeration', 'select', { externalOptions: true, referencedObjectType: 'OWNER' }, pick(OWNERS)],
	[
		'enumeration',
		'checkbox',
		{ externalOptions: true, referencedObjectType: 'OWNER' },
		several(OWNERS),
	],
	['enumeration', 'select', { externalOptions: true }, pick(['x y', '12', 'A_B'])],
	['enumeration', 'checkbox', { externalOptions: true }, several(['12', 'A_B', 'c'])],
	['date', 'date', {}, day.map((date) => date.slice(0, 10))],
	['datetime', 'date', {}, day],
];

const nameOf = (place: number) => `kind_${place}`;

/** The guide's properties except the times, with values as HubSpot stores them. */
const TWELVE: Record<string, fc.Arbitrary<string>> = {
	hs_meeting_title: text,
	hs_meeting_location: text,
	hs_meeting_external_url: fc.webUrl(),
	hs_meeting_body: html,
	hs_internal_meeting_notes: html,
	hs_meeting_outcome: pick(['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED']),
	hs_activity_type: pick(['First Meeting', 'Old Webinar', 'Check-in']),
	hs_attachment_ids: several(['24332474034', '24332474044', '1']),
	hubspot_owner_id: pick(OWNERS),
	hs_attendee_owner_ids: several(OWNERS),
};

test.each(['UTC', 'America/New_York'])(
	'every value that was read can be written back in %s',
	async (timezone) => {
		const { account } = hubspot.current;
		const { definitions } = account.store('meetings');
		for (const [place, [type, fieldType, extras]] of KINDS.entries()) {
			const made = define(nameOf(place), `Kind ${place}`, 'string', { ...extras, custom: true });
			definitions.set(made.name, { ...made, type: type as never, fieldType: fieldType as never });
		}
		const names = [...Object.keys(TWELVE), ...KINDS.keys()].map((name) =>
			typeof name === 'number' ? nameOf(name) : name,
		);
		const record = fc.record({
			...TWELVE,
			...Object.fromEntries(KINDS.map(([, , , held], place) => [nameOf(place), held])),
		});
		const id = String(account.create('meetings', { hs_timestamp: '2026-03-02T10:00:00Z' }).id);
		const meeting = account.record('meetings', Number(id));
		const without = meeting.properties;
		await fc.assert(
			fc.asyncProperty(record, fc.boolean(), async (held, simplify) => {
				// Set the values directly, because HubSpot can hold values that it would no longer accept.
				meeting.properties = { ...without, ...held };
				const read = await operate(
					hubspot.current,
					'get',
					{ meetingId: id, simplify, options: { properties: names } },
					{ timezone },
				);
				expect(read.error).toBeUndefined();
				meeting.properties = without;
				const written = await operate(
					hubspot.current,
					'update',
					{ dataToSend: 'autoMapInputData' },
					{ items: read.json as IDataObject[], timezone },
				);
				expect(written.error).toBeUndefined();
				expect(canonical(meeting.properties, names)).toEqual(canonical(held, names));
			}),
			{ numRuns: 40 },
		);
	},
);

/** HubSpot stores a time with or without milliseconds. */
const canonical = (properties: Record<string, string>, names: string[]) =>
	names.map((name) => [name, properties[name]?.replace(/\.000Z$/, 'Z')]);
