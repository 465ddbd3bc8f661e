import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../../emulator/index.mts';
import {
	DEVIATIONS,
	describeJudged,
	documentedSuccesses,
	judgeAll,
	REWRITES,
	UNJUDGED,
} from '../../support/openapi.mts';
import { driveAccount, driveOld } from './drive/account.mts';
import { driveAssociations, driveAssociationsV3 } from './drive/associations.mts';
import { driveBatches } from './drive/batches.mts';
import { driveFiles } from './drive/files.mts';
import { Hub, VERSIONS } from './drive/hub.mts';
import { driveLimits } from './drive/limits.mts';
import { driveObjects } from './drive/objects.mts';
import { driveErrors } from './drive/errors.mts';
import { driveScheduler } from './drive/scheduler.mts';
import { driveSearch } from './drive/search.mts';
import { driveWording } from './drive/wording.mts';

const TOKENS = { readOnly: 'pat-na1-read-only', ownersOnly: 'pat-na1-owners-only' };

let emulator: Emulator;
const hub = new Hub(() => emulator.url, EMULATOR_TOKEN);

beforeAll(async () => {
	emulator = await createEmulator({
		tokens: {
			[EMULATOR_TOKEN]: 'all',
			[TOKENS.readOnly]: ['crm.objects.contacts.read'],
			[TOKENS.ownersOnly]: ['crm.objects.owners.read'],
		},
	});
});
afterAll(async () => {
	await emulator.close();
});

/**
 * Operations that the nodes do not use: changes of property definitions and payment links, association limits and usage
 * reports, GDPR deletion, merging, and property groups.
 */
const NOT_SERVED =
	/definitions\/configurations|high-usage-report|gdpr-delete|merge|^PATCH \S*\/meeting-links\/|^(POST|PATCH|DELETE) \S*\/properties\/|\/groups/;

describeJudged("the emulator against HubSpot's OpenAPI documents", () => {
	describe.each(VERSIONS)('$name', (version) => {
		describe('account', () => driveAccount(hub, version));
		describe('objects', () => driveObjects(hub, version));
		describe('errors', () => driveErrors(hub, version, TOKENS));
		describe('batches', () => driveBatches(hub, version));
		describe('search', () => driveSearch(hub, version));
		describe('scheduler', () => driveScheduler(hub, version, TOKENS));
		describe('associations', () => driveAssociations(hub, version));
		describe('files', () => driveFiles(hub, version));
	});
	describe('v3 associations', () => driveAssociationsV3(hub));
	describe('endpoints of v3 and v1 only', () => driveOld(hub));
	describe('wording of errors', () => driveWording(hub, TOKENS.ownersOnly));
	describe('rate limits', () => driveLimits(EMULATOR_TOKEN));

	it('marks the response of an injected fault as faulty', async () => {
		const path = '/crm/v3/owners';
		const fetchOwners = async () =>
			await fetch(emulator.url + path, { headers: { authorization: `Bearer ${EMULATOR_TOKEN}` } });
		emulator.faults.add({ match: { path }, then: { html: true } });
		expect((await fetchOwners()).status).toBe(502);
		expect((await fetchOwners()).status).toBe(200);
		const last = emulator.requests.slice(-2);
		expect(last.map(({ faulty }) => faulty)).toEqual([true, false]);
		expect(judgeAll(last)).toEqual([]);
	});

	afterAll(() => {
		const { counts, operations } = hub.judge!;
		const distinct = new Set([...operations].map((operation) => operation.replace(/ \d+$/, '')));
		console.info(
			`The OpenAPI judge saw ${counts.judged} exchanges of ${distinct.size} operations ` +
				`(${operations.size} with their statuses); ${counts.unjudged} are in no document.`,
		);
	});

	// These two must stay last, because they check what all the others have covered.
	it('covers every documented success response', () => {
		const documented = documentedSuccesses(
			/^(crm-(meetings|associations|owners|properties)|scheduler-meetings)-/,
		).filter((operation) => !NOT_SERVED.test(operation));
		expect(documented.filter((operation) => !hub.judge!.operations.has(operation))).toEqual([]);
	});

	it('uses every deviation on the list', () => {
		const names = [...DEVIATIONS, ...REWRITES, ...UNJUDGED].map(({ name }) => name);
		expect(names.filter((name) => !hub.judge!.used.has(name))).toEqual([]);
	});
});
