import { DEFINED, list, meeting, type Hub, type Json, type Version } from './hub.mts';

/** The response of a batch read for a record without associations (recorded: a 207 with an error, not an empty list). */
const NONE = (id: string): Json => ({
	results: [],
	numErrors: 1,
	errors: [
		{
			category: 'OBJECT_NOT_FOUND',
			subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
			context: { fromObjectId: [id] },
		},
	],
});

/** Associations as in v4: for one record, in batches, and their types and labels. */
export function driveAssociations(hub: Hub, version: Version): void {
	const type = { associationCategory: DEFINED, associationTypeId: 200 };
	const from = (id: string): string => `${version.records}/meetings/${id}/associations`;
	const pair = `${version.associations}/meetings/contacts`;
	const { associate, dissociate, partial, partialAssociate } = version.status;
	const create = async (): Promise<string> =>
		String((await hub.ok(201, 'POST', `${version.objects}/meetings`, meeting())).id);
	const label = async (): Promise<number> => {
		const labels = list(await hub.ok(200, 'GET', `${pair}/labels`));
		return Number(labels.find(({ category }) => category === 'USER_DEFINED')?.typeId);
	};

	it('associates, lists and dissociates one pair', async () => {
		const id = await create();
		await hub.ok(200, 'PUT', `${from(id)}/default/contacts/101`);
		await hub.ok(201, 'PUT', `${from(id)}/contacts/102`, [type]);
		const labelled = [
			type,
			{ associationCategory: 'USER_DEFINED', associationTypeId: await label() },
		];
		const pairOf102 = await hub.ok(201, 'PUT', `${from(id)}/contacts/102`, labelled);
		expect(list(pairOf102, 'labels').length).toBeGreaterThan(0);
		const listed = await hub.ok(200, 'GET', `${from(id)}/contacts`);
		expect(list(listed)).toHaveLength(2);
		const page = await hub.ok(200, 'GET', `${from(id)}/contacts?limit=1`);
		const after = (page.paging as { next: { after: string } }).next.after;
		await hub.ok(200, 'GET', `${from(id)}/contacts?limit=1&after=${after}`);
		await hub.ok(204, 'DELETE', `${from(id)}/contacts/102`);
		expect(list(await hub.ok(200, 'GET', `${from(id)}/contacts`))).toHaveLength(1);
	});

	it('associates from the contact to the meeting', async () => {
		const id = await create();
		await hub.ok(200, 'PUT', `${version.records}/contacts/101/associations/default/meetings/${id}`);
		const listed = await hub.ok(
			200,
			'GET',
			`${version.records}/contacts/101/associations/meetings`,
		);
		expect(list(listed).map(({ toObjectId }) => String(toObjectId))).toContain(id);
	});

	it('associates, reads and dissociates in batches', async () => {
		const [a, b] = [await create(), await create()];
		const inputs = [a, b].map((id) => ({ from: { id }, to: { id: '101' } }));
		await hub.ok(200, 'POST', `${pair}/batch/associate/default`, { inputs });
		const typed = [a, b].map((id) => ({ from: { id }, to: { id: '102' }, types: [type] }));
		await hub.ok(associate, 'POST', `${pair}/batch/create`, { inputs: typed });
		const read = await hub.ok(200, 'POST', `${pair}/batch/read`, {
			inputs: [{ id: a }, { id: b }],
		});
		expect(list(read).map((result) => list(result, 'to').length)).toEqual([2, 2]);
		const labels = typed.map((input) => ({ ...input, types: [type] }));
		await hub.ok(dissociate, 'POST', `${pair}/batch/labels/archive`, { inputs: labels });
		const archive = [{ from: { id: a }, to: [{ id: '101' }] }];
		await hub.ok(dissociate, 'POST', `${pair}/batch/archive`, { inputs: archive });
		const left = await hub.ok(partial, 'POST', `${pair}/batch/read`, { inputs: [{ id: a }] });
		expect(left).toMatchObject(NONE(a));
	});

	it('reports the pairs of a batch that it could not associate', async () => {
		const id = await create();
		const inputs = ['101', '424242'].map((to) => ({ from: { id }, to: { id: to }, types: [type] }));
		const typed = await hub.ok(partialAssociate, 'POST', `${pair}/batch/create`, { inputs });
		expect(typed).toMatchObject({ numErrors: 1 });
		const plain = inputs.map(({ from: start, to }) => ({ from: start, to }));
		const path = `${pair}/batch/associate/default`;
		expect(await hub.ok(200, 'POST', path, { inputs: plain })).toMatchObject({ numErrors: 1 });
		const listed = await hub.ok(200, 'GET', `${from(id)}/contacts`);
		expect(list(listed)).toHaveLength(1);
	});

	it('creates, updates and deletes a label', async () => {
		const name = `judged_${version.name.replace('-', '_')}`;
		const body = {
			label: `Judged ${version.name}`,
			name,
			inverseLabel: `Judged by ${version.name}`,
		};
		const made = list(await hub.ok(200, 'POST', `${pair}/labels`, body));
		const { typeId } = made[0];
		const change = { associationTypeId: typeId, label: 'Judged again' };
		await hub.ok(204, 'PUT', `${pair}/labels`, change);
		const labels = list(await hub.ok(200, 'GET', `${pair}/labels`));
		expect(labels).toContainEqual(expect.objectContaining({ typeId, label: 'Judged again' }));
		const unlabelled = labels.find((type) => type.typeId === 200);
		expect(unlabelled?.label).toBe(version.name === 'v3' ? null : undefined);
		await hub.ok(204, 'DELETE', `${pair}/labels/${typeId}`);
	});

	it('refuses an invalid type, record or limit', async () => {
		const id = await create();
		const put = async (spec: Json[]): Promise<Json> =>
			await hub.refused(400, 'PUT', `${from(id)}/contacts/101`, spec);
		await put([{ ...type, associationTypeId: 199 }]);
		await put([{ ...type, associationTypeId: 99999 }]);
		await put([]);
		const unknown = await hub.refused(400, 'PUT', `${from(id)}/contacts/424242`, [type]);
		expect(unknown).toHaveProperty('context.INVALID_OBJECT_IDS');
		await hub.refused(400, 'PUT', `${from(id)}/default/contacts/424242`);
		await hub.refused(400, 'PUT', `${from(id)}/default/foo/1`);
		await hub.refused(400, 'GET', `${from(id)}/contacts?limit=501`);
		const inputs = Array.from({ length: 1001 }, (_, i) => ({ id: String(i + 1) }));
		await hub.refused(400, 'POST', `${pair}/batch/read`, { inputs });
	});
}

/** The associations of v3, which name the type by its name or ID. */
export function driveAssociationsV3(hub: Hub): void {
	const create = async (): Promise<string> =>
		String((await hub.ok(201, 'POST', '/crm/v3/objects/meetings', meeting())).id);

	it("associates and dissociates one pair, as in HubSpot's guide", async () => {
		const id = await create();
		const one = `/crm/v3/objects/meetings/${id}/associations`;
		await hub.ok(200, 'PUT', `${one}/contacts/101/200`);
		await hub.ok(200, 'PUT', `${one}/contact/102/meeting_event_to_contact`);
		const listed = await hub.ok(200, 'GET', `${one}/contacts`);
		expect(list(listed).map((result) => result.id)).toEqual(['101', '102']);
		await hub.ok(204, 'DELETE', `${one}/contacts/101/200`);
	});

	it('associates, reads and dissociates in v3 batches', async () => {
		const id = await create();
		const pair = '/crm/v3/associations/meetings/contacts';
		const input = { from: { id }, to: { id: '101' }, type: 'meeting_event_to_contact' };
		await hub.ok(201, 'POST', `${pair}/batch/create`, { inputs: [input] });
		const half = { inputs: [input, { ...input, to: { id: '424242' } }] };
		await hub.ok(207, 'POST', `${pair}/batch/create`, half);
		const read = await hub.ok(200, 'POST', `${pair}/batch/read`, { inputs: [{ id }] });
		expect(list(read)).toHaveLength(1);
		await hub.ok(204, 'POST', `${pair}/batch/archive`, { inputs: [input] });
		const left = await hub.ok(207, 'POST', `${pair}/batch/read`, { inputs: [{ id }] });
		expect(left).toMatchObject(NONE(id));
		const types = await hub.ok(200, 'GET', `${pair}/types`);
		expect(list(types)).toContainEqual({ id: '200', name: 'meeting_event_to_contact' });
	});
}
