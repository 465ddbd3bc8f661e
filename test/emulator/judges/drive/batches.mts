import { list, meeting, type Hub, type Json, type Version } from './hub.mts';

/** The batch endpoints: full success, partial success and failure. */
export function driveBatches(hub: Hub, version: Version): void {
	const batch = `${version.objects}/meetings/batch`;
	const { partial, partialCreate } = version.status;
	const create = async (count: number, properties: Json = {}): Promise<string[]> => {
		const inputs = Array.from({ length: count }, () => meeting(properties, 101));
		return list(await hub.ok(201, 'POST', `${batch}/create`, { inputs })).map(({ id }) =>
			String(id),
		);
	};
	const missing = '999999999999';

	it('creates, reads, updates and archives', async () => {
		const ids = await create(3);
		const inputs = ids.map((id) => ({ id }));
		await hub.ok(200, 'POST', `${batch}/read`, { inputs, properties: [] });
		const properties = ['hs_meeting_title', 'hs_meeting_location'];
		const read = await hub.ok(200, 'POST', `${batch}/read?archived=false`, {
			inputs,
			properties,
			propertiesWithHistory: ['hs_meeting_title'],
		});
		expect(list(read)).toHaveLength(3);
		await hub.ok(200, 'POST', `${batch}/update`, {
			inputs: ids.map((id) => ({ id, properties: { hs_meeting_title: 'Moved' } })),
		});
		await hub.ok(204, 'POST', `${batch}/archive`, { inputs });
		const gone = await hub.ok(200, 'POST', `${batch}/read?archived=true`, { inputs, properties });
		expect(list(gone)).toHaveLength(3);
	});

	it('returns the trace IDs', async () => {
		const inputs = ['a', 'b'].map((objectWriteTraceId) => ({
			...meeting(),
			objectWriteTraceId,
			associations: [],
		}));
		const { results } = await hub.ok(201, 'POST', `${batch}/create`, { inputs });
		const traces = (results as Json[]).map(({ objectWriteTraceId }) => objectWriteTraceId);
		expect(traces.sort()).toEqual(['a', 'b']);
	});

	it('reports the failed inputs of a batch with trace IDs', async () => {
		const inputs = [
			{ ...meeting(), objectWriteTraceId: 'good' },
			{ ...meeting({ hs_meeting_outcome: 'MAYBE' }), objectWriteTraceId: 'bad' },
		];
		const created = await hub.ok(partialCreate, 'POST', `${batch}/create`, { inputs });
		expect(created).toMatchObject({
			numErrors: 1,
			errors: [{ context: { objectWriteTraceId: ['bad'] } }],
		});
		const [{ id }] = list(created);
		const updated = await hub.ok(partial, 'POST', `${batch}/update`, {
			inputs: [
				{ id, properties: { hs_meeting_title: 'x' }, objectWriteTraceId: '1' },
				{ id: missing, properties: { hs_meeting_title: 'x' }, objectWriteTraceId: '2' },
			],
		});
		expect(list(updated)).toHaveLength(1);
	});

	it('reports the IDs that it could not read', async () => {
		const [id] = await create(1);
		const body = { inputs: [{ id }, { id: missing }], properties: ['hs_meeting_title'] };
		const read = await hub.ok(partial, 'POST', `${batch}/read`, body);
		expect(read).toMatchObject({ numErrors: 1, errors: [{ context: { ids: [missing] } }] });
	});

	it('creates or updates by a unique property', async () => {
		const upsert = async (id: string): Promise<Json> =>
			await hub.ok(200, 'POST', `${batch}/upsert`, {
				inputs: [{ id, idProperty: 'external_booking_id', ...meeting() }],
			});
		const id = `upsert-${version.name}`;
		expect(list(await upsert(id))[0].new).toBe(true);
		expect(list(await upsert(id))[0].new).toBe(false);
		const read = { inputs: [{ id }], idProperty: 'external_booking_id', properties: [] };
		await hub.ok(200, 'POST', `${batch}/read`, read);
		const update = { id, idProperty: 'external_booking_id', properties: { hs_meeting_title: 'x' } };
		await hub.ok(200, 'POST', `${batch}/update`, { inputs: [update] });
		const inputs = [
			{ id: `${id}-2`, idProperty: 'external_booking_id', ...meeting(), objectWriteTraceId: '1' },
			{
				id: `${id}-3`,
				idProperty: 'external_booking_id',
				...meeting({ hs_meeting_outcome: 'MAYBE' }),
				objectWriteTraceId: '2',
			},
		];
		await hub.ok(partial, 'POST', `${batch}/upsert`, { inputs });
	});

	it('pins a meeting with a batch update', async () => {
		const [id] = await create(1);
		await hub.ok(200, 'POST', `${version.objects}/contacts/batch/update`, {
			inputs: [{ id: '101', properties: { hs_pinned_engagement_id: id } }],
		});
	});

	it.each(['contacts', 'companies', 'deals', 'tickets'])('reads a batch of %s', async (type) => {
		const found = list(await hub.ok(200, 'GET', `${version.objects}/${type}?limit=5`));
		const inputs = found.map(({ id }) => ({ id }));
		await hub.ok(200, 'POST', `${version.objects}/${type}/batch/read`, { inputs, properties: [] });
	});

	it('refuses duplicate IDs, too many inputs and invalid inputs', async () => {
		const [id] = await create(1);
		const properties = { hs_meeting_title: 'x' };
		const twice = [id, id].map((same) => ({ id: same, properties }));
		const duplicates = await hub.refused(400, 'POST', `${batch}/update`, { inputs: twice });
		expect(duplicates).toMatchObject({ context: { ids: [id] } });
		const many = Array.from({ length: 101 }, (_, i) => ({ id: String(i + 1), properties }));
		await hub.refused(400, 'POST', `${batch}/update`, { inputs: many });
		await hub.refused(400, 'POST', `${batch}/read`, {
			inputs: many.slice(0, 51).map((input) => ({ id: input.id })),
			properties: [],
			propertiesWithHistory: ['hs_meeting_title'],
		});
		const untraced = [meeting(), meeting({ hs_meeting_outcome: 'MAYBE' })];
		await hub.refused(400, 'POST', `${batch}/create`, { inputs: untraced });
		await hub.refused(400, 'POST', `${batch}/upsert`, {
			inputs: [{ id: 'x', idProperty: 'hs_meeting_title', properties }],
		});
		await hub.refused(400, 'POST', `${batch}/create`, {});
	});
}
