import { InputError } from '../../nodes/common/input';
import {
	DEFAULT_ASSOCIATIONS,
	defaultAssociation,
	defaultAssociationTypeId,
	findDefaultAssociation,
	oppositeAssociation,
} from '../../nodes/hubspot/associationTypes';
import {
	isDroppedWhenMapping,
	isReadOnlyProperty,
	MEETING_PROPERTIES,
	MEETING_PROPERTY_NAMES,
	propertyLabel,
} from '../../nodes/hubspot/meetingProperties';
import { OBJECT_TYPES, resolveObjectType } from '../../nodes/hubspot/objectTypes';

describe('object types', () => {
	it.each([
		['contact', 'contacts'],
		['Contacts', 'contacts'],
		['0-1', 'contacts'],
		[' MEETING_EVENT ', 'meetings'],
		['0-47', 'meetings'],
		['line items', 'line_items'],
		['Line-Item', 'line_items'],
	])('%s is read as %s', (text, name) => {
		expect(resolveObjectType(text)).toMatchObject({ name });
		expect(resolveObjectType(text).custom).toBeUndefined();
	});
	it.each([
		['2-123', '2-123'],
		['p42_Cars', undefined],
		['cars', undefined],
		['0-999', '0-999'],
	])('%s is accepted as a custom object type', (text, typeId) => {
		const type = resolveObjectType(text);
		expect(type).toMatchObject({ name: text, custom: true });
		expect(type.typeId).toBe(typeId);
	});
	it.each(['', undefined, '  '])('%p is refused as empty', (text) => {
		expect(() => resolveObjectType(text)).toThrow("'Object Type' is empty");
	});
	it.each(['a/b', '..', 'contacts?x', 'foo bar', '-1'])('%s is refused', (text) => {
		expect(() => resolveObjectType(text, 'To')).toThrow(InputError);
		expect(() => resolveObjectType(text, 'To')).toThrow('is not an object type');
	});

	it('names and IDs are unique', () => {
		for (const key of ['name', 'typeId'] as const) {
			expect(new Set(OBJECT_TYPES.map((type) => type[key])).size).toBe(OBJECT_TYPES.length);
		}
	});
});

describe('association types', () => {
	it.each([
		['meetings', 'contacts', 200],
		['contact', 'meeting', 199],
		['0-47', '0-2', 188],
		['companies', 'meetings', 187],
		['meetings', 'deals', 212],
		['meetings', 'tickets', 226],
		['leads', 'meetings', 600],
		['projects', 'meetings', 1255],
		['meetings', 'projects', undefined],
		['meetings', '2-123', undefined],
		['contacts', 'companies', undefined],
	])('the default type from %s to %s is %p', (from, to, id) => {
		expect(defaultAssociationTypeId(from, to)).toBe(id);
	});
	it("a default type is returned in the format of HubSpot's API", () => {
		expect(defaultAssociation('meetings', 'deal')).toEqual({
			associationCategory: 'HUBSPOT_DEFINED',
			associationTypeId: 212,
		});
		expect(defaultAssociation('meetings', 'cars')).toBeUndefined();
	});
	it('a type is found by its name, and the opposite type by its ID', () => {
		expect(findDefaultAssociation('MEETING_EVENT_TO_CONTACT')?.typeId).toBe(200);
		expect(findDefaultAssociation('contact_to_meeting_event')?.typeId).toBe(199);
		expect(oppositeAssociation(199)?.typeId).toBe(200);
		expect(oppositeAssociation(1255)).toBeUndefined();
	});
	it('each type ID is used for only one direction', () => {
		const ids = DEFAULT_ASSOCIATIONS.map(({ typeId }) => typeId);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe('meeting properties', () => {
	it("are those in HubSpot's guide, with unique display names", () => {
		expect([...MEETING_PROPERTY_NAMES].sort()).toEqual([
			'hs_activity_type',
			'hs_attachment_ids',
			'hs_internal_meeting_notes',
			'hs_meeting_body',
			'hs_meeting_end_time',
			'hs_meeting_external_url',
			'hs_meeting_location',
			'hs_meeting_outcome',
			'hs_meeting_start_time',
			'hs_meeting_title',
			'hs_timestamp',
			'hubspot_owner_id',
		]);
		expect(new Set(MEETING_PROPERTIES.map(({ displayName }) => displayName)).size).toBe(12);
	});
	it('are kept when mapped, unlike read-only properties and keys that the output adds', () => {
		for (const name of MEETING_PROPERTY_NAMES) expect(isDroppedWhenMapping(name)).toBe(false);
		for (const name of ['id', 'createdAt', 'url', 'hs_object_id', 'hs_createdate']) {
			expect(isDroppedWhenMapping(name)).toBe(true);
		}
		expect(isReadOnlyProperty('url')).toBe(false);
	});
	it('are labeled with their display name; a custom property with its name', () => {
		expect(propertyLabel('hs_timestamp')).toBe('Activity Date (hs_timestamp)');
		expect(propertyLabel('custom')).toBe('custom');
	});
});
