import type { IDataObject } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { run } from '../support/engine.mts';

const hubspot = emulatorForTests();

const INTRO = '17612479134';

const WHOLE = {
	associations: ['contacts', 'companies'],
	addRecordDetails: ['contacts'],
	addOwnerDetails: true,
	propertiesWithHistory: ['hs_meeting_outcome'],
};

/** What two items do at once, so that they share what HubSpot returns. */
const SHARED: Record<string, IDataObject> = {
	'a meeting': { operation: 'get', meetingId: INTRO },
	'a meeting as HubSpot returns it': { operation: 'get', meetingId: INTRO, simplify: false },
	'a meeting with all options': { operation: 'get', meetingId: INTRO, options: WHOLE },
	'many meetings': { operation: 'getAll', returnAll: true },
	'many meetings as HubSpot returns them': {
		operation: 'getAll',
		returnAll: true,
		simplify: false,
		options: { associations: ['contacts'] },
	},
	'many meetings whose properties are read in batches': {
		operation: 'getAll',
		returnAll: true,
		simplify: false,
		// Too many names for a URL.
		options: {
			properties: ['hs_meeting_title', ...Array.from({ length: 600 }, (_, n) => `a_property_${n}`)],
		},
	},
	'many meetings with all options': { operation: 'getAll', limit: 5, options: WHOLE },
	'found meetings': { operation: 'search', quickFilters: { query: 'Intro meeting' } },
	'association types': {
		resource: 'association',
		operation: 'getTypes',
		objectType: 'contacts',
	},
	'scheduling pages': { resource: 'schedulingPage', operation: 'getAll', returnAll: true },
	'a scheduling page': {
		resource: 'schedulingPage',
		operation: 'get',
		schedulingPage: 'tom-okafor',
	},
};

/** All lists and objects in a value. */
function* within(value: unknown): Generator<object> {
	if (typeof value !== 'object' || value === null) return;
	yield value;
	for (const inner of Object.values(value)) yield* within(inner);
}

test.each(Object.entries(SHARED))(
	'a later node that changes %s in one item does not change another item',
	async (_name, parameters) => {
		const { json, error } = await run({
			parameters: { resource: 'meeting', ...parameters },
			credentials: credentialsOf(hubspot.current),
			items: [{}, {}],
		});
		expect(error).toBeUndefined();
		expect(json.length).toBeGreaterThan(1);
		const all = json.flatMap((output) => [...within(output)]);
		expect(new Set(all).size).toBe(all.length);
	},
);
