import { captureLogs } from '../support/logs.mts';

import { inspect } from 'node:util';

import type { IDataObject } from 'n8n-workflow';

import { requiredByRules } from '../../emulator/errors.mts';
import { WEEKDAYS } from '../../emulator/account/scheduling-page.mts';
import {
	createEmulator,
	EMULATOR_TOKEN,
	type Emulator,
	type FaultRule,
} from '../../emulator/index.mts';
import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { keepBinaryData } from '../support/binaryData.mts';
import { credentialsOf } from '../support/hubspot.mts';
import { run } from '../support/engine.mts';
import { countMeetings } from '../support/meetings.mts';
import { judgeAll } from '../support/openapi.mts';

/** How to run an operation with items that each contain the ID of a meeting in the seed. */
interface Case {
	resource: 'meeting' | 'association' | 'attachment' | 'schedulingPage';
	operation: string;
	/** The request that the row tests, if an operation has several rows. */
	part?: string;
	parameters: IDataObject;
	/** The effect of repeating the request. `associate`: like `write` for one record, like `create` for a batch. */
	effect: 'read' | 'write' | 'create' | 'associate';
	/** By how much the number of meetings, or of what `count` counts, changes for each item. */
	makes?: number;
	/** Counts other records instead of meetings. */
	count?: (emulator: Emulator) => number;
	/** The paths of the requests that the fault affects, one request for each item. All CRM requests if omitted. */
	about?: RegExp;
	/** Prepares the account. */
	prepare?: (emulator: Emulator, items: Array<{ id: string }>) => void;
}

const MEETING = '={{ $json.id }}';

const countFiles = ({ account }: Emulator) => account.files.all().length;

const PAGE = { schedulingPage: 'free/always' };

/** Tomorrow at noon, UTC. */
const NOON = Math.floor(Date.now() / 86_400_000) * 86_400_000 + 36 * 3_600_000;

/** Adds a scheduling page on which every hour is free. */
const withPage = ({ account }: Emulator) =>
	account.scheduling.add({
		slug: 'free/always',
		name: 'Always',
		organizer: '11349275742',
		timeZone: 'UTC',
		hours: Object.fromEntries(WEEKDAYS.map((day) => [day, [0, 1_440] as const])),
	});

/** Attaches a different file to each meeting. */
const withFiles = ({ account }: Emulator, items: Array<{ id: string }>) => {
	for (const [place, { id }] of items.entries()) {
		account.update('meetings', Number(id), { hs_attachment_ids: `17560000000${place + 1}` });
	}
};

const FILE = '=17560000000{{ $json.n + 1 }}';

const OPERATIONS: Case[] = [
	{
		resource: 'meeting',
		operation: 'create',
		parameters: {
			hs_meeting_title: '=M{{ $json.n }}',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
		},
		effect: 'create',
		makes: 1,
	},
	{
		resource: 'meeting',
		operation: 'create',
		part: 'the upload of its file',
		parameters: {
			hs_meeting_title: '=M{{ $json.n }}',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			additionalFields: { hs_attachment_ids: 'data' },
		},
		effect: 'create',
		makes: 1,
		count: countFiles,
		about: /\/files$/,
	},
	{ resource: 'meeting', operation: 'get', parameters: { meetingId: MEETING }, effect: 'read' },
	{ resource: 'meeting', operation: 'getAll', parameters: { limit: 5 }, effect: 'read' },
	{
		resource: 'meeting',
		operation: 'update',
		parameters: { meetingId: MEETING, updateFields: { hs_meeting_location: 'Hall 4' } },
		effect: 'write',
	},
	{
		resource: 'meeting',
		operation: 'delete',
		parameters: { meetingId: MEETING },
		effect: 'write',
		makes: -1,
	},
	{
		resource: 'meeting',
		operation: 'search',
		parameters: { limit: 5, query: 'site' },
		effect: 'read',
	},
	{
		resource: 'meeting',
		operation: 'upsert',
		parameters: {
			idProperty: 'external_booking_id',
			idValue: '=fault-{{ $json.n }}',
			hs_meeting_title: 'Upserted',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			hs_meeting_end_time: '2026-12-01T10:30:00Z',
		},
		effect: 'write',
		makes: 1,
	},
	{
		resource: 'meeting',
		operation: 'schedule',
		parameters: {
			organizer: '11349275740',
			hs_meeting_title: '=M{{ $json.n }}',
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			duration: 30,
		},
		effect: 'create',
		makes: 1,
		about: /\/scheduler\//,
	},
	{
		resource: 'meeting',
		operation: 'getAllOfRecord',
		parameters: { objectType: 'contacts', recordId: '101' },
		effect: 'read',
	},
	{
		resource: 'meeting',
		operation: 'pin',
		parameters: { meetingId: MEETING, objectType: 'contacts', recordId: '102' },
		effect: 'write',
	},
	{
		resource: 'meeting',
		operation: 'unpin',
		parameters: { objectType: 'contacts', recordId: '101' },
		effect: 'write',
	},
	{
		resource: 'association',
		operation: 'create',
		parameters: { meetingId: MEETING, objectType: 'contacts', records: '102' },
		effect: 'associate',
	},
	{
		resource: 'association',
		operation: 'delete',
		parameters: { meetingId: MEETING, objectType: 'contacts', records: '102', by: 'link' },
		effect: 'write',
	},
	{
		resource: 'association',
		operation: 'getAll',
		parameters: { meetingId: MEETING, objectType: 'contacts' },
		effect: 'read',
	},
	{
		resource: 'association',
		operation: 'getTypes',
		parameters: { objectType: 'contacts' },
		effect: 'read',
	},
	{
		resource: 'attachment',
		operation: 'add',
		part: 'the upload',
		parameters: { meetingId: MEETING },
		effect: 'create',
		makes: 1,
		count: countFiles,
		about: /\/files$/,
	},
	{
		resource: 'attachment',
		operation: 'add',
		part: "the meeting's list",
		parameters: { meetingId: MEETING },
		effect: 'write',
		about: /\/crm\//,
	},
	{
		resource: 'attachment',
		operation: 'getAll',
		part: "the meeting's list",
		parameters: { meetingId: MEETING },
		effect: 'read',
		about: /\/crm\//,
		prepare: withFiles,
	},
	{
		resource: 'attachment',
		operation: 'getAll',
		part: 'the files',
		parameters: { meetingId: MEETING },
		effect: 'read',
		about: /\/files\/search/,
		prepare: withFiles,
	},
	{
		resource: 'attachment',
		operation: 'download',
		parameters: { meetingId: MEETING },
		effect: 'read',
		about: /\/signed-url/,
		prepare: withFiles,
	},
	{
		resource: 'attachment',
		operation: 'remove',
		part: "the meeting's list",
		parameters: { meetingId: MEETING, fileIds: FILE },
		effect: 'write',
		prepare: withFiles,
	},
	{
		resource: 'attachment',
		operation: 'remove',
		part: 'the file',
		parameters: { meetingId: MEETING, fileIds: FILE, options: { deleteFiles: true } },
		effect: 'write',
		makes: -1,
		count: countFiles,
		about: /\/files\/\d+$/,
		prepare: withFiles,
	},
	{
		resource: 'schedulingPage',
		operation: 'book',
		parameters: {
			...PAGE,
			start: `={{ ${NOON} + $json.n * 3600000 }}`,
			email: '=visitor{{ $json.n }}@nordhafen.example',
			firstName: 'Ada Fischer',
		},
		effect: 'create',
		makes: 1,
		about: /\/meeting-links\/book$/,
		prepare: withPage,
	},
	{
		resource: 'schedulingPage',
		operation: 'get',
		parameters: PAGE,
		effect: 'read',
		about: /\/scheduler\//,
		prepare: withPage,
	},
	{
		resource: 'schedulingPage',
		operation: 'getAll',
		parameters: { limit: 5 },
		effect: 'read',
		about: /\/scheduler\//,
	},
	{
		resource: 'schedulingPage',
		operation: 'getAvailability',
		parameters: { ...PAGE, limit: 5 },
		effect: 'read',
		about: /\/availability-page\//,
		prepare: withPage,
	},
];

const body = (category: string, message: string, more: object = {}) => ({
	status: 'error',
	category,
	message,
	correlationId: '0198c0de-0000-7000-8000-000000000000',
	...more,
});

/** A fault, and what the user gets. */
interface FaultCase {
	name: string;
	then: FaultRule['then'];
	/** The value of the node's 'Timeout' option, in ms. */
	timeoutMs?: number;
	/** Affects only batches. */
	batches?: boolean;
	times?: number;
	/** Whether HubSpot carried out the request. */
	carriedOut?: boolean;
	/** How often a repeatable request is sent before the node gives up. The default is once. */
	tries?: number;
	/** The response is valid, so nothing is sent again. */
	harmless?: boolean;
	/** The result of the item, by the effect of repeating the request: success or an error message. */
	ends: Record<'read' | 'write' | 'create', 'fine' | RegExp>;
}

const both = (end: 'fine' | RegExp) => ({ read: end, write: end, create: end });
const unlessCreating = (end: RegExp) => ({
	read: 'fine' as const,
	write: 'fine' as const,
	create: end,
});
const UNKNOWN = /may already (?:exist|be associated)/;

/** The emulator's error for a property that a rule of the account requires. */
const RULE = requiredByRules([{ property: 'hs_activity_type' }]);

const FAULTS: FaultCase[] = [
	{
		name: '429 for the ten-second limit',
		then: {
			status: 429,
			body: body('RATE_LIMITS', 'You have reached your ten_secondly_rolling limit.', {
				policyName: 'TEN_SECONDLY_ROLLING',
			}),
		},
		ends: both('fine'),
	},
	{
		name: '429 with Retry-After',
		then: {
			status: 429,
			headers: { 'retry-after': '1' },
			body: body('RATE_LIMITS', 'You have reached your secondly limit.'),
		},
		ends: both('fine'),
	},
	{
		name: '429 with impossible headers',
		then: {
			status: 429,
			headers: {
				'retry-after': '0',
				'x-hubspot-ratelimit-interval-milliseconds': '1',
				'x-hubspot-ratelimit-max': '0',
			},
			body: body('RATE_LIMITS', 'You have reached your secondly limit.'),
		},
		ends: both('fine'),
	},
	{
		name: 'a response with impossible rate limit headers',
		then: {
			replaceHeaders: {
				'x-hubspot-ratelimit-interval-milliseconds': '86400000',
				'x-hubspot-ratelimit-max': '-1',
				'x-hubspot-ratelimit-remaining': '-1',
			},
		},
		times: Infinity,
		harmless: true,
		ends: both('fine'),
	},
	{
		name: '429 for the daily limit',
		then: {
			status: 429,
			body: body('RATE_LIMITS', 'You have reached your daily limit.', { policyName: 'DAILY' }),
		},
		ends: both(/daily request limit/),
	},
	{ name: '423', then: { status: 423, body: body('LOCKED', 'locked') }, ends: both('fine') },
	{
		name: '477',
		then: {
			status: 477,
			headers: { 'retry-after': '1' },
			body: body('MIGRATION_IN_PROGRESS', 'migrating'),
		},
		ends: both('fine'),
	},
	{
		name: '502 once',
		then: { status: 502, body: body('INTERNAL', 'bad gateway') },
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: '500 always',
		then: { status: 500, body: body('INTERNAL', 'oops') },
		times: Infinity,
		tries: 5,
		ends: { read: /not available/, write: /not available/, create: UNKNOWN },
	},
	{
		name: 'a connection reset before the request',
		then: { reset: 'before' },
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: 'a connection reset after the request',
		then: { reset: 'after' },
		carriedOut: true,
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: 'a JSON response that is cut off',
		then: { truncate: true },
		carriedOut: true,
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: 'a response that arrives too slowly',
		then: { trickleMs: 1_000 },
		times: Infinity,
		timeoutMs: 10_000,
		carriedOut: true,
		ends: { read: /took too long/, write: /took too long/, create: UNKNOWN },
	},
	...[301, 302, 307, 308].map((status) => ({
		name: `a redirect (${status})`,
		then: { status, headers: { location: 'https://elsewhere.example/crm' } },
		times: Infinity,
		ends: both(/redirects to https:\/\/elsewhere\.example.*was not sent there/),
	})),
	{
		name: 'a redirect to the result (303)',
		then: { status: 303, headers: { location: 'https://elsewhere.example/crm' } },
		times: Infinity,
		ends: {
			read: /redirects to https:\/\/elsewhere\.example/,
			write: /redirects to https:\/\/elsewhere\.example/,
			create: UNKNOWN,
		},
	},
	{ name: 'a delayed response', then: { delayMs: 60 }, harmless: true, ends: both('fine') },
	{
		name: 'a batch without trace IDs',
		then: { stripTraceIds: true },
		batches: true,
		harmless: true,
		ends: both('fine'),
	},
	{
		name: 'an unrequested result',
		then: { extraResult: true },
		batches: true,
		harmless: true,
		ends: both('fine'),
	},
	{
		name: 'an HTML page instead of the response',
		then: { html: true },
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: "a gateway's JSON instead of the response",
		then: { status: 200, body: { message: 'hello' } },
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: 'an unreadable list instead of the results',
		then: { status: 200, body: { results: 'none', errors: { message: 'oops' } } },
		ends: unlessCreating(UNKNOWN),
	},
	{
		name: '401',
		then: {
			status: 401,
			body: body('INVALID_AUTHENTICATION', 'Authentication credentials not found.'),
		},
		times: Infinity,
		ends: both(/access token/),
	},
	{
		name: '403',
		then: {
			status: 403,
			body: body('MISSING_SCOPES', 'missing', {
				errors: [
					{
						message: 'One or more',
						context: { requiredGranularScopes: ['crm.objects.contacts.read'] },
					},
				],
			}),
		},
		times: Infinity,
		ends: both(/crm\.objects\.contacts\.read/),
	},
	{
		name: '414',
		then: { status: 414, html: true } as never,
		times: Infinity,
		ends: both(/too (?:long|large)/),
	},
	{
		name: '400 for an account rule',
		then: { status: 400, body: { status: 'error', ...RULE.body } },
		times: Infinity,
		ends: both(/A rule of the HubSpot account requires Meeting Type \(hs_activity_type\)/),
	},
	{
		name: '400',
		then: { status: 400, body: body('VALIDATION_ERROR', 'nonsense') },
		times: Infinity,
		ends: both(/nonsense/),
	},
];

/** The secret part of the token. */
const TOKEN = EMULATOR_TOKEN.slice(8);

const rows: string[] = [];

const logged = captureLogs();
beforeAll(async () => {
	await keepBinaryData();
});
afterEach(() => expect(logged.splice(0).filter((words) => words.includes(TOKEN))).toEqual([]));
afterAll(() => {
	process.stderr.write(
		`\nOperations × faults: what the user got / how often it was sent\n${rows.join('\n')}\n`,
	);
});

const items = (emulator: Emulator, count: number) =>
	emulator.account
		.store('meetings')
		.page(0, count)
		.map(({ id }, n) => ({ n, id: String(id) }));

const order = (
	{ faults }: Emulator,
	{ batches, times = 1, then }: FaultCase,
	about = /\/crm\//,
): void => {
	faults.add({ match: { path: batches ? /\/crm\/.*\/batch\// : about }, times, then });
};

const fileOf = (n: number) => ({
	data: Buffer.from(`Notes ${n}`).toString('base64'),
	mimeType: 'text/plain',
	fileName: `notes-${n}.txt`,
});

/** Runs one operation with one fault in a new account, and checks what must be true for every fault. */
async function check(operation: Case, fault: FaultCase, count: number): Promise<void> {
	const emulator = await createEmulator();
	try {
		const given = items(emulator, count);
		const ask = async () =>
			await run({
				parameters: {
					resource: operation.resource,
					operation: operation.operation,
					...operation.parameters,
					...(fault.timeoutMs && { requestOptions: { timeout: fault.timeoutMs } }),
				},
				items: given,
				binary: given.map(({ n }) => ({ data: fileOf(n) })),
				credentials: credentialsOf(emulator),
				settings: { onError: 'continueRegularOutput' },
			});
		const { about = /^/, makes = 0, count: countMade = countMeetings, prepare } = operation;
		const asked = () => emulator.requests.filter(({ path }) => about.test(path)).length;
		prepare?.(emulator, given);
		const { error: wrong } = await ask();
		expect(wrong).toBeUndefined();
		const withoutFault = asked();
		emulator.reset();
		prepare?.(emulator, given);
		const before = countMade(emulator);
		order(emulator, fault, operation.about);
		const { output, run: whole } = await ask();
		const errors = output.filter(({ json }) => json.error !== undefined);
		const part = operation.part ? ` (${operation.part})` : '';
		const name = `${operation.resource} ${operation.operation}${part} × ${fault.name} (${count})`;
		const { effect } = operation;
		const end = fault.ends[effect !== 'associate' ? effect : count === 1 ? 'write' : 'create'];
		const sent = asked();
		// A 204 has no body, so faults do not damage it.
		const hits = emulator.requests.filter(({ faulty, status }) => faulty && status !== 204).length;
		const wasDone = end === 'fine' || fault.carriedOut;
		const tries = end === UNKNOWN ? 1 : (fault.tries ?? 1);
		expect({
			name,
			// Every item has a result that is paired with it.
			paired: [...new Set(output.map(({ pairedItem }) => (pairedItem as { item: number }).item))],
			others: errors
				.map(({ json }) => String(json.error))
				.filter((message) => end === 'fine' || !end.test(message)),
			refused: errors.length > 0,
			made: countMade(emulator) - before,
			token: inspect(whole, { depth: Infinity, showHidden: true }).includes(TOKEN),
			violations: judgeAll(emulator.requests),
		}).toEqual({
			name,
			paired: given.map(({ n }) => n),
			others: [],
			refused: end !== 'fine',
			// `|| 0` turns -0 into 0, because toEqual distinguishes them.
			made: (wasDone ? count : operation.about ? count - errors.length : 0) * makes || 0,
			token: false,
			violations: [],
		});
		if (end === 'fine') {
			expect({ name, sent }).toEqual({ name, sent: withoutFault + (fault.harmless ? 0 : hits) });
		} else if (count === 1) {
			expect({ name, sent }).toEqual({ name, sent: tries });
		} else {
			// One batch, or one request for each item. If HubSpot rejects the content of a batch, the node splits the batch.
			expect([tries, count * tries]).toContain(sent);
		}
		const got = errors.length > 0 ? `${errors.length} of ${count} refused` : 'fine';
		rows.push(`${name.padEnd(60)} ${got.padEnd(14)} / ${sent}`);
	} finally {
		await emulator.close();
	}
}

test('every operation of the node is in the table', () => {
	const missing = new HubSpotMeetings().description.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.map(
				(option) =>
					`${String(displayOptions?.show?.resource?.[0])} ${String('value' in option && option.value)}`,
			),
		)
		.filter((name) => !OPERATIONS.some((one) => name === `${one.resource} ${one.operation}`));
	expect(missing).toEqual([]);
});

// The operations run in parallel and wait at the same time. Otherwise, the table would take ten minutes instead of one.
test.each(FAULTS)(
	'$name: every operation ends as expected and writes nothing twice',
	async (fault) => {
		await Promise.all(
			OPERATIONS.flatMap((operation) =>
				[1, 3].map(async (count) => await check(operation, fault, count)),
			),
		);
	},
);

test.each(FAULTS.filter(({ ends }) => ends.create !== 'fine'))(
	"$name: n8n logs the user's error message, without the token",
	async (fault) => {
		const emulator = await createEmulator();
		order(emulator, fault);
		const [{ resource, operation, parameters }] = OPERATIONS;
		const { error } = await run({
			parameters: {
				resource,
				operation,
				...parameters,
				...(fault.timeoutMs && { requestOptions: { timeout: fault.timeoutMs } }),
			},
			credentials: credentialsOf(emulator),
		});
		await emulator.close();
		expect(error?.message).toMatch(fault.ends.create);
		expect(logged.join('\n')).toMatch(fault.ends.create);
	},
);
