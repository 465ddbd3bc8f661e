import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../../support/hubspot.mts';
import { operate } from '../../support/meetings.mts';

/** Real payloads of calendars, booking tools, call recorders and spreadsheets, and the meetings they become. */

const hubspot = emulatorForTests();

const FOLDER = join(process.cwd(), 'test/payloads');
const FILES = readdirSync(FOLDER).sort();
const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York'];

interface Payload {
	/** Where the shape is documented. */
	source: string;
	/** The node's fields, as a user would set them for this payload. */
	parameters: IDataObject & { operation: string };
	items: IDataObject[];
	meetings: Array<{
		/** A value that depends on the workflow's time zone is an object with one value per zone. */
		properties: Record<string, string | Record<string, string>>;
		contacts: string[];
		companies?: string[];
	}>;
	hints?: string[];
}

const linked = (id: unknown, type: string) =>
	[...hubspot.current.account.record('meetings', Number(id)).linked(type).keys()].map(String);

describe.each(FILES)('%s', (file) => {
	const payload = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Payload;

	test.each(ZONES)('becomes the expected meetings in %s', async (timezone) => {
		const { operation, ...parameters } = payload.parameters;
		const { error, json, run } = await operate(hubspot.current, operation, parameters, {
			items: payload.items,
			timezone,
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(payload.meetings.length);
		for (const [index, { id }] of json.entries()) {
			const { properties, contacts, companies = [] } = payload.meetings[index];
			const stored = hubspot.current.account.record('meetings', Number(id)).properties;
			const expected = Object.entries(properties).map(([name, value]) => [
				name,
				typeof value === 'string' ? value : value[timezone],
			]);
			expect(stored).toMatchObject(Object.fromEntries(expected) as object);
			expect(linked(id, '0-1').sort()).toEqual([...contacts].sort());
			expect(linked(id, '0-2').sort()).toEqual([...companies].sort());
		}
		const hints = run.data.resultData.runData['HubSpot Meetings'].flatMap((one) => one.hints ?? []);
		for (const hint of payload.hints ?? []) {
			expect(hints.map(({ message }) => message)).toContain(hint);
		}
	});
});
