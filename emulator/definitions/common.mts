import { define } from '../account/definition.mts';
import type { PropertyDefinition } from '../account/definition.mts';
import type { ObjectTypeRow } from '../account/object-types.mts';

const readOnly = { readOnly: true } as const;

/**
 * The property that pins an activity to a record's timeline. Standard and custom objects have it, activities
 * don't.
 */
export const pinProperty = (): PropertyDefinition =>
	define('hs_pinned_engagement_id', 'Pinned engagement ID', 'number', {
		description: 'The object ID of the current pinned engagement.',
	});

export const ownerProperty = (label: string): PropertyDefinition =>
	define('hubspot_owner_id', label, 'enumeration', {
		externalOptions: true,
		referencedObjectType: 'OWNER',
		description: 'The owner of the record.',
	});

/** Properties of every object type: IDs, dates, source and owners. */
export function commonProperties(row: ObjectTypeRow): PropertyDefinition[] {
	const stamps = new Set([row.createdProperty, 'hs_createdate']);
	const changes = new Set([row.modifiedProperty, 'hs_lastmodifieddate']);
	return [
		define('hs_object_id', 'Record ID', 'number', { ...readOnly, unique: true }),
		...[...stamps].map((name) => define(name, 'Create date', 'datetime', readOnly)),
		...[...changes].map((name) => define(name, 'Last modified date', 'datetime', readOnly)),
		define('hs_created_by_user_id', 'Created by user ID', 'number', readOnly),
		define('hs_updated_by_user_id', 'Updated by user ID', 'number', readOnly),
		define('hs_object_source', 'Record creation source', 'string', { ...readOnly, hidden: true }),
		define('hs_object_source_id', 'Record creation source ID', 'string', {
			...readOnly,
			hidden: true,
		}),
		define('hs_object_source_label', 'Record source', 'enumeration', {
			...readOnly,
			options: [
				['CRM_UI', 'CRM UI'],
				['INTEGRATION', 'Integration'],
				['MEETINGS', 'Meetings'],
				['CALENDAR_SYNC', 'Calendar sync'],
				['INTERNAL_PROCESSING', 'Internal processing'],
			],
		}),
		define('hs_object_source_detail_1', 'Record source detail 1', 'string', readOnly),
		define('hs_object_source_user_id', 'Record creation source user ID', 'number', {
			...readOnly,
			hidden: true,
		}),
		define('hs_all_owner_ids', 'All owner ids', 'enumeration', {
			...readOnly,
			multiple: true,
			externalOptions: true,
			referencedObjectType: 'OWNER',
		}),
		define('hs_user_ids_of_all_owners', 'User IDs of all owners', 'enumeration', {
			...readOnly,
			multiple: true,
			externalOptions: true,
		}),
		define('hubspot_owner_assigneddate', 'Owner assigned date', 'datetime', readOnly),
		define('hubspot_team_id', 'HubSpot team', 'enumeration', {
			...readOnly,
			externalOptions: true,
		}),
		define('hs_merged_object_ids', 'Merged record IDs', 'string', { ...readOnly, hidden: true }),
		define('hs_read_only', 'Read only object', 'bool', { ...readOnly, hidden: true }),
		define('hs_unique_creation_key', 'Unique creation key', 'string', {
			...readOnly,
			hidden: true,
			unique: true,
		}),
	];
}
