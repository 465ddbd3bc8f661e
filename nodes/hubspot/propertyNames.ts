/** HubSpot's internal names of the properties that the code refers to. */
export const TITLE = 'hs_meeting_title';
export const START = 'hs_meeting_start_time';
export const END = 'hs_meeting_end_time';
/** Where a meeting appears on the timeline. */
export const DATE = 'hs_timestamp';
export const OWNER = 'hubspot_owner_id';
export const OUTCOME = 'hs_meeting_outcome';
export const TYPE = 'hs_activity_type';
export const BODY = 'hs_meeting_body';
export const NOTES = 'hs_internal_meeting_notes';
/** Ids of files, separated by semicolons. */
export const ATTACHMENTS = 'hs_attachment_ids';
/** Owners who attend, in addition to the owner of the meeting. */
export const ATTENDING_OWNERS = 'hs_attendee_owner_ids';
export const LOCATION_TYPE = 'hs_meeting_location_type';
/** The tool or person that created the meeting. */
export const SOURCE = 'hs_meeting_source';
/** The scheduling page that the meeting was booked on. */
export const BOOKED_ON = 'hs_meeting_created_from_link_id';
export const CREATED = 'hs_createdate';
export const MODIFIED = 'hs_lastmodifieddate';
export const ID = 'hs_object_id';
