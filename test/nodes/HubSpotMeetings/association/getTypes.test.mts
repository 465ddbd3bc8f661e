import type { IDataObject } from 'n8n-workflow';

import { DEFAULT_ASSOCIATIONS } from '../../../../nodes/hubspot/associationTypes';
import { run } from '../../../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../../../support/hubspot.mts';

const hubspot = emulatorForTests();

const getTypes = async (parameters: IDataObject, items?: IDataObject[]) =>
	await run({
		parameters: { resource: 'association', operation: 'getTypes', ...parameters },
		credentials: credentialsOf(hubspot.current),
		items,
	});

test('the default type and the labels, from meetings to contacts', async () => {
	const { json, error } = await getTypes({});
	expect(error).toBeUndefined();
	expect(json[0]).toEqual({
		typeId: 200,
		category: 'HUBSPOT_DEFINED',
		label: null,
		isDefault: true,
		fromObjectType: 'meetings',
		toObjectType: 'contacts',
	});
	expect(json.map(({ label }) => label)).toEqual([null, 'Decision maker', 'Guest of']);
});

test('the other direction has ids of its own', async () => {
	const { json } = await getTypes({ fromObjectType: 'contact', toObjectType: '0-47' });
	expect(json.map(({ typeId, label }) => [typeId, label])).toEqual([
		[199, null],
		[expect.any(Number), 'Decision maker'],
		[expect.any(Number), 'Hosted'],
	]);
});

test('the built-in ids are those that the account has', async () => {
	const pairs = DEFAULT_ASSOCIATIONS.map(({ from, to }) => ({ from, to }));
	const { json } = await getTypes(
		{ fromObjectType: '={{ $json.from }}', toObjectType: '={{ $json.to }}' },
		pairs,
	);
	const defaults = json.filter(({ isDefault }) => isDefault);
	expect(
		defaults.map(({ fromObjectType, toObjectType, typeId }) => ({
			from: fromObjectType,
			to: toObjectType,
			typeId,
		})),
	).toEqual(DEFAULT_ASSOCIATIONS.map(({ from, to, typeId }) => ({ from, to, typeId })));
});

test('a custom object', async () => {
	const { json } = await getTypes({ toObjectType: '2-34567890' });
	expect(json.map(({ category, label }) => [category, label])).toEqual([
		['USER_DEFINED', null],
		['USER_DEFINED', 'Inspected'],
	]);
});

test('many items that ask the same are one request', async () => {
	await getTypes({}, [{}, {}, {}]);
	expect(hubspot.current.requests).toHaveLength(1);
});

test.each([
	[{ toObjectType: 'spaceships' }, /HubSpot has no object type spaceships/],
	[{ toObjectType: '../contacts' }, /'\.\.\/contacts' is not an object type/],
	[{ toObjectType: '={{ $json.nothing }}' }, /'To Object Type' is empty/],
])('%j', async (parameters, message) => {
	const { error } = await getTypes(parameters);
	expect(error?.message).toMatch(message);
});
