import {
	propertyOfKey,
	simplifier,
	simplify,
	withoutBookkeeping,
} from '../../../nodes/hubspot/values/simplify';

const record = {
	id: '101',
	properties: {
		custom: 'x',
		hs_object_id: '101',
		hs_meeting_outcome: null,
		hs_meeting_title: 'Intro meeting',
	},
	createdAt: '2026-03-23T10:00:00.000Z',
	updatedAt: '2026-03-23T11:00:00.000Z',
	archived: false,
};

it('a simplified record is flat, starts with its ID and title, and keeps every value', () => {
	expect(Object.entries(simplify(record))).toEqual([
		['id', '101'],
		['hs_meeting_title', 'Intro meeting'],
		['hs_meeting_outcome', null],
		['custom', 'x'],
		['hs_object_id', '101'],
		['createdAt', '2026-03-23T10:00:00.000Z'],
		['updatedAt', '2026-03-23T11:00:00.000Z'],
		['archived', false],
	]);
});

it('properties are returned in the given order', () => {
	expect(Object.keys(simplify(record, { order: ['custom', 'absent'] })).slice(0, 3)).toEqual([
		'id',
		'custom',
		'hs_object_id',
	]);
});

it('associations become unique IDs under the plural name of their object type', () => {
	const associations = {
		contacts: { results: [{ id: 101 }, { id: '101', type: 'label' }, { id: '102' }] },
		company: { results: [{ id: '7' }] },
		'0-3': { results: [{ id: '8' }] },
		p42_cars: { results: [] },
	};
	expect(simplify({ ...record, associations }).associations).toEqual({
		contacts: ['101', '102'],
		companies: ['7'],
		deals: ['8'],
		p42_cars: [],
	});
});

it('a property named like a key of the record gets the prefix property_', () => {
	const properties = { id: 'ext-1', url: 'https://example.com', archived: 'no', associations: 'x' };
	expect(simplify({ ...record, properties, url: 'https://app.hubspot.com/x' })).toMatchObject({
		id: '101',
		url: 'https://app.hubspot.com/x',
		archived: false,
		property_id: 'ext-1',
		property_url: 'https://example.com',
		property_archived: 'no',
		property_associations: 'x',
	});
});

it("property history, an upsert's new flag and the deletion time are kept", () => {
	const history = { hs_meeting_title: [{ value: 'a', timestamp: 't', sourceType: 'API' }] };
	expect(
		simplify({
			...record,
			new: true,
			archivedAt: 't',
			propertiesWithHistory: history,
			objectWriteTraceId: 'x',
		}),
	).toMatchObject({ new: true, archivedAt: 't', propertiesWithHistory: history });
	expect(simplify({ ...record, objectWriteTraceId: 'x' })).not.toHaveProperty('objectWriteTraceId');
});

describe('many records with one simplifier', () => {
	const history = { hs_meeting_title: [{ value: 'a', timestamp: 't', sourceType: 'API' }] };
	const others = {
		'the same keys': { ...record, id: '102', properties: { ...record.properties, custom: 'y' } },
		'another order': {
			...record,
			properties: Object.fromEntries(Object.entries(record.properties).reverse()),
		},
		'fewer properties': { ...record, properties: { custom: 'z', hs_meeting_title: null } },
		'an additional property': { ...record, properties: { ...record.properties, more: '1' } },
		'one property replaced by another': {
			...record,
			properties: { hs_object_id: '9', custom: null, hs_meeting_title: 'C', other: '1' },
		},
		'fewer keys besides the properties': { id: '103', properties: record.properties },
		'more keys besides the properties': {
			...record,
			new: true,
			archivedAt: 't',
			url: 'https://example.com',
			associations: { contacts: { results: [{ id: 7 }] } },
			propertiesWithHistory: history,
		},
		"properties named like HubSpot's own keys": { ...record, properties: { url: 'x', id: '7' } },
		'a property named like another one with its prefix': {
			...record,
			properties: { url: 'x', property_url: 'y' },
		},
		'no properties': { id: '104', properties: {} },
	};

	it.each(Object.entries(others))('are simplified as with one simplifier each: %s', (_, other) => {
		const [one, two] = [simplifier(), simplifier()];
		for (const flat of [record, record, other, record, other, other]) {
			expect(one(flat)).toEqual(simplify(flat));
		}
		for (const flat of [other, other, record, other]) expect(two(flat)).toEqual(simplify(flat));
	});

	it('become separate objects with their keys in the same order', () => {
		const flatten = simplifier();
		const [, first, second] = [record, record, { ...record, id: '102' }].map(flatten);
		first.custom = 'changed';
		expect(second.custom).toBe('x');
		expect(flatten(record).custom).toBe('x');
		expect(Object.keys(second)).toEqual(Object.keys(first));
	});
});

it('a key of the output is mapped back to its property', () => {
	expect(propertyOfKey('property_url')).toBe('url');
	expect(propertyOfKey('property_value')).toBe('property_value');
	expect(propertyOfKey('hs_meeting_title')).toBe('hs_meeting_title');
});

it("a written record leaves out HubSpot's internal properties that were not written", () => {
	const written = {
		...record,
		properties: {
			...record.properties,
			hs_object_source: 'INTEGRATION',
			hubspot_team_id: '7',
			hs_video_conference_url: 'https://example.com',
		},
	};
	expect(withoutBookkeeping(written, ['hs_video_conference_url'])).toEqual({
		...record,
		properties: { ...record.properties, hs_video_conference_url: 'https://example.com' },
	});
});
