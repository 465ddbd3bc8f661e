import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions } from 'n8n-workflow';

import { meetingProperties } from '../emulator/definitions/meetings.mts';
import { VERSIONS } from '../emulator/http/versions.mts';
import { HubSpotMeetings } from '../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { EVENTS } from '../nodes/HubSpotMeetingsTrigger/events/index.ts';
import { MEETING_PROPERTIES } from '../nodes/hubspot/meetingProperties.ts';
import { API_VERSIONS } from '../nodes/hubspot/versions.ts';
import { TRIGGERS } from './support/trigger/simulate.mts';

const ROOT = join(__dirname, '..');

/** Files of the events' folder that are not events. */
const HELPERS = ['byDueTime', 'byHistory', 'byTimestamp', 'event'];

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

	test('the sentence of the README on the trigger names every event', () => {
		const text = readFileSync(join(ROOT, 'README.md'), 'utf8').toLowerCase();
		const [, sentence] = /starts a workflow when ([^.]*)\./.exec(text) ?? ['', ''];
		const stems = EVENTS.map(({ option }) =>
			option.name
				.toLowerCase()
				.split(/[^a-z]+/)[0]
				.slice(0, 5),
		);
		expect(stems.filter((stem) => !sentence.includes(stem))).toEqual([]);
	});

	test('every file of an operation, an event or a picker is listed', () => {
		const unlisted = (folder: string, index: string[], except: string[] = []) => {
			const lists = index.map((file) => readFileSync(join(ROOT, folder, file), 'utf8')).join('\n');
			return readdirSync(join(ROOT, folder))
				.map((file) => file.replace(/\.ts$/, ''))
				.filter((name) => name !== 'index' && !except.includes(name))
				.filter((name) => !lists.includes(`/${name}'`))
				.map((name) => `${folder}/${name}`);
		};
		const resources = 'nodes/HubSpotMeetings/resources';
		const folders = readdirSync(join(ROOT, resources)).filter((name) => !name.endsWith('.ts'));
		expect([
			...folders.flatMap((name) => unlisted(`${resources}/${name}`, ['index.ts'])),
			...unlisted('nodes/HubSpotMeetingsTrigger/events', ['index.ts'], HELPERS),
			...unlisted('nodes/HubSpotMeetings/methods', ['index.ts']),
			...unlisted(
				'nodes/shared/loaders',
				['../../HubSpotMeetings/methods/index.ts', '../../HubSpotMeetingsTrigger/loadOptions.ts'],
				['picker'],
			),
		]).toEqual([]);
	});

	test('every operation has tests of its own', () => {
		const { properties } = new HubSpotMeetings().description;
		const untested = properties
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options = [], displayOptions }) => {
				const [resource] = displayOptions?.show?.resource as string[];
				const folder = join(__dirname, 'nodes', 'HubSpotMeetings', resource);
				const tests = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
				return (options as INodePropertyOptions[])
					.filter(({ value }) => !tests.some((text) => text.includes(`'${String(value)}'`)))
					.map(({ value }) => `${resource} ${String(value)}`);
			});
		expect(untested).toEqual([]);
	});

	test('the page of the credential explains every API version', () => {
		const text = readFileSync(join(ROOT, 'docs', 'credential.md'), 'utf8');
		expect(Object.keys(API_VERSIONS).filter((name) => !text.includes(`| ${name} `))).toEqual([]);
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
