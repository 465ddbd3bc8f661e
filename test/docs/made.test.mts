import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';
import 'reflect-metadata';
import { loadOutputSchema } from 'n8n-core';
import type { IDataObject } from 'n8n-workflow';

import { OPERATION_EXAMPLES } from '../../scripts/docs/examples.mts';
import { FOLDER, madeFiles, operationNames } from '../../scripts/docs/pages.mts';
import { runExamples } from '../../scripts/docs/run.mts';
import { SCHEMAS, type Schema } from '../../scripts/docs/schemas.mts';

const ROOT = join(__dirname, '..', '..');

/** The same schema, but it rejects keys that it does not describe. */
function closed({ properties, items, ...rest }: Schema): object {
	const keys = Object.entries(properties ?? {}).map(([key, each]) => [key, closed(each)]);
	return {
		...(properties && { additionalProperties: false, properties: Object.fromEntries(keys) }),
		...(items && { items: closed(items) }),
		...rest,
	};
}

let outputs: Map<string, IDataObject[]>;
let made: Map<string, string>;

beforeAll(async () => {
	const outcomes = await runExamples();
	made = madeFiles(outcomes);
	outputs = new Map([...outcomes].map(([name, all]) => [name, all.flatMap(({ json }) => json)]));
}, 180_000);

test('each operation has an example and a schema, and there are no others', () => {
	const names = operationNames().sort();
	expect(OPERATION_EXAMPLES.map((one) => `${one.resource}/${one.operation}`).sort()).toEqual(names);
	expect(Object.keys(SCHEMAS).sort()).toEqual([...names, 'trigger'].sort());
});

describe.each(Object.keys(SCHEMAS))('the schema of %s', (name) => {
	test('describes every key of the output', () => {
		const validate = new Ajv({ allowUnionTypes: true }).compile(closed(SCHEMAS[name]));
		expect(outputs.get(name)).not.toEqual([]);
		for (const output of outputs.get(name) ?? []) {
			validate(output);
			expect(validate.errors ?? []).toEqual([]);
		}
	});

	test('has no key that never appears in the output', () => {
		const seen = new Set((outputs.get(name) ?? []).flatMap((output) => Object.keys(output)));
		const promised = Object.keys(SCHEMAS[name].properties ?? {});
		const never = promised.filter((key) => !seen.has(key));
		// The response to a write holds only the properties that were written.
		const written = ['meeting/create', 'meeting/update', 'meeting/upsert'].includes(name);
		expect(never.filter((key) => !(written && key.startsWith('h')))).toEqual([]);
	});

	test('is where n8n loads it from', () => {
		const [resource, operation] = name === 'trigger' ? [] : name.split('/');
		const node = name === 'trigger' ? 'HubSpotMeetingsTrigger' : 'HubSpotMeetings';
		const nodeDir = join(ROOT, 'nodes', node);
		const found = loadOutputSchema({ nodeDir, version: 1, resource, operation });
		expect(found).toEqual(SCHEMAS[name]);
	});
});

test('the pages match the output of `npm run docs`', () => {
	const stale = [...made].filter(([path, text]) => {
		const file = join(ROOT, path);
		return !existsSync(file) || readFileSync(file, 'utf8') !== text;
	});
	expect(stale.map(([path]) => path)).toEqual([]);
	const pages = readdirSync(join(ROOT, FOLDER)).map((page) => `${FOLDER}/${page}`);
	expect(pages.filter((page) => !made.has(page))).toEqual([]);
});
