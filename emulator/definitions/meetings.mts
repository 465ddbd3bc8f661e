import { define } from '../account/definition.mts';
import type { DefinitionExtras, PropertyDefinition } from '../account/definition.mts';
import { ownerProperty } from './common.mts';

const group = (definition: PropertyDefinition): PropertyDefinition => ({
	...definition,
	groupName: 'engagement',
});

/** The five outcomes that every account starts with (OpenAPI document of the scheduler). CANCELED has one L. */
const OUTCOMES = [
	['SCHEDULED', 'Scheduled'],
	['COMPLETED', 'Completed'],
	['RESCHEDULED', 'Rescheduled'],
	['NO_SHOW', 'No show'],
	['CANCELED', 'Canceled'],
] as const;

/** Properties that the guide documents as writable. */
const documented = (): PropertyDefinition[] => [
	define('hs_timestamp', 'Activity date', 'datetime', {
		description: 'The date that an engagement occurred',
	}),
	define('hs_meeting_title', 'Meeting name', 'string', { description: 'The title of the meeting' }),
	ownerProperty('Activity assigned to'),
	define('hs_meeting_body', 'Meeting description', 'string', {
		fieldType: 'html',
		description: 'The meeting description, shown to the attendees',
	}),
	define('hs_internal_meeting_notes', 'Internal meeting notes', 'string', { fieldType: 'html' }),
	define('hs_meeting_external_url', 'External URL', 'string', {
		description: 'The link to the event in an external calendar',
	}),
	define('hs_meeting_location', 'Meeting location', 'string'),
	define('hs_meeting_start_time', 'Meeting start time', 'datetime'),
	define('hs_meeting_end_time', 'Meeting end time', 'datetime'),
	define('hs_meeting_outcome', 'Meeting outcome', 'enumeration', { options: OUTCOMES }),
	define('hs_activity_type', 'Call and meeting type', 'enumeration', {
		description: 'The type of the meeting, from the types set up in the account',
	}),
	define('hs_attachment_ids', 'Attached file IDs', 'enumeration', {
		multiple: true,
		externalOptions: true,
		description: 'The IDs of the files that are attached, separated by semicolons',
	}),
];

const writable = (): PropertyDefinition[] => [
	define('hs_meeting_location_type', 'Location type', 'enumeration', {
		options: [
			['ADDRESS', 'Address'],
			['CUSTOM', 'Custom'],
			['PHONE', 'Phone'],
		],
	}),
	define('hs_attendee_owner_ids', 'Attendee owner IDs', 'enumeration', {
		multiple: true,
		externalOptions: true,
		referencedObjectType: 'OWNER',
	}),
	define('hs_guest_emails', 'Guest emails', 'string'),
	define('hs_timezone', 'Time zone', 'string'),
	define('hs_video_conference_url', 'Video conference URL', 'string'),
	define('hs_i_cal_uid', 'iCal UID', 'string', { hidden: true }),
	define('hs_follow_up_action', 'Follow up action', 'string', { hidden: true }),
];

/** Properties that HubSpot's own tools set: [name, label, type, extras]. */
const SYSTEM: ReadonlyArray<
	readonly [string, string, PropertyDefinition['type'], DefinitionExtras?]
> = [
	['hs_meeting_source', 'Meeting source', 'string'],
	['hs_meeting_source_id', 'Meeting source ID', 'string'],
	['hs_meeting_web_conference_meeting_id', 'Web conference meeting ID', 'string'],
	[
		'hs_meeting_created_from_link_id',
		'Meeting created from link',
		'enumeration',
		{ externalOptions: true },
	],
	['hs_created_by_scheduling_page', 'Created by scheduling page', 'bool'],
	['hs_booking_instance_id', 'Booking instance ID', 'number', { hidden: true }],
	['hs_meeting_calendar_event_hash', 'Calendar event hash', 'string', { hidden: true }],
	['hs_external_calendar_id', 'External calendar ID', 'string', { hidden: true }],
	['hs_meeting_change_id', 'Meeting change ID', 'string', { hidden: true }],
	['hs_engagement_source', 'Engagement source', 'string'],
	['hs_engagement_source_id', 'Engagement source ID', 'string'],
	['hs_body_preview', 'Body preview', 'string'],
	['hs_body_preview_html', 'HTML body preview', 'string'],
	['hs_body_preview_is_truncated', 'Body preview truncated', 'bool'],
	['hs_outcome_scheduled_count', 'Scheduled count', 'number', { calculated: true, hidden: true }],
	['hs_outcome_completed_count', 'Completed count', 'number', { calculated: true, hidden: true }],
	[
		'hs_outcome_rescheduled_count',
		'Rescheduled count',
		'number',
		{ calculated: true, hidden: true },
	],
	['hs_outcome_no_show_count', 'No show count', 'number', { calculated: true, hidden: true }],
	['hs_outcome_canceled_count', 'Canceled count', 'number', { calculated: true, hidden: true }],
	['hs_contact_first_outreach_date', 'Contact first outreach date', 'datetime', { hidden: true }],
	[
		'hs_time_to_book_meeting_from_first_contact',
		'Time to book meeting from first contact',
		'number',
	],
	[
		'hs_meeting_pre_meeting_prospect_reminders',
		'Pre-meeting reminders',
		'string',
		{ hidden: true },
	],
	[
		'hs_include_description_in_reminder',
		'Include description in reminder',
		'bool',
		{ hidden: true },
	],
	['hs_meeting_payments_session_id', 'Payments session ID', 'string', { hidden: true }],
	['hs_meeting_ms_teams_payload', 'Microsoft Teams payload', 'string', { hidden: true }],
	['hs_meeting_transcript', 'Meeting transcript', 'string', { hidden: true }],
	['hs_meeting_notetaker_id', 'Notetaker ID', 'number', { hidden: true }],
	['hs_roster_object_coordinates', 'Roster object coordinates', 'string', { hidden: true }],
	['hs_scheduled_tasks', 'Scheduled tasks', 'string', { hidden: true }],
	['hs_created_by', 'Created by', 'number', { hidden: true }],
	['hs_modified_by', 'Updated by', 'number', { hidden: true }],
	['hs_all_team_ids', 'All team IDs', 'enumeration', { multiple: true, externalOptions: true }],
	[
		'hs_all_accessible_team_ids',
		'All accessible team IDs',
		'enumeration',
		{ multiple: true, externalOptions: true },
	],
	[
		'hs_user_ids_of_all_notification_followers',
		'User IDs of all notification followers',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	[
		'hs_user_ids_of_all_notification_unfollowers',
		'User IDs of all notification unfollowers',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	['hs_gdpr_deleted', 'GDPR deleted', 'bool', { hidden: true }],
	['hs_unique_id', 'Unique ID', 'string', { hidden: true }],
	['hs_product_name', 'Product name', 'string'],
	[
		'hs_queue_membership_ids',
		'Queue memberships',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	[
		'hs_at_mentioned_owner_ids',
		'At-mentioned owner IDs',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	[
		'hs_all_assigned_business_unit_ids',
		'Business units',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	[
		'hs_shared_team_ids',
		'Shared teams',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	[
		'hs_shared_user_ids',
		'Shared users',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
	[
		'hs_owning_teams',
		'Owning teams',
		'enumeration',
		{ multiple: true, externalOptions: true, hidden: true },
	],
];

/** The properties of meetings, except those that every object type has. */
export const meetingProperties = (): PropertyDefinition[] =>
	[
		...documented(),
		...writable(),
		...SYSTEM.map(([name, label, type, extras]) =>
			define(name, label, type, { readOnly: true, ...extras }),
		),
	].map(group);
