import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';

import { HubSpotMeetings } from '../../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { OPERATION_EXAMPLES } from '../../../scripts/docs/examples.mts';
import { run } from '../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { VERSIONS } from '../../support/versions.mts';

const hubspot = emulatorForTests();

/** What each operation declares, by `resource operation`. */
const DECLARED = new HubSpotMeetings().description.properties
	.filter(({ name }) => name === 'operation')
	.flatMap(({ displayOptions, options = [] }) =>
		(options as INodePropertyOptions[]).map(({ value, routing }) => ({
			name: `${String(displayOptions?.show?.resource?.[0])} ${String(value)}`,
			method: String(routing?.request?.method),
			url: String(routing?.request?.url),
		})),
	);

/** Examples that do more than the usual: these do that. */
const USUAL: Record<string, IDataObject> = {
	'association create': { meetingId: '17612479134', objectType: 'contacts', records: '105' },
};

/** v3 has a path with the type in it, which the dated versions don't have. */
const OF_V3: Record<string, string> = {
	'association create':
		'PUT /objects/meetings/{meetingId}/associations/{toObjectType}/{toObjectId}/{associationTypeId}',
};

/** The paths that a declared URL means in a version of HubSpot's API: literals from HubSpot's documents. */
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

describe.each(VERSIONS)('%s', (version) => {
	test.each(DECLARED)('$name sends what it declares', async ({ name, method, url }) => {
		const example = OPERATION_EXAMPLES.find((one) => `${one.resource} ${one.operation}` === name);
		const { resource, operation, parameters, item, binary } = example!;
		const { error } = await run({
			parameters: { resource, operation, ...(USUAL[name] ?? parameters) },
			items: [item],
			...(binary && { binary: [binary] }),
			credentials: credentialsOf(hubspot.current, { apiVersion: version }),
		});
		expect(error).toBeUndefined();
		const sent = hubspot.current.requests.map((one) => `${one.method} ${one.path.split('?')[0]}`);
		const request = (version === 'v3' && OF_V3[name]) || `${method} ${url}`;
		expect(sent).toContainEqual(expect.stringMatching(meant(request, version)));
	});
});
