import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { meetingProperties } from '../emulator/definitions/meetings.mts';
import { VERSIONS } from '../emulator/http/versions.mts';
import { HubSpotMeetings } from '../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { EVENTS } from '../nodes/HubSpotMeetingsTrigger/events/index.ts';
import { MEETING_PROPERTIES } from '../nodes/hubspot/meetingProperties.ts';
import { API_VERSIONS } from '../nodes/hubspot/versions.ts';
import { TRIGGERS } from './support/trigger/simulate.mts';

/** The source code of all tests of the two nodes. */
const TESTS = readdirSync(join(__dirname, 'nodes'), { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.test.mts'))
	.map((file) => readFileSync(join(__dirname, 'nodes', file), 'utf8'))
	.join('\n');

const missing = (names: readonly string[], there: readonly string[]) =>
	names.filter((name) => !there.includes(name));

describe('steps of the recipes in CONTRIBUTING.md', () => {
	test('the emulator has every meeting property', () => {
		const names = MEETING_PROPERTIES.map(({ name }) => name);
		expect(
			missing(
				names,
				meetingProperties().map(({ name }) => name),
			),
		).toEqual([]);
	});

	test('every trigger event is in the simulation and has its own tests', () => {
		const events = EVENTS.map(({ option }) => option.value);
		const simulated = TRIGGERS.map(({ parameters }) => String(parameters.event));
		expect(missing(events, simulated)).toEqual([]);
		expect(events.filter((event) => !TESTS.includes(`event: '${event}'`))).toEqual([]);
	});

	test('the emulator serves every API version', () => {
		const served = VERSIONS.flatMap(({ objects }) => objects);
		expect(
			missing(
				Object.values(API_VERSIONS).map(({ objects }) => objects),
				served,
			),
		).toEqual([]);
	});

	test('a test loads every picker', () => {
		const { loadOptions, listSearch, resourceMapping } = new HubSpotMeetings().methods;
		const names = Object.keys({ ...loadOptions, ...listSearch, ...resourceMapping });
		expect(names.filter((name) => !TESTS.includes(`'${name}'`))).toEqual([]);
	});
});
