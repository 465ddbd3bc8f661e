import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { HubSpotMeetings } from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { OPERATION_EXAMPLES } from '../../../scripts/docs/examples.mts';
import { run } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { VERSIONS } from '../../support/versions.mts';

const hubspot = emulatorForTests();

/** The request that each operation declares, with `resource operation` as its name. */
const DECLARED = new HubSpotMeetings().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		(options as INodePropertyOptions[]).map(({ value, routing }) => ({
			name: `${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
			method: String(routing?.request?.method),
			url: String(routing?.request?.url),
		})),
	);

/** Parameters of operations whose example in the docs needs lookups that a plain item does not. */
const PLAIN: Record<string, IDataObject> = {
	'association create': { meetingId: '17612479134', objectType: 'contacts', records: '105' },
	'meeting get': { meetingId: '17612479134' },
	'meeting getAllOfRecord': { objectType: 'contacts', recordId: '101' },
	'meeting search': {},
};

/** Operations that read something before their main request: the IDs of a meeting's files, or the durations of a page. */
const READ_BEFORE = ['attachment download', 'schedulingPage getAvailability'];

interface Sent {
	method: string;
	path: string;
}

const isRead = ({ method, path }: Sent) =>
	method === 'GET' || /\/(?:batch\/read|search)$/.test(path);

/** The main request of an operation: the write if there is one, or else the list or read. */
function mainRequest(name: string, sent: readonly Sent[]): string {
	const reads = sent.filter(isRead);
	const main =
		sent.find((request) => !isRead(request)) ?? reads[READ_BEFORE.includes(name) ? 1 : 0];
	return `${main.method} ${main.path}`;
}

/** In v3, the path contains the association type ID. The dated versions have no such path. */
const OF_V3: Record<string, string> = {
	'association create':
		'PUT /objects/meetings/{meetingId}/associations/{toObjectType}/{toObjectId}/{associationTypeId}',
};

/** Matches the requests that a declared URL stands for in one API version. The paths are literals from HubSpot's documents. */
function meant(request: string, version: string): RegExp {
	const isDated = version !== 'v3';
	const bases: Record<string, string> = {
		objects: isDated ? `/crm/objects/${version}` : '/crm/v[34]/objects',
		associations: isDated ? `/crm/associations/${version}` : '/crm/v4/associations',
		files: `/files/${version}/files`,
		scheduler: `/scheduler/${isDated ? version : '2026-03'}`,
	};
	const path = request.replace(/ \/(\w+)/, (_, base: string) => ` ${bases[base]}`);
	return new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
}

describe.each(VERSIONS)('API version %s', (version) => {
	test.each(DECLARED)(
		'$name: the main request for a single item is the declared one',
		async (declared) => {
			const { name, method, url } = declared;
			const example = OPERATION_EXAMPLES.find((one) => `${one.resource} ${one.operation}` === name);
			if (!example) throw new Error(`${name} has no example in scripts/docs/examples.mts`);
			const { resource, operation, parameters, item, binary } = example;
			const { error } = await run({
				parameters: { resource, operation, ...(PLAIN[name] ?? parameters) },
				items: [item],
				...(binary && { binary: [binary] }),
				credentials: credentialsOf(hubspot.current, { apiVersion: version }),
			});
			expect(error).toBeUndefined();
			const sent = hubspot.current.requests.map((one) => ({
				method: one.method,
				path: one.path.split('?')[0],
			}));
			const request = (version === 'v3' && OF_V3[name]) || `${method} ${url}`;
			expect(mainRequest(name, sent)).toMatch(meant(request, version));
		},
	);
});
