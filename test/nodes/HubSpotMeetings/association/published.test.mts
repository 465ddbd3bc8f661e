import type { IDataObject } from 'n8n-workflow';

import { run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { sent } from '../../../support/links.mts';
import { loadOptions } from '../../../support/picker.mts';
import { api } from '../../../support/versions.mts';

/**
 * Endpoints that HubSpot's documents describe only for some versions: 2026-09 has no list of a single record's associations,
 * and v4 documents the labels at two URLs. jest runs this file once for each version, and all versions must work.
 */

const INTRO = '17612479134';
const LABELS = `GET ${api.associations}/meetings/contacts/labels`;
const LIST = `POST ${api.associations}/meetings/contacts/batch/read`;

const hubspot = emulatorForTests();

const ask = async (operation: string, parameters: IDataObject, count = 1) =>
	await run({
		parameters: {
			resource: 'association',
			operation,
			...(operation !== 'getTypes' && { meetingId: INTRO, objectType: 'contacts' }),
			...parameters,
		},
		items: Array.from({ length: count }, () => ({})),
		credentials: credentialsOf(hubspot.current),
	});

test.each([1, 3])(
	'Get Many: the associated records are read from the batch endpoint (%i items)',
	async (count) => {
		const { json, error } = await ask('getAll', {}, count);
		expect(error).toBeUndefined();
		expect(json.map(({ id }) => id)).toEqual(Array(count).fill(['101', '102']).flat());
		expect(sent(hubspot.current)).toEqual([LIST]);
	},
);

test('Get Many of Record: the meetings are read from the batch endpoint', async () => {
	const { json, error } = await run({
		parameters: {
			resource: 'meeting',
			operation: 'getAllOfRecord',
			objectType: 'contacts',
			recordId: '101',
			returnAll: true,
		},
		credentials: credentialsOf(hubspot.current),
	});
	expect(error).toBeUndefined();
	expect(json.map(({ id }) => id)).toContain(INTRO);
	expect(sent(hubspot.current)[0]).toBe(`POST ${api.associations}/contacts/meetings/batch/read`);
});

test('Get Many Types: the labels are read from the labels endpoint', async () => {
	const { json, error } = await ask('getTypes', {});
	expect(error).toBeUndefined();
	expect(json.map(({ label }) => label)).toEqual([null, 'Decision maker', 'Guest of']);
	expect(sent(hubspot.current)).toEqual([LABELS]);
});

test('the list of labels in the editor is read from the labels endpoint', async () => {
	const parameters = { resource: 'association', operation: 'create', objectType: 'contacts' };
	const credentials = credentialsOf(hubspot.current);
	const options = await loadOptions('getAssociationTypes', { parameters, credentials });
	expect(options.map(({ name }) => name.replace(/ \(\d+\)$/, ''))).toEqual([
		'Decision maker',
		'Guest of',
		'No label',
	]);
	expect(sent(hubspot.current)).toEqual([LABELS]);
});

test('Create and Delete: a label given by name is set and removed', async () => {
	const byName = { by: 'label', labels: 'Guest of', records: '101' };
	const labels = async () => {
		const { json } = await ask('getAll', {});
		return json.find(({ id }) => id === '101')?.labels;
	};
	expect((await ask('create', byName)).error).toBeUndefined();
	expect(sent(hubspot.current)).toContain(LABELS);
	expect(await labels()).toEqual(['Guest of']);
	expect((await ask('delete', byName)).error).toBeUndefined();
	expect(await labels()).toEqual([]);
});
