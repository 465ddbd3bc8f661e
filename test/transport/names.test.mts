import type { IDataObject } from 'n8n-workflow';

import { emulatorForTests } from '../support/hubspot.mts';
import { operate } from '../support/meetings.mts';

const hubspot = emulatorForTests();

/** A normal name, and properties of every plain object. HubSpot does not allow all of them, but a user can enter any. */
const NAMES = ['plain_name', 'constructor', 'toString', '__proto__'];

const define = (name: string, unique = false) =>
	hubspot.current.account.store('meetings').define({
		...hubspot.current.account.store('meetings').definitions.get('external_booking_id')!,
		name,
		label: name,
		hasUniqueValue: unique,
	});

const custom = (name: string, value: string): IDataObject => ({
	customProperties: { property: [{ name, value }] },
});

const stored = (id: unknown, name: string): unknown => {
	const { properties } = hubspot.current.account.record('meetings', Number(id));
	return Object.hasOwn(properties, name) ? properties[name] : undefined;
};

const NEW = {
	hs_meeting_title: 'Talk',
	hs_meeting_start_time: '2026-12-01T10:00:00Z',
};

describe.each(NAMES)('a property named %s', (name) => {
	beforeEach(() => define(name));

	test.each([1, 3])('is set and cleared, item count %i', async (count) => {
		const items = Array.from({ length: count }, (_, n) => ({ n }));
		const { json, error } = await operate(
			hubspot.current,
			'create',
			{ ...NEW, additionalFields: custom(name, 'v') },
			{ items },
		);
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => stored(id, name))).toEqual(items.map(() => 'v'));
		const cleared = await operate(
			hubspot.current,
			'update',
			{ meetingId: '={{ $json.id }}', clearProperties: name },
			{ items: json.map(({ id }) => ({ id })) },
		);
		expect(cleared.error).toBeUndefined();
		expect(json.map(({ id }) => stored(id, name))).toEqual(items.map(() => undefined));
	});

	test('is found by a search', async () => {
		const { json } = await operate(hubspot.current, 'create', {
			...NEW,
			additionalFields: custom(name, 'only this'),
		});
		const found = await operate(hubspot.current, 'search', {
			returnAll: true,
			filterGroups: {
				group: [
					{ filters: { filter: [{ propertyName: name, operator: 'EQ', value: 'only this' }] } },
				],
			},
		});
		expect(found.error).toBeUndefined();
		expect(found.json.map(({ id }) => id)).toEqual([json[0].id]);
	});
});

test.each(['constructor', 'toString'])(
	'Create or Update finds a record by a unique property named %s',
	async (name) => {
		define(name, true);
		const upsert = async () =>
			await operate(hubspot.current, 'upsert', { idProperty: name, idValue: 'u1', ...NEW });
		const [first, second] = [await upsert(), await upsert()];
		expect(first.error).toBeUndefined();
		expect(stored(first.json[0].id, name)).toBe('u1');
		expect(second.json[0].id).toBe(first.json[0].id);
	},
);

test("a property that HubSpot leaves out is not read from JavaScript's object prototype", async () => {
	define('constructor');
	const { json } = await operate(hubspot.current, 'create', NEW);
	const read = await operate(hubspot.current, 'get', {
		meetingId: json[0].id as string,
		options: { properties: 'constructor' },
	});
	expect(read.error).toBeUndefined();
	const own = Object.getOwnPropertyDescriptor(read.json[0], 'constructor');
	expect(own?.value ?? null).toBeNull();
});
