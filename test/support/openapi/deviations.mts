import type { Deviation, Rewrite, Unjudged, Violation } from './types.mts';

const template = ({ route }: Violation): string => route?.template ?? '';
const isRequest = (violation: Violation): boolean => violation.side === 'request';
const isFailure = (violation: Violation): boolean =>
	violation.side === 'response' && violation.exchange.status >= 400;
const lacks = (violation: Violation, ...keys: string[]): boolean =>
	violation.keyword === 'required' && keys.includes(violation.key ?? '');
const adds = (violation: Violation, ...keys: string[]): boolean =>
	violation.keyword === 'additionalProperties' && keys.includes(violation.key ?? '');

/**
 * Cases in which HubSpot's own guides or recorded responses contradict its OpenAPI documents. Integrations meet what the
 * guides and recordings show. Each entry covers only what its evidence shows. The judges' tests fail when an entry is no
 * longer needed.
 */
export const DEVIATIONS: readonly Deviation[] = [
	{
		name: 'create without associations',
		evidence:
			'Meetings guide: "You can also add an associations object"; optional in @hubspot/api-client 13.5.0 too.',
		applies: (v) =>
			isRequest(v) &&
			lacks(v, 'associations') &&
			(v.at === '' || /^\/inputs\/\d+$/.test(v.at)) &&
			v.exchange.method === 'POST',
	},
	{
		name: 'batch read without history',
		evidence:
			'Public integrations send inputs and properties only, and are answered; the document requires three lists.',
		applies: (v) =>
			isRequest(v) && template(v).endsWith('/batch/read') && lacks(v, 'propertiesWithHistory'),
	},
	{
		name: 'search with what is needed only',
		evidence:
			'All keys are optional in @hubspot/api-client 13.5.0 and in the examples of the search guide.',
		applies: (v) =>
			isRequest(v) &&
			template(v).endsWith('/search') &&
			v.at === '' &&
			lacks(v, 'after', 'filterGroups', 'limit', 'properties', 'sorts'),
	},
	{
		name: 'search filters without groups',
		evidence: 'Search guide, "search through associations": a top-level filters list.',
		applies: (v) =>
			isRequest(v) && template(v).endsWith('/search') && v.at === '' && adds(v, 'filters'),
	},
	{
		name: 'search sort as an object',
		evidence:
			'Search guide: {"propertyName": ..., "direction": "DESCENDING"}; the document has strings.',
		applies: (v) =>
			isRequest(v) &&
			/^\/sorts\/\d+$/.test(v.at) &&
			typeof v.value === 'object' &&
			Object.keys(v.value ?? {}).every((key) => key === 'propertyName' || key === 'direction'),
	},
	{
		name: 'search after as a number',
		evidence: 'Search guide: the offset may be sent as a number; the document has a string.',
		applies: (v) => isRequest(v) && v.at === '/after' && typeof v.value === 'number',
	},
	{
		name: 'record id as a number in a request',
		evidence:
			'Meetings guide: "associations": [{"to": {"id": 101}, ...}]; the document has a string.',
		applies: (v) => isRequest(v) && /\/(to|from)\/id$/.test(v.at) && typeof v.value === 'number',
	},
	{
		name: 'property value as a number in a request',
		evidence: 'Guide on pinning: {"properties": {"hs_pinned_engagement_id": 123456789}}.',
		applies: (v) =>
			isRequest(v) && /\/properties\/[^/]+$/.test(v.at) && typeof v.value === 'number',
	},
	{
		name: 'owner id beyond 32 bits',
		evidence:
			'Meetings guide: owner 11349275740, which the int32 of the owners document cannot hold.',
		applies: (v) => v.at === ' {ownerId}' && Number.isSafeInteger(v.value),
	},
	{
		name: 'null for an empty property',
		evidence:
			'Meetings guide: a property without value "will be returned as null"; only 2026-09 says nullable.',
		applies: (v) => v.side === 'response' && /\/properties\/[^/]+$/.test(v.at) && v.value === null,
	},
	{
		name: 'status in an error',
		evidence: 'Error guide and every recorded error: "status": "error" beside the documented keys.',
		applies: (v) => isFailure(v) && v.at === '' && adds(v, 'status'),
	},
	{
		name: 'error without category',
		evidence:
			'Recorded 404 "resource not found", unreadable JSON, and the documented 429 carry none.',
		applies: (v) =>
			isFailure(v) &&
			[400, 404, 429].includes(v.exchange.status) &&
			v.at === '' &&
			lacks(v, 'category'),
	},
	{
		name: 'policy in a 429',
		evidence: 'Usage guidelines: errorType, policyName and requestId in the body of a 429.',
		applies: (v) =>
			isFailure(v) &&
			v.exchange.status === 429 &&
			v.at === '' &&
			adds(v, 'errorType', 'policyName', 'requestId'),
	},
	{
		name: 'partial error in a batch',
		evidence: 'Error guide and recorded 207s: errors without id, links, errors or context.',
		applies: (v) =>
			v.side === 'response' &&
			/^\/errors\/\d+$/.test(v.at) &&
			lacks(v, 'errors', 'links', 'context'),
	},
	{
		name: 'sub-category of a partial error as text',
		evidence:
			'Recorded 207s of associations batch read: "crm.associations.NO_ASSOCIATIONS_FOUND"; the document has an object.',
		applies: (v) =>
			v.side === 'response' &&
			/^\/errors\/\d+\/subCategory$/.test(v.at) &&
			typeof v.value === 'string',
	},
	{
		name: 'record id as a number in an association',
		evidence:
			'Associations v4 guide: ids of records are numbers in its example answers; the document has strings.',
		applies: (v) =>
			v.side === 'response' &&
			/\/associations?\//.test(template(v)) &&
			/\/(toObjectId|fromObjectId|(to|from)\/id)$/.test(v.at) &&
			typeof v.value === 'number',
	},
	{
		name: 'association type without label',
		evidence:
			'Associations v4 guide: {"category": "HUBSPOT_DEFINED", "typeId": 200, "label": null}.',
		applies: (v) =>
			v.side === 'response' &&
			/^\/crm\/(associations\/)?v4\//.test(v.exchange.path) &&
			v.at.endsWith('/label') &&
			v.value === null,
	},
	{
		name: 'scopes of other object types in 2026-09',
		evidence:
			'Its generic paths are at hand in the documents of meetings and contacts alone, with their scopes only.',
		applies: (v) =>
			v.keyword === 'scope' &&
			template(v).startsWith('/crm/objects/2026-09/{objectType}') &&
			!/\/(meetings?|contacts?|0-47|0-1)(\/|\?|$)/.test(v.exchange.path),
	},
	{
		name: 'guests of a booking',
		evidence:
			'Public integrations send guestEmails and HubSpot invites them; only the answer has them in the documents.',
		applies: (v) =>
			isRequest(v) &&
			template(v).endsWith('/meeting-links/book') &&
			v.at === '' &&
			adds(v, 'guestEmails'),
	},
	{
		name: 'scheduling times beyond 32 bits in 2026-09',
		evidence:
			'Its document has int32 for milliseconds since the epoch, which v3 and 2026-03 have as int64.',
		applies: (v) =>
			v.side === 'response' &&
			v.keyword === 'format' &&
			template(v).startsWith('/scheduler/2026-09/') &&
			/\/(startMillisUtc|endMillisUtc|start|end)$/.test(v.at) &&
			Number.isSafeInteger(v.value),
	},
];

/** Paths of the guides and the official client that differ from the paths in the documents. */
export const REWRITES: readonly Rewrite[] = [
	{
		name: 'v3 associations of a record, by the Appointments document',
		evidence:
			'Meetings guide (PUT and DELETE .../associations/...); the documents of v3 keep it for Appointments only.',
		readAs: (_method, path) =>
			path.includes('/associations/') && path.startsWith('/crm/v3/objects/')
				? path.replace('/crm/v3/objects/', '/crm/objects/v3/')
				: undefined,
	},
	{
		name: 'labels under /crm/v4',
		evidence:
			'Associations v4 guide and @hubspot/api-client 13.5.0; the document says /crm/associations/v4.',
		readAs: (_method, path) =>
			path.startsWith('/crm/v4/associations/')
				? path.replace('/crm/v4/associations/', '/crm/associations/v4/')
				: undefined,
	},
	{
		name: 'association list of 2026-09, by 2026-03',
		evidence: 'The 2026-09 associations guide reads it; the 2026-09 document leaves it out.',
		readAs: (method, path) =>
			method === 'GET' && /^\/crm\/objects\/2026-09\/[^/]+\/[^/]+\/associations\/[^/]+$/.test(path)
				? path.replace('2026-09', '2026-03')
				: undefined,
	},
	{
		name: 'account details in dated versions, by v3',
		evidence:
			'The overview of the dated versions moves every path alike; only the v3 document is at hand.',
		readAs: (_method, path) =>
			/^\/account-info\/20\d\d-\d\d\/details$/.test(path) ? '/account-info/v3/details' : undefined,
	},
	{
		name: 'files of 2026-09, by 2026-03',
		evidence:
			'Upload, search and signed addresses were seen to work under 2026-09; only the documents of v3 and 2026-03 are at hand.',
		readAs: (_method, path) =>
			path.startsWith('/files/2026-09/') ? path.replace('2026-09', '2026-03') : undefined,
	},
];

/** Paths that no available document describes in any form. */
export const UNJUDGED: readonly Unjudged[] = [
	{
		name: 'association types of v3',
		evidence: '@hubspot/api-client 13.5.0, crm/associations/schema TypesApi.getAll.',
		path: /^\/crm\/v3\/associations\/[^/]+\/[^/]+\/types$/,
	},
	{
		name: 'custom object schemas',
		evidence:
			'@hubspot/api-client 13.5.0, crm/schemas CoreApi; the guides have them under /crm/v3 as well.',
		path: /^\/(crm\/v3|crm-object-schemas\/[^/]+|crm\/object-schemas\/[^/]+)\/schemas(\/|$)/,
	},
	{
		name: 'pipelines',
		evidence: '@hubspot/api-client 13.5.0, crm/pipelines PipelinesApi.',
		path: /^\/crm\/(v3\/pipelines|pipelines\/[^/]+)\//,
	},
	{
		name: 'engagements of v1',
		evidence:
			"n8n's built-in HubSpot node creates meetings by them; HubSpot documents them no more.",
		path: /^\/engagements\/v1\/engagements(\/|$)/,
	},
];
