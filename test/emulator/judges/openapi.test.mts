import { createEmulator, EMULATOR_TOKEN, type Emulator } from '../../../emulator/index.mts';
import { driveAccount } from './drive/account.mts';
import { Hub, VERSIONS } from './drive/hub.mts';
import { driveLimits } from './drive/limits.mts';
import { driveObjects } from './drive/objects.mts';
import { driveRefusals } from './drive/refusals.mts';
import { driveSearch } from './drive/search.mts';

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

const suite = hub.judge ? describe : describe.skip;
if (hub.judge === undefined) {
	console.warn(
		'HubSpot documents are not at ../shared/hubspot-openapi: the OpenAPI judge is skipped.',
	);
}

suite("the emulator by HubSpot's OpenAPI documents", () => {
	describe.each(VERSIONS)('$name', (version) => {
		describe('account', () => driveAccount(hub, version));
		describe('objects', () => driveObjects(hub, version));
		describe('refusals', () => driveRefusals(hub, version, TOKENS));
		describe('search', () => driveSearch(hub, version));
	});
	describe('limits', () => driveLimits(EMULATOR_TOKEN));

	afterAll(() => {
		const { counts, operations } = hub.judge!;
		const distinct = new Set([...operations].map((operation) => operation.replace(/ \d+$/, '')));
		console.info(
			`The OpenAPI judge saw ${counts.judged} exchanges of ${distinct.size} operations ` +
				`(${operations.size} with their statuses); ${counts.unjudged} are in no document.`,
		);
	});
});
