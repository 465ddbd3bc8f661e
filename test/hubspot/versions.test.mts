import { InputError } from '../../nodes/common/input';
import { defaultAssociationTypeId } from '../../nodes/hubspot/associationTypes';
import { API_VERSIONS, paths, segment, toApiVersion } from '../../nodes/hubspot/versions';
import { describeJudged } from '../support/openapi.mts';
import { documents, matches, routes, segmentsOf } from '../support/openapi/documents.mts';

const VERSIONS = Object.keys(API_VERSIONS) as Array<keyof typeof API_VERSIONS>;

it.each([
	['', '2026-09'],
	[undefined, '2026-09'],
	[' v3 ', 'v3'],
])('API version %p is read as %s', (given, version) => {
	expect(toApiVersion(given)).toBe(version);
});
it('an unknown API version is refused with the list of versions', () => {
	expect(() => toApiVersion('v4')).toThrow('Choose one of v3, 2026-03, 2026-09');
});

it('path segments are encoded; empty and relative ones are refused', () => {
	const { record, search, defaultAssociation, typedAssociation } = paths('v3');
	expect(record('meetings', 'a/b?c')).toBe('/crm/v3/objects/meetings/a%2Fb%3Fc');
	expect(search('p42_cars')).toBe('/crm/v3/objects/p42_cars/search');
	expect(defaultAssociation('meetings', '1', 'contacts', '2')).toBe(
		'/crm/v4/objects/meetings/1/associations/default/contacts/2',
	);
	expect(typedAssociation('meetings', '1', 'contacts', '2', 200)).toBe(
		'/crm/v3/objects/meetings/1/associations/contacts/2/200',
	);
	expect(paths('2026-09').typedAssociation('meetings', '1', 'contacts', '2', 200)).toBeUndefined();
	for (const odd of ['', '  ', '.', '..', ' .. ']) expect(() => segment(odd)).toThrow(InputError);
	expect(() => record('meetings', '')).toThrow(InputError);
});

it.each([
	['v3', '2026-03', 'v3'],
	['2026-03', '2026-03', '2026-03'],
	['2026-09', '2026-09', '2026-09'],
] as const)(
	'API version %s uses version %s of the scheduler and version %s of files',
	(version, scheduler, files) => {
		const p = paths(version);
		expect(p.scheduler.page('team/intro')).toBe(
			`/scheduler/${scheduler}/meetings/meeting-links/book/team%2Fintro`,
		);
		expect(p.files.signedUrl('12/3')).toBe(`/files/${files}/files/12%2F3/signed-url`);
		expect(() => p.scheduler.availability('')).toThrow(InputError);
	},
);

const routesOfHubSpot = routes(documents());
/** Paths that HubSpot's guides describe, but the available OpenAPI documents do not. */
const ELSEWHERE = [
	'schemas',
	'schema',
	'typedAssociation',
	// The OpenAPI document has /crm/associations/v4/…. The guide and the official client use /crm/v4/associations/….
	'associationLabels v3',
	// The OpenAPI document of files for 2026-09 is not available here.
	'upload 2026-09',
	'file 2026-09',
	'signedUrl 2026-09',
];

describeJudged("the paths are in HubSpot's OpenAPI documents", () => {
	describe.each(VERSIONS)('%s', (version) => {
		const p = paths(version);
		const calls: Array<[name: string, methods: string[], path: string | undefined]> = [
			['records', ['GET', 'POST'], p.records('meetings')],
			['record', ['GET', 'PATCH', 'DELETE'], p.record('meetings', '1')],
			...(['create', 'read', 'update', 'upsert', 'archive'] as const).map(
				(verb): [string, string[], string] => [
					`batch ${verb}`,
					['POST'],
					p.batch('meetings', verb),
				],
			),
			['search', ['POST'], p.search('contacts')],
			['properties', ['GET'], p.properties('meetings')],
			['property', ['GET'], p.property('meetings', 'hs_timestamp')],
			['owners', ['GET'], p.owners()],
			['schemas', ['GET'], p.schemas()],
			['schema', ['GET'], p.schema('2-1')],
			['association', ['PUT', 'DELETE'], p.association('meetings', '1', 'contacts', '2')],
			['defaultAssociation', ['PUT'], p.defaultAssociation('meetings', '1', 'contacts', '2')],
			...(['read', 'create', 'associate/default', 'archive', 'labels/archive'] as const).map(
				(verb): [string, string[], string] => [
					`associationBatch ${verb}`,
					['POST'],
					p.associationBatch('meetings', 'contacts', verb),
				],
			),
			['associationLabels', ['GET'], p.associationLabels('meetings', 'contacts')],
			['schedulingPages', ['GET'], p.scheduler.pages()],
			['schedulingPage', ['GET'], p.scheduler.page('team/intro')],
			['availability', ['GET'], p.scheduler.availability('team/intro')],
			['book', ['POST'], p.scheduler.book()],
			['calendar', ['POST'], p.scheduler.calendar()],
			['upload', ['POST'], p.files.upload()],
			['file', ['GET', 'DELETE'], p.files.file('1')],
			['signedUrl', ['GET'], p.files.signedUrl('1')],
			['typedAssociation', ['PUT'], p.typedAssociation('meetings', '1', 'contacts', '2', 200)],
		];
		const known = ([name]: (typeof calls)[number]) =>
			!ELSEWHERE.includes(name) && !ELSEWHERE.includes(`${name} ${version}`);

		it.each(calls.filter(known))('%s', (_, methods, path) => {
			const segments = segmentsOf(path ?? '');
			for (const method of methods) {
				const found = routesOfHubSpot.some(
					(route) => route.method === method && matches(route.segments, segments),
				);
				expect(`${method} ${path}: ${found}`).toBe(`${method} ${path}: true`);
			}
		});
		it('the paths that are listed as missing from the documents are missing there', () => {
			for (const call of calls.filter((each) => !known(each))) {
				const [, methods, path] = call;
				if (path === undefined || call[0] === 'typedAssociation') continue;
				const segments = segmentsOf(path);
				const found = routesOfHubSpot.some(
					(route) => methods.includes(route.method) && matches(route.segments, segments),
				);
				expect(`${path}: ${found}`).toBe(`${path}: false`);
			}
		});
	});
});

it('the default association type from meetings to contacts is 200', () => {
	expect(defaultAssociationTypeId('meeting', 'Contact')).toBe(200);
});
