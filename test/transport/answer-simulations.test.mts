import '../support/logs.mts';

import type { IDataObject } from 'n8n-workflow';

import { randomFrom } from '../../emulator/random.mts';
import { createEmulator, type Emulator } from '../../emulator/index.mts';
import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { OPERATION_EXAMPLES } from '../../scripts/docs/examples.mts';
import { keepBinaryData } from '../support/binaryData.mts';
import { run } from '../support/engine.mts';
import { credentialsOf } from '../support/hubspot.mts';
import { loadOptions, resourceFields, searchList } from '../support/picker.mts';
import { Poller } from '../support/poll.mts';
import { Gateway } from '../support/trigger/gateway.mts';

/** Changes one or two values in HubSpot's responses. The user must always get a readable message, and no ID may be invented. */

let hubspot: Emulator;
let gateway: Gateway;
beforeAll(async () => {
	await keepBinaryData();
	hubspot = await createEmulator();
	gateway = await Gateway.before(hubspot);
});
beforeEach(() => hubspot.reset());
afterAll(async () => {
	await gateway.close();
	await hubspot.close();
});

const deep = (levels: number) =>
	JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as unknown;

/** Values that replace others. Undefined removes the key. */
const VALUES: unknown[] = [
	undefined,
	null,
	0,
	-1,
	17,
	1.5,
	1e21,
	true,
	'',
	' ',
	'text',
	'__proto__',
	'constructor',
	'NaN',
	[],
	{},
	[null],
	[[]],
	{ id: null },
	{ results: null },
	deep(200),
	'x'.repeat(10_000),
];

const KEYS = ['__proto__', 'constructor', 'toString', 'undefined', 'length'];

interface Place {
	holder: Record<string, unknown>;
	key: string;
}

function placesIn(value: unknown, into: Place[] = []): Place[] {
	if (typeof value !== 'object' || value === null) return into;
	for (const key of Object.keys(value)) {
		into.push({ holder: value as Record<string, unknown>, key });
		placesIn((value as Record<string, unknown>)[key], into);
	}
	return into;
}

const pick = <T,>(list: readonly T[], random: () => number): T =>
	list[Math.floor(random() * list.length)];

/** Changes one or two values of a body, and adds a note for each change. */
function mutate(body: unknown, random: () => number, noted: string[]): unknown {
	if (random() < 0.05) {
		noted.push('all');
		return pick(VALUES, random) ?? null;
	}
	for (let count = random() < 0.3 ? 2 : 1; count > 0; count -= 1) {
		const places = placesIn(body);
		if (places.length === 0) return body;
		const { holder, key } = pick(places, random);
		const kind = random();
		if (kind < 0.1 && !Array.isArray(holder)) {
			const name = pick(KEYS, random);
			noted.push(`${key} → key ${name}`);
			Object.defineProperty(holder, name, { value: holder[key], enumerable: true });
			continue;
		}
		const value =
			kind < 0.2 && /^\d+$/.test(String(holder[key])) ? Number(holder[key]) : pick(VALUES, random);
		noted.push(`${key} → ${String(JSON.stringify(value)).slice(0, 40)}`);
		if (value === undefined) Reflect.deleteProperty(holder, key);
		else holder[key] = value;
	}
	return body;
}

/** Parts of JavaScript's own error messages, and of values that were converted to text by mistake. */
const RAW =
	/is not (?:a function|iterable|defined)|[Cc]annot (?:read|convert|destructure)|call stack|\bundefined\b|\[object |NaN|Invalid (?:Date|time)/;

/** Finds invented data in an output: empty IDs, and values such as undefined or NaN. */
function madeUp(json: IDataObject): string[] {
	const ids = ['id', 'meetingId'].filter((key) => ['', null].includes(json[key] as string));
	const values = placesIn(json).filter(({ holder, key }) => {
		const value = holder[key];
		if (value === undefined || Number.isNaN(value)) return true;
		return typeof value === 'string' && /\bundefined\b|\[object |Invalid Date/.test(value);
	});
	return [...ids, ...values.map(({ holder, key }) => `${key}: ${String(holder[key])}`)];
}

/** Run this with `npm run test:simulation`. For more trials, put TRIALS=50 SEED=2 in front of the command. */
const { TRIALS: trials = '3', SEED: seed = '1' } = process.env;
const TRIALS = Number(trials);
const SEED = Number(seed);
const credentials = () => credentialsOf(hubspot, { baseUrl: gateway.url });

function arm(seed: number, noted: string[]) {
	const random = randomFrom(seed);
	for (let n = 0; n < 5; n += 1) random();
	const only = random() < 0.5 ? Math.floor(random() * 4) : -1;
	let place = 0;
	gateway.made = {
		body: (body) => {
			const mine = place++;
			return only < 0 || only === mine ? mutate(body, random, noted) : body;
		},
	};
}

const OPERATIONS = OPERATION_EXAMPLES.flatMap(
	({ resource, operation, item, binary, parameters, also = [] }) =>
		[parameters, ...also].map((one, place) => ({
			name: `${resource} ${operation} ${place}`,
			parameters: { resource, operation, ...one, sending: { retry: false } } as IDataObject,
			item,
			binary,
		})),
);

describe.each(OPERATIONS)('$name', ({ name, parameters, item, binary }) => {
	test.each([1, 3])(
		'item count %i: changed responses give readable errors and no invented data',
		async (count) => {
			const wrong: unknown[] = [];
			for (let trial = 0; trial < TRIALS; trial += 1) {
				hubspot.reset();
				const noted: string[] = [];
				arm(SEED * 1_000_003 + trial * 101 + count + name.length * 7, noted);
				const began = performance.now();
				const { json, error, output } = await run({
					parameters,
					items: Array.from({ length: count }, () => item),
					...(binary && { binary: Array.from({ length: count }, () => binary) }),
					credentials: credentials(),
					settings: { onError: 'continueRegularOutput' },
				});
				const errors = json.flatMap((one) =>
					one.error === undefined ? [] : [`${String(one.error)} ${String(one.description ?? '')}`],
				);
				const bad = [
					...(error ? [`thrown: ${error.message}`] : []),
					...errors.filter((text) => RAW.test(text)),
					...json.filter((one) => one.error === undefined).flatMap(madeUp),
					...(performance.now() - began > 20_000 ? ['slow'] : []),
					...(output.some(({ pairedItem }) => pairedItem === undefined) ? ['unpaired'] : []),
				];
				if (bad.length > 0) wrong.push({ trial, noted, bad });
			}
			expect(wrong).toEqual([]);
		},
	);
});

const EVENTS = [
	'created',
	'updated',
	'createdOrUpdated',
	'deleted',
	'outcomeChanged',
	'startingSoon',
	'ended',
	'booked',
	'rescheduled',
];

test.each(EVENTS)(
	'trigger event %s: changed responses give readable errors and no invented data',
	async (event) => {
		const wrong: unknown[] = [];
		for (let trial = 0; trial < TRIALS; trial += 1) {
			hubspot.reset();
			gateway.made = {};
			const noted: string[] = [];
			const poller = new Poller({
				parameters: {
					event,
					filters: { owners: 'mara.lindqvist@brightfield.example' },
					associatedRecords: { contacts: ['email'] },
					options: { startDate: '2020-01-01' },
				},
				credentials: credentials(),
			});
			if (trial % 2) await poller.poll();
			arm(SEED * 1_000_033 + trial * 101 + event.length, noted);
			for (let poll = 0; poll < 3; poll += 1) {
				const bad: string[] = [];
				try {
					bad.push(...(await poller.poll()).flatMap(madeUp));
				} catch (error) {
					const { message, description } = error as Error & { description?: string };
					if (RAW.test(`${message} ${description ?? ''}`)) bad.push(message);
				}
				if (bad.length > 0) wrong.push({ trial, noted, bad });
			}
		}
		expect(wrong).toEqual([]);
	},
);

const { methods } = new HubSpotMeetings();
const PARAMETERS = {
	resource: 'meeting',
	operation: 'create',
	objectType: 'contacts',
	schedulingPage: { __rl: true, mode: 'slug', value: 'mara-lindqvist/intro' },
};
const LISTS: Array<[string, () => Promise<unknown>]> = [
	...Object.keys(methods.loadOptions).map((name): [string, () => Promise<unknown>] => [
		name,
		async () =>
			await loadOptions(name as never, { credentials: credentials(), parameters: PARAMETERS }),
	]),
	...Object.keys(methods.listSearch).map((name): [string, () => Promise<unknown>] => [
		name,
		async () =>
			await searchList(name as never, {
				credentials: credentials(),
				parameters: PARAMETERS,
				filter: 'a',
			}),
	]),
	[
		'getBookingFields',
		async () =>
			await resourceFields('getBookingFields', {
				credentials: credentials(),
				parameters: PARAMETERS,
			}),
	],
];

test.each(LISTS)(
	'list %s: changed responses give readable errors and no invented data',
	async (name, load) => {
		const wrong: unknown[] = [];
		for (let trial = 0; trial < TRIALS; trial += 1) {
			const noted: string[] = [];
			arm(SEED * 1_000_099 + trial * 101 + name.length, noted);
			const bad: string[] = [];
			try {
				const shown = await load();
				bad.push(
					...madeUp({ shown } as IDataObject).filter(
						(text) => !/^(?:paginationToken|description): undefined/.test(text),
					),
				);
			} catch (error) {
				const { message, description } = error as Error & { description?: string };
				if (RAW.test(`${message} ${description ?? ''}`)) bad.push(message);
			}
			if (bad.length > 0) wrong.push({ trial, noted, bad });
		}
		expect(wrong).toEqual([]);
	},
);
