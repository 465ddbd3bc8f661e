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

test('from meetings to contacts, the default type and the labels are returned', async () => {
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

test('from contacts to meetings, the type IDs of that direction are returned', async () => {
	const { json } = await getTypes({ fromObjectType: 'contact', toObjectType: '0-47' });
	expect(json.map(({ typeId, label }) => [typeId, label])).toEqual([
		[199, null],
		[expect.any(Number), 'Decision maker'],
		[expect.any(Number), 'Hosted'],
	]);
});

test('the type IDs built into the node are those of the account', async () => {
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

test('to a custom object, the default type and the label are returned', async () => {
	const { json } = await getTypes({ toObjectType: '2-34567890' });
	expect(json.map(({ category, label }) => [category, label])).toEqual([
		['USER_DEFINED', null],
		['USER_DEFINED', 'Inspected'],
	]);
});

test('several items with the same object types need one request', async () => {
	await getTypes({}, [{}, {}, {}]);
	expect(hubspot.current.requests).toHaveLength(1);
});

test.each([
	[{ toObjectType: 'spaceships' }, /HubSpot has no object type spaceships/],
	[{ toObjectType: '../contacts' }, /'\.\.\/contacts' is not an object type/],
	[{ toObjectType: '={{ $json.nothing }}' }, /'To Object Type' is empty/],
])('%j is refused', async (parameters, message) => {
	const { error } = await getTypes(parameters);
	expect(error?.message).toMatch(message);
});
