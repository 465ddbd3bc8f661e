/** HubSpot's paths in each API version that the node supports. They are literals from HubSpot's documents. */
const ADDRESSES = {
	v3: {
		objects: '/crm/v3/objects',
		associations: '/crm/v4/associations',
		recordAssociations: '/crm/v4/objects',
		owners: '/crm/v3/owners',
		properties: '/crm/v3/properties',
		scheduler: '/scheduler/2026-03/meetings',
	},
	'2026-03': {
		objects: '/crm/objects/2026-03',
		associations: '/crm/associations/2026-03',
		recordAssociations: '/crm/objects/2026-03',
		owners: '/crm/owners/2026-03',
		properties: '/crm/properties/2026-03',
		scheduler: '/scheduler/2026-03/meetings',
	},
	'2026-09': {
		objects: '/crm/objects/2026-09',
		associations: '/crm/associations/2026-09',
		recordAssociations: '/crm/objects/2026-09',
		owners: '/crm/owners/2026-09',
		properties: '/crm/properties/2026-09',
		scheduler: '/scheduler/2026-09/meetings',
	},
};

type Version = keyof typeof ADDRESSES;

export const VERSIONS = Object.keys(ADDRESSES) as Version[];

const { HUBSPOT_API_VERSION: given } = globalThis as { HUBSPOT_API_VERSION?: Version };

/** Whether this test file runs for one API version. Jest runs the tests of operations once for each (jest.config.js). */
export const isVersionRun = given !== undefined;

/** The API version in the credentials of the tests. */
export const API_VERSION: Version = given ?? '2026-09';

/** The paths of this API version. */
export const api = ADDRESSES[API_VERSION];

/** Whether a path belongs to this version. v3 includes v4 for associations and 2026-03 for scheduling. */
export const isOfVersion = (path: string): boolean =>
	(API_VERSION === 'v3'
		? /\/v[34](?:\/|$)|^\/scheduler\/2026-03\//
		: new RegExp(`/${API_VERSION}(?:/|$)`)
	).test(path.split('?')[0]);
