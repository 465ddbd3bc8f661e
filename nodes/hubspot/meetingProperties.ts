import * as Prop from './propertyNames';

/** How users enter a property's value, and how it is written to HubSpot. */
export type ValueKind =
	| 'bool'
	| 'date'
	| 'datetime'
	| 'enumeration'
	| 'html'
	| 'idList'
	| 'multiEnumeration'
	| 'number'
	| 'owner'
	| 'owners'
	| 'text'
	| 'url';

export interface MeetingProperty {
	/** HubSpot's internal name. */
	name: string;
	/** The name in the UI, as in HubSpot. */
	displayName: string;
	kind: ValueKind;
	description: string;
	/** For properties that users type as text. */
	placeholder?: string;
}

/**
 * The twelve properties of HubSpot's meetings guide, in the order of the output. The fields of the nodes, automatic
 * mapping, the default properties of reads and the docs are based on this table.
 */
export const MEETING_PROPERTIES = [
	{
		name: Prop.TITLE,
		displayName: 'Title',
		kind: 'text',
		description: 'The title of the meeting',
		placeholder: 'e.g. Intro meeting',
	},
	{
		name: Prop.START,
		displayName: 'Start Time',
		kind: 'datetime',
		description:
			"When the meeting starts. A time without a zone is in the workflow's time zone, or in the 'Time Zone' option. A calendar's time, such as {{ $json.start }}, can be used as is; if the item has isAllDay (Outlook), midnights are read as days in that zone.",
	},
	{
		name: Prop.END,
		displayName: 'End Time',
		kind: 'datetime',
		description: "When the meeting ends. Or set 'Duration (Minutes)'.",
	},
	{
		name: Prop.DATE,
		displayName: 'Activity Date',
		kind: 'datetime',
		description:
			'Where the meeting appears on the timeline of its records. Defaults to the start time.',
	},
	{
		name: Prop.OWNER,
		displayName: 'Assigned To',
		kind: 'owner',
		description:
			'The owner of the meeting, by owner ID or email address. HubSpot shows this user as the creator on the timeline.',
		placeholder: 'e.g. 11349275740',
	},
	{
		name: Prop.OUTCOME,
		displayName: 'Outcome',
		kind: 'enumeration',
		description: 'The outcome of the meeting, by label or value',
	},
	{
		name: Prop.TYPE,
		displayName: 'Meeting Type',
		kind: 'enumeration',
		description: 'The type of the meeting, one of the call and meeting types of the account',
	},
	{
		name: 'hs_meeting_location',
		displayName: 'Location',
		kind: 'text',
		description:
			'Where the meeting takes place: an address, a conference room, a video link or a phone number',
		placeholder: 'e.g. Remote',
	},
	{
		name: 'hs_meeting_external_url',
		displayName: 'External URL',
		kind: 'url',
		description: 'The URL of the calendar event, such as a Google or Outlook link',
		placeholder: 'e.g. https://example.com/event/42',
	},
	{
		name: Prop.BODY,
		displayName: 'Description',
		kind: 'html',
		description: 'The description of the meeting, which attendees see',
		placeholder: 'e.g. The first meeting to discuss options',
	},
	{
		name: Prop.NOTES,
		displayName: 'Internal Notes',
		kind: 'html',
		description: 'Notes for your team, which attendees do not see',
		placeholder: 'e.g. These are the meeting notes',
	},
	{
		name: Prop.ATTACHMENTS,
		displayName: 'Attachments',
		kind: 'idList',
		description:
			'IDs of HubSpot files, and names of binary fields to upload (as private files), separated by commas or semicolons. Use * for all binary fields of the item. An update replaces the list. To keep the other files, use Attachment > Add.',
		placeholder: 'e.g. data; 24332474034',
	},
] as const satisfies readonly MeetingProperty[];

export type MeetingPropertyName = (typeof MEETING_PROPERTIES)[number]['name'];

export const MEETING_PROPERTY_NAMES: readonly MeetingPropertyName[] = MEETING_PROPERTIES.map(
	({ name }) => name,
);

const byName = new Map<string, MeetingProperty>(MEETING_PROPERTIES.map((row) => [row.name, row]));

export function meetingProperty(name: string): MeetingProperty | undefined {
	return byName.get(name);
}

/** `Start Time (hs_meeting_start_time)`, or only the name if it is not one of the twelve. */
export function propertyLabel(name: string): string {
	const known = byName.get(name);
	return known ? `${known.displayName} (${name})` : name;
}

/** Tells users how to create a property with unique values. */
export const CREATE_UNIQUE =
	"create one in HubSpot: Settings > Properties > Meeting properties > Create property, and select 'Require unique values for this property'";

/** HubSpot returns these properties with every record. */
export const SYSTEM_PROPERTIES: readonly string[] = [Prop.CREATED, Prop.MODIFIED, Prop.ID];

/** Reads request these by default. Without them, HubSpot returns only the three system properties. */
export const DEFAULT_READ_PROPERTIES: readonly string[] = MEETING_PROPERTY_NAMES;

/** Keys of a record in the nodes' output that are not properties. */
export const OUTPUT_KEYS: readonly string[] = [
	'alsoAssociated',
	'archived',
	'archivedAt',
	'associationsFailed',
	'createdAt',
	'createdContacts',
	'event',
	'id',
	'new',
	'notFound',
	'objectWriteTraceId',
	'propertiesWithHistory',
	'sameKeyAsItem',
	'updatedAt',
	'url',
	'warnings',
];

/** Properties that HubSpot sets itself. The account's definitions can mark further properties as read-only. */
const READ_ONLY = new Set([
	...SYSTEM_PROPERTIES,
	'hs_all_accessible_team_ids',
	'hs_all_assigned_business_unit_ids',
	'hs_all_owner_ids',
	'hs_all_team_ids',
	'hs_body_preview',
	'hs_body_preview_html',
	'hs_body_preview_is_truncated',
	'hs_created_by',
	'hs_created_by_user_id',
	'hs_merged_object_ids',
	'hs_modified_by',
	'hs_object_source',
	'hs_object_source_detail_1',
	'hs_object_source_detail_2',
	'hs_object_source_detail_3',
	'hs_object_source_id',
	'hs_object_source_label',
	'hs_object_source_user_id',
	'hs_outcome_canceled_count',
	'hs_outcome_completed_count',
	'hs_outcome_no_show_count',
	'hs_outcome_rescheduled_count',
	'hs_outcome_scheduled_count',
	'hs_owning_teams',
	'hs_read_only',
	'hs_shared_team_ids',
	'hs_shared_user_ids',
	'hs_updated_by_user_id',
	'hs_user_ids_of_all_notification_followers',
	'hs_user_ids_of_all_notification_unfollowers',
	'hs_user_ids_of_all_owners',
	'hubspot_owner_assigneddate',
	'hubspot_team_id',
]);

/** Whether HubSpot sets this property itself, as far as is known without the account's definitions. */
export function isReadOnlyProperty(name: string): boolean {
	return READ_ONLY.has(name);
}

/** Whether automatic mapping ignores a key of an item: keys of the nodes' own output, and read-only properties. */
export function isDroppedWhenMapping(key: string): boolean {
	return OUTPUT_KEYS.includes(key) || READ_ONLY.has(key);
}
