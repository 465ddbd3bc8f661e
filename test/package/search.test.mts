import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodePropertyOptions, INodeType } from 'n8n-workflow';

import { HubSpotMeetings } from '../../nodes/HubSpotMeetings/HubSpotMeetings.node.ts';
import { HubSpotMeetingsTrigger } from '../../nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node.ts';
import { COMMON_WORDS, SEARCH_WORDS } from '../support/searchWords.mts';

interface Codex {
	node: string;
	alias: string[];
	categories: string[];
}

const codexOf = (name: string) =>
	JSON.parse(
		readFileSync(join(process.cwd(), 'nodes', name, `${name}.node.json`), 'utf8'),
	) as Codex;

const node = codexOf('HubSpotMeetings');
const { description } = new HubSpotMeetings();

const optionsOf = (name: string) =>
	description.properties
		.filter((one) => one.name === name)
		.flatMap(({ options }) => options as INodePropertyOptions[]);

test('every resource is found by common search words (test:e2e tries them in the real panel)', () => {
	expect(Object.keys(SEARCH_WORDS).sort()).toEqual(
		optionsOf('resource')
			.map(({ value }) => value)
			.sort(),
	);
	const texts = [
		description.displayName,
		...node.alias,
		...optionsOf('operation').map(({ action }) => action ?? ''),
	].map((text) => text.toLowerCase());
	const words = [...Object.values(SEARCH_WORDS).flat(), ...COMMON_WORDS];
	expect(words.filter((word) => !texts.some((text) => text.includes(word)))).toEqual([]);
});

test.each([['HubSpotMeetings'], ['HubSpotMeetingsTrigger']])(
	'the search aliases of %s are unique and sorted',
	(name) => {
		const { alias, categories } = codexOf(name);
		const sorted = [...new Set(alias)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
		expect(alias).toEqual(sorted);
		expect(categories).toContain('Sales');
	},
);

/** All values of the key `builderHint` in a description. */
function hintsIn(value: unknown): object[] {
	if (typeof value !== 'object' || value === null) return [];
	const { builderHint, ...others } = value as { builderHint?: object };
	return [...(builderHint ? [builderHint] : []), ...Object.values(others).flatMap(hintsIn)];
}

const TYPES: INodeType[] = [new HubSpotMeetings(), new HubSpotMeetingsTrigger()];

test.each(TYPES)("n8n's workflow builder gets hints about $description.name", (type) => {
	const { builderHint } = type.description;
	expect(builderHint?.searchHint?.length).toBeGreaterThan(80);
	const related = builderHint?.relatedNodes?.map(({ nodeType }) => nodeType) ?? [];
	const ours = related.filter((name) => name.startsWith('n8n-nodes-hubspot-meetings.'));
	const known = ['HubSpotMeetings', 'HubSpotMeetingsTrigger'].map((name) => codexOf(name).node);
	expect(known).toEqual(expect.arrayContaining(ours));
	expect(ours).toHaveLength(1);
	const texts = hintsIn(type.description).map((hint) => JSON.stringify(hint));
	// The workflow builder copies expressions from hints into workflows unchanged.
	expect(texts.filter((text) => text.includes('{{'))).toEqual([]);
});

test('hints for single fields name only existing fields and values', () => {
	const hints = hintsIn(description.properties)
		.map((hint) => (hint as { propertyHint?: string }).propertyHint)
		.filter((hint) => hint !== undefined);
	expect(hints.length).toBeGreaterThan(6);
	const values = JSON.stringify(description.properties);
	const named = hints.flatMap((hint) => [...hint.matchAll(/'(\w+)'/g)].map(([, name]) => name));
	expect(named.filter((name) => !values.includes(`"${name}"`))).toEqual([]);
});
