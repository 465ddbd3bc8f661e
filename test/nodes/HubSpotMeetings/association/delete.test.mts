import type { IDataObject } from 'n8n-workflow';

import { run, type RunOptions } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';
import { labelsOf, sent } from '../../../support/links.mts';
import { API_VERSION } from '../../../support/versions.mts';

/** The first meeting of the seed, with contacts 101 and 102. Contact 102 has the label "Decision maker". */
const INTRO = '17612479134';
const INSTALLATION = '2-34567890';

const hubspot = emulatorForTests();

const remove = async (parameters: IDataObject, more: Partial<RunOptions> = {}) =>
	await run({
		parameters: {
			resource: 'association',
			operation: 'delete',
			meetingId: INTRO,
			objectType: 'contacts',
			...parameters,
		},
		credentials: credentialsOf(hubspot.current),
		...more,
	});

const labels = (type: string, id: number) =>
	labelsOf(hubspot.current, { meeting: INTRO, type, id });

const labelMore = () => {
	const { account } = hubspot.current;
	const types = account.associations.between('0-47', '0-1');
	account.associate(account.record('meetings', Number(INTRO)), account.record('contacts', 102), [
		...types,
	]);
};

test('the whole association of a single record is removed with one DELETE request', async () => {
	const { json, error } = await remove({ records: '102' });
	expect(error).toBeUndefined();
	expect(json).toEqual([
		{
			deleted: true,
			meetingId: INTRO,
			objectType: 'contacts',
			records: ['102'],
			removed: 'link',
		},
	]);
	expect(labels('contacts', 102)).toEqual([]);
	expect(sent(hubspot.current)).toHaveLength(1);
	expect(sent(hubspot.current)[0]).toMatch(/^DELETE .*\/associations\/contacts\/102$/);
});

test('several items are removed in one request, and a repeated record in a second one', async () => {
	const { json } = await remove(
		{ records: '={{ $json.contact }}' },
		{ items: [{ contact: '101, ada.fischer@nordhafen.example' }, { contact: 102 }] },
	);
	expect(json.map(({ records }) => records)).toEqual([['101', '102'], ['102']]);
	expect(labels('contacts', 101)).toEqual([]);
	expect(labels('contacts', 102)).toEqual([]);
	const archives = sent(hubspot.current).filter((line) => line.includes('archive'));
	// Contact 102 is in both items, and HubSpot accepts each pair only once per request.
	expect(archives.length + sent(hubspot.current).filter((l) => /^DELETE/.test(l)).length).toBe(2);
});

test.each([
	['a label given by name is removed', { by: 'label', labels: 'decision maker' }],
	['a label picked from the list is removed', { by: 'label', labels: ['Decision maker'] }],
])('%s', async (_, parameters) => {
	labelMore();
	const { json, error } = await remove({ records: '102', ...parameters });
	expect(error).toBeUndefined();
	expect(json[0].removed).toEqual([expect.stringMatching(/^USER_DEFINED=\d+$/)]);
	expect(labels('contacts', 102)).toEqual([null, 'Guest of']);
});

test.each([
	[1, ['HUBSPOT_DEFINED:200']],
	[2, ['HUBSPOT_DEFINED:200']],
	[1, 'No label'],
])("'No label', picked or typed, removes the whole association (%i items)", async (n, given) => {
	labelMore();
	const { error } = await remove(
		{ by: 'label', labels: given, records: '={{ $json.contact }}' },
		{ items: [{ contact: 102 }, { contact: 101 }].slice(0, n) },
	);
	expect(error).toBeUndefined();
	expect(labels('contacts', 102)).toEqual([]);
});

test('the default type ID 200 removes the whole association, labels included', async () => {
	const { json } = await remove({ by: 'typeId', typeId: '200', records: '102' });
	expect(json[0].removed).toEqual(['HUBSPOT_DEFINED=200']);
	expect(labels('contacts', 102)).toEqual([]);
	expect(sent(hubspot.current)).toEqual([
		API_VERSION === 'v3'
			? `DELETE /crm/v3/objects/meetings/${INTRO}/associations/contacts/102/200`
			: `POST /crm/associations/${API_VERSION}/meetings/contacts/batch/labels/archive`,
	]);
});

test('one type for several items is removed with one request', async () => {
	await remove(
		{ by: 'typeId', typeId: '200', records: '={{ $json.contact }}' },
		{ items: [{ contact: 101 }, { contact: 102 }] },
	);
	expect(labels('contacts', 101)).toEqual([]);
	expect(labels('contacts', 102)).toEqual([]);
	expect(sent(hubspot.current)).toHaveLength(1);
});

test('a custom object loses its label, then the whole association', async () => {
	const { account } = hubspot.current;
	account.associate(
		account.record('meetings', Number(INTRO)),
		account.record(INSTALLATION, 9003),
		account.associations.between('0-47', INSTALLATION),
	);
	await remove({ objectType: INSTALLATION, by: 'label', labels: 'Inspected', records: '9003' });
	expect(labels(INSTALLATION, 9003)).toEqual([null]);
	await remove({ objectType: INSTALLATION, records: '9003' });
	expect(labels(INSTALLATION, 9003)).toEqual([]);
});

test.each([
	[1, INTRO, '105'],
	[2, INTRO, '105'],
	[1, '4711', '101'],
	[2, '4711', '101'],
])(
	'an association that does not exist is not an error: %i items, meeting %s',
	async (count, meetingId, records) => {
		const { json, error } = await remove(
			{ meetingId, records },
			{ items: Array.from({ length: count }, () => ({})) },
		);
		expect(error).toBeUndefined();
		expect(json).toHaveLength(count);
	},
);

test.each([
	[{ records: '={{ $json.nothing }}' }, /^'Records' are empty/],
	[{ records: '102', meetingId: '={{ $json.nothing }}' }, /^'Meeting' is empty/],
	[{ records: '102', by: 'label' }, /^'Labels' are empty/],
	[{ records: '102', by: 'label', labels: 'Foe' }, /'Foe' is not an association type or label/],
	[{ records: 'nobody@example.com' }, /HubSpot has no record for nobody@example\.com/],
])('%j is refused and removes nothing', async (parameters, message) => {
	const { error } = await remove(parameters);
	expect(error?.message).toMatch(message);
	expect(labels('contacts', 102)).toEqual([null, 'Decision maker']);
	expect(labels('contacts', 101)).toEqual([null]);
});
