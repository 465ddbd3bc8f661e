import type { StoredRecord } from '../account/record.mts';
import { instant } from '../account/instants.mts';
import { prepareCreate } from '../account/writes.mts';
import { invalid, missingFields } from '../errors.mts';
import { ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import { readArray, readField, readInteger, readObject, readTexts } from '../json.mts';
import { BOOK } from './scheduler-book.mts';
import { checkZone } from './scheduler.mts';

const REQUIRED = [
	'hs_meeting_title',
	'hs_meeting_start_time',
	'hs_meeting_end_time',
	'hs_timestamp',
	'hs_meeting_outcome',
	'hubspot_owner_id',
];

const LISTS = ['hs_attachment_ids', 'hs_attendee_owner_ids'];

/** Properties that a request can set. The response has more. */
const WRITABLE = [
	...REQUIRED,
	...LISTS,
	'hs_activity_type',
	'hs_internal_meeting_notes',
	'hs_meeting_body',
	'hs_meeting_location',
	'hs_meeting_location_type',
];

const UNITS = ['DAYS', 'HOURS', 'MINUTES', 'WEEKS'];

/** Checks the reminders. The emulator never sends them. */
function checkReminders(schedule: unknown): boolean {
	if (schedule === undefined) throw missingFields(['emailReminderSchedule']);
	const given = readObject(schedule);
	for (const reminder of readArray(given, 'reminders').map(readObject)) {
		readInteger(readField(reminder, 'numberOfTimeUnits'), 0);
		const unit = readField(reminder, 'timeUnit');
		if (!UNITS.includes(unit)) throw invalid(`${unit} is not a valid timeUnit`);
	}
	if (typeof given.shouldIncludeInviteDescription !== 'boolean') {
		throw missingFields(['shouldIncludeInviteDescription']);
	}
	return given.shouldIncludeInviteDescription;
}

function readProperties(given: unknown): Record<string, unknown> {
	if (given === undefined) throw missingFields(['properties']);
	const properties = readObject(given);
	const missing = REQUIRED.filter((name) => !properties[name]);
	if (missing.length > 0) throw missingFields(missing);
	const stray = Object.keys(properties).find((name) => !WRITABLE.includes(name));
	if (stray !== undefined) throw invalid(`Property "${stray}" cannot be set on a calendar event`);
	const lists = LISTS.filter((name) => properties[name] !== undefined);
	return {
		...properties,
		...Object.fromEntries(lists.map((name) => [name, readTexts(properties, name).join(';')])),
	};
}

/** Checks the organizer, which is given as a user ID. The owner of the meeting is given as an owner ID. */
function checkOrganizer(call: Call): void {
	const userId = call.parameter('organizerUserId');
	if (!userId) throw invalid('query param organizerUserId may not be null');
	const owner = call.account.owners.find((one) => String(one.userId) === userId);
	if (!owner) throw invalid(`User ${userId} does not exist`);
	if (!call.account.scheduling.isConnected(owner.id)) {
		throw invalid(`User ${userId} has no connected calendar`);
	}
}

const PRESENTED = [
	...WRITABLE,
	'hs_engagement_source',
	'hs_include_description_in_reminder',
	'hs_meeting_external_url',
	'hs_unique_id',
];

const present = ({ id, properties, createdAt, updatedAt }: StoredRecord) => ({
	id: String(id),
	createdAt: instant(createdAt),
	lastUpdatedAt: instant(updatedAt),
	properties: {
		hs_engagement_source_id: '',
		...Object.fromEntries(
			PRESENTED.filter((name) => properties[name] !== undefined).map((name) => [
				name,
				LISTS.includes(name) ? properties[name].split(';') : properties[name],
			]),
		),
	},
});

function create(call: Call) {
	call.allow(BOOK);
	checkOrganizer(call);
	const { account } = call;
	const body = call.object();
	const zone = checkZone(readField(body, 'timezone'));
	const describes = checkReminders(body.emailReminderSchedule);
	const properties = readProperties(body.properties);
	const associations = readArray(body, 'associations');
	const key = `calendar-${String(properties.hubspot_owner_id)}-${account.now()}`;
	const own = {
		hs_engagement_source: 'MEETINGS',
		hs_engagement_source_id: '',
		hs_timezone: zone,
		hs_include_description_in_reminder: String(describes),
		hs_meeting_external_url: `https://calendar.google.com/event?eid=${key}`,
		hs_unique_id: key,
	};
	const meetings = account.store('meetings');
	const prepared = prepareCreate(account, meetings, properties, associations, { own });
	return ok(present(prepared()));
}

/** The endpoint for calendar events without a scheduling page. */
export const schedulerCalendarRoutes: readonly Route[] = [post('/calendar', create)];
