import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../../support/hubspot.mts';
import { operate, sent } from '../../../support/meetings.mts';

const hubspot = emulatorForTests();

const NEW_YORK = 'America/New_York';
const INDIA = 'Asia/Kolkata';

/** Runs Create with a start time and the workflow's time zone, and returns the start that the node sends. */
async function startSent(
	value: unknown,
	timezone: string,
	{ options = {}, ...item }: IDataObject = {},
) {
	const result = await operate(
		hubspot.current,
		'create',
		{
			hs_meeting_title: 'x',
			hs_meeting_start_time: value as string,
			options: options as IDataObject,
		},
		{ timezone, items: [item] },
	);
	const body = hubspot.current.requests.at(-1)?.body as { properties: IDataObject } | undefined;
	return { ...result, start: body?.properties.hs_meeting_start_time };
}

describe('a start time', () => {
	test.each([
		// In New York, daylight saving time began on 8 March 2026 and ended on 1 November 2026. India has none.
		['without a zone, in winter', NEW_YORK, '2026-03-07T10:00:00', '2026-03-07T15:00:00.000Z'],
		['without a zone, in summer', NEW_YORK, '2026-03-09T10:00:00', '2026-03-09T14:00:00.000Z'],
		[
			'without a zone, after the end of summer time',
			NEW_YORK,
			'2026-11-02 10:00',
			'2026-11-02T15:00:00.000Z',
		],
		[
			'without a zone, in the hour that the clocks skip',
			NEW_YORK,
			'2026-03-08T02:30',
			'2026-03-08T07:30:00.000Z',
		],
		[
			'without a zone, in the hour that occurs twice',
			NEW_YORK,
			'2026-11-01T01:30',
			'2026-11-01T05:30:00.000Z',
		],
		['without a zone, in India', INDIA, '2026-03-09T10:00:00', '2026-03-09T04:30:00.000Z'],
		['with an offset', NEW_YORK, '2026-03-09T10:00:00+01:00', '2026-03-09T09:00:00.000Z'],
		['in UTC', INDIA, '2026-03-09T10:00:00Z', '2026-03-09T10:00:00.000Z'],
		[
			'with a zone in brackets',
			INDIA,
			'2026-03-09T10:00[Europe/Berlin]',
			'2026-03-09T09:00:00.000Z',
		],
		['as a date without a time', INDIA, '2026-03-09', '2026-03-08T18:30:00.000Z'],
		['in milliseconds', NEW_YORK, 1_773_050_400_000, '2026-03-09T10:00:00.000Z'],
		['in milliseconds as text', NEW_YORK, '1773050400000', '2026-03-09T10:00:00.000Z'],
		['in seconds', INDIA, 1_773_050_400, '2026-03-09T10:00:00.000Z'],
		['in seconds as text', INDIA, '1773050400', '2026-03-09T10:00:00.000Z'],
		['with the month as a word', NEW_YORK, '9 March 2026 10:00', '2026-03-09T14:00:00.000Z'],
		[
			'in the format of an email’s date',
			NEW_YORK,
			'Mon, 09 Mar 2026 10:00:00 +0100',
			'2026-03-09T09:00:00.000Z',
		],
	])('%s: the UTC time is sent', async (_, timezone, value, expected) => {
		const { start, error } = await startSent(value, timezone);
		expect(error).toBeUndefined();
		expect(start).toBe(expected);
	});

	test.each([
		[
			'a calendar’s time with its zone',
			NEW_YORK,
			{ dateTime: '2026-03-09T10:00:00', timeZone: 'Europe/Berlin' },
			'2026-03-09T09:00:00.000Z',
		],
		[
			'a time with Outlook’s name of a zone',
			INDIA,
			{ dateTime: '2026-03-09T10:00:00.0000000', timeZone: 'Eastern Standard Time' },
			'2026-03-09T14:00:00.000Z',
		],
		[
			'a calendar’s time with an offset',
			INDIA,
			{ dateTime: '2026-03-09T10:00:00-04:00', timeZone: 'Europe/Berlin' },
			'2026-03-09T14:00:00.000Z',
		],
		['a calendar’s whole day', NEW_YORK, { date: '2026-03-09' }, '2026-03-09T04:00:00.000Z'],
	])('given in the item as %s is sent in UTC', async (_, timezone, when, expected) => {
		const { start, error } = await startSent('={{ $json.when }}', timezone, { when });
		expect(error).toBeUndefined();
		expect(start).toBe(expected);
	});

	test.each([
		[
			'a Luxon date',
			"={{ DateTime.fromISO('2026-03-09T10:00:00', { zone: 'Europe/Berlin' }) }}",
			'2026-03-09T09:00:00.000Z',
		],
		['a JavaScript date', '={{ new Date(1773050400000) }}', '2026-03-09T10:00:00.000Z'],
		[
			'formatted text',
			"={{ DateTime.fromISO('2026-03-09').toFormat('yyyy-MM-dd') }}",
			'2026-03-09T04:00:00.000Z',
		],
	])('given by an expression as %s is sent in UTC', async (_, expression, expected) => {
		const { start, error } = await startSent(expression, NEW_YORK);
		expect(error).toBeUndefined();
		expect(start).toBe(expected);
	});

	test('given as {{ $now }} is the current time', async () => {
		const before = Date.now();
		const { start, error } = await startSent('={{ $now }}', INDIA);
		expect(error).toBeUndefined();
		expect(Date.parse(String(start))).toBeGreaterThanOrEqual(before);
		expect(Date.parse(String(start))).toBeLessThanOrEqual(Date.now());
	});

	test('given as {{ $today.plus({ hours: 9 }) }} uses the workflow’s time zone', async () => {
		const { start } = await startSent('={{ $today.plus({ hours: 9 }) }}', INDIA);
		expect(start).toMatch(/T03:30:00\.000Z$/);
	});

	test('uses the Time Zone option instead of the workflow’s time zone', async () => {
		const { start } = await startSent('2026-03-09T10:00', NEW_YORK, {
			options: { timeZone: INDIA },
		});
		expect(start).toBe('2026-03-09T04:30:00.000Z');
	});

	test.each([
		['an ambiguous date', '03/04/2026', /^Start Time: '03\/04\/2026' could be 3 April or 4 March/],
		['a two-digit year', '26-03-09', /has a two-digit year.*'Date Order'/],
		[
			'a day that does not exist',
			'2026-02-30T10:00',
			/^Start Time: '2026-02-30T10:00' is not a valid time/,
		],
		['a time without a date', '10:00', /has no date/],
		['text that is not a time', 'tomorrow', /^Start Time: 'tomorrow' is not a time/],
		['a number of microseconds', '1773050400000000', /microseconds/],
		['a number that is not a date', 146_090, /spreadsheet/],
		['an invalid Luxon date', "={{ DateTime.fromISO('x') }}", /^Start Time/],
	])('given as %s is refused before anything is sent', async (_, value, message) => {
		const { error } = await startSent(value, NEW_YORK);
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current)).toEqual([]);
	});

	test('with an invalid time zone is refused', async () => {
		const { error } = await startSent('2026-03-09T10:00', NEW_YORK, {
			options: { timeZone: 'CST' },
		});
		expect(error?.message).toMatch(/^Time Zone: 'CST' is not a time zone/);
	});

	test.each(['={{ $json.nothing }}', '={{ "" }}', '={{ null }}', '   '])(
		'that is empty (%s) is refused if there is no activity date',
		async (value) => {
			const { error } = await startSent(value, NEW_YORK);
			expect(error?.message).toMatch(/^'Start Time' is empty, and so is 'Activity Date'/);
			expect(sent(hubspot.current)).toEqual([]);
		},
	);
});

describe('end, duration and activity date', () => {
	const times = async (parameters: IDataObject) => {
		const { error } = await operate(
			hubspot.current,
			'create',
			{ hs_meeting_title: 'x', ...parameters },
			{ timezone: NEW_YORK },
		);
		const body = hubspot.current.requests.at(-1)?.body as { properties: IDataObject } | undefined;
		return { error, properties: body?.properties };
	};
	const [START, END, DATE] = ['hs_meeting_start_time', 'hs_meeting_end_time', 'hs_timestamp'];
	const start = '2026-10-31T23:30:00';

	test.each([
		['an end', { [END]: '2026-11-01T01:30' }, '2026-11-01T05:30:00.000Z'],
		['a duration in minutes', { duration: 90 }, '2026-11-01T05:00:00.000Z'],
		[
			'a duration in minutes from an expression',
			{ duration: '={{ "90" }}' },
			'2026-11-01T05:00:00.000Z',
		],
		['a duration in hours and minutes', { duration: '={{ "1:30" }}' }, '2026-11-01T05:00:00.000Z'],
		['a duration in ISO format', { duration: '={{ "PT3H" }}' }, '2026-11-01T06:30:00.000Z'],
		['neither end nor duration', { duration: 0 }, undefined],
	])('the end is as expected with %s', async (_, parameters, expected) => {
		const { error, properties } = await times({ [START]: start, ...parameters });
		expect(error).toBeUndefined();
		expect(properties?.[END]).toBe(expected);
		expect(properties?.[DATE]).toBe(properties?.[START]);
	});

	test('an activity date is enough, and no start or end is sent', async () => {
		const { error, properties } = await times({ additionalFields: { [DATE]: start } });
		expect(error).toBeUndefined();
		expect(properties).toEqual({
			hs_meeting_title: 'x',
			[DATE]: '2026-11-01T03:30:00.000Z',
		});
	});

	test.each([
		[
			'an end before the start',
			{ [START]: start, [END]: '2026-10-31T23:00' },
			/^End Time: the end \(2026-10-31 23:00:00 -04:00\) is before the start \(2026-10-31 23:30:00 -04:00\)/,
		],
		[
			'an end together with a duration',
			{ [START]: start, [END]: '2026-11-01T00:00', duration: 30 },
			/^'Duration \(Minutes\)' is set together with 'End Time'/,
		],
		[
			'a duration without a start',
			{ duration: 30, additionalFields: { [DATE]: start } },
			/^'Start Time' is empty/,
		],
		[
			'an invalid duration',
			{ [START]: start, duration: '={{ "soon" }}' },
			/^Duration \(Minutes\): 'soon' is not a duration/,
		],
		[
			'a duration longer than a year',
			{ [START]: start, duration: '={{ "PT16676640H" }}' },
			/^Duration \(Minutes\): 'PT16676640H' is longer than a year/,
		],
		[
			'a duration that ends after the year 2100',
			{ [START]: '2100-12-31T12:00', duration: 480 },
			/^Duration \(Minutes\): the end would be in the year 2101/,
		],
		[
			'a duration that looks like milliseconds',
			{ [START]: start, duration: '={{ 1000598400 }}' },
			/^Duration \(Minutes\): .*milliseconds/,
		],
		[
			'a negative duration',
			{ [START]: start, duration: '={{ -5 }}' },
			/^Duration \(Minutes\): '-5' is not a duration/,
		],
	])('%s is refused before anything is sent', async (_, parameters, message) => {
		const { error } = await times(parameters);
		expect(error?.message).toMatch(message);
		expect(sent(hubspot.current)).toEqual([]);
	});
});
