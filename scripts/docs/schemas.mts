import { MEETING_PROPERTY_NAMES } from '../../nodes/hubspot/meetingProperties.ts';

/** The part of JSON Schema that n8n's editor reads. It uses the schema to show the keys of the output before a run. */
export interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
	/** The schema of the values whose keys depend on the account. */
	additionalProperties?: Schema;
}

const text: Schema = { type: 'string' };
const maybe: Schema = { type: ['string', 'null'] };
const flag: Schema = { type: 'boolean' };
const number: Schema = { type: 'number' };
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (properties: Record<string, Schema>): Schema => ({ type: 'object', properties });
/** The keys are the account's property names, or object types. */
const keyed = (value: Schema): Schema => ({ type: 'object', additionalProperties: value });

const documented = Object.fromEntries(MEETING_PROPERTY_NAMES.map((name) => [name, maybe]));

const ends = {
	hs_createdate: text,
	hs_lastmodifieddate: text,
	hs_object_id: text,
	createdAt: text,
	updatedAt: text,
	archived: flag,
	url: text,
};

/** A simplified meeting. Other properties of the account are at the same level, as text. */
const meeting = (more: Record<string, Schema> = {}): Schema => ({
	...object({ id: text, ...documented, ...ends, ...more }),
	additionalProperties: maybe,
});

const associated = { associations: keyed(list(text)) };
const owner = { owner: object({ id: text, name: text, email: text }) };
const named = list({
	...object({ id: text, hs_object_id: text, name: text }),
	additionalProperties: maybe,
});
const records = { contacts: named, companies: named };
const history = {
	propertiesWithHistory: keyed(
		list({
			...object({ value: text, timestamp: text, sourceType: text, sourceId: text }),
			additionalProperties: { type: ['string', 'number'] },
		}),
	),
};
const notFound = { notFound: list(text) };
const alsoAssociated = { alsoAssociated: keyed(list(text)) };

const read = meeting({ ...associated, ...owner, ...records, ...history });

/** A simplified record of another type. The user chooses its properties. */
const record: Schema = {
	...object({ id: text, createdAt: text, updatedAt: text, archived: flag, url: text }),
	additionalProperties: maybe,
};

/** A meeting in a response from HubSpot's scheduler. */
const scheduled: Schema = {
	...object({
		id: text,
		...documented,
		hs_meeting_location_type: text,
		hs_attendee_owner_ids: text,
		createdAt: text,
		updatedAt: text,
		...notFound,
		...alsoAssociated,
	}),
	additionalProperties: maybe,
};

const specs = list(object({ associationCategory: text, associationTypeId: number }));
const changedBy = object({ source: text, label: text, id: text, userId: number });

const freeTime = { start: text, end: text, startLocal: text, endLocal: text, weekday: text };

/** A file. Values that HubSpot doesn't return are null. */
const file = {
	id: text,
	name: maybe,
	extension: maybe,
	type: maybe,
	size: { type: ['number', 'null'] },
	access: maybe,
	createdAt: maybe,
};

/** The output of each operation with its defaults, by `resource/operation`. The key of the trigger is `trigger`. */
export const SCHEMAS: Record<string, Schema> = {
	'meeting/create': meeting({ ...notFound, ...alsoAssociated }),
	'meeting/upsert': meeting({ new: flag, ...notFound, associationsFailed: text }),
	'meeting/update': meeting(notFound),
	'meeting/get': read,
	'meeting/getAll': read,
	'meeting/getAllOfRecord': read,
	'meeting/schedule': scheduled,
	'meeting/search': meeting({ ...associated, ...owner, ...records }),
	'meeting/delete': object({ deleted: flag, id: text }),
	'meeting/pin': object({
		pinned: flag,
		meetingId: text,
		objectType: text,
		recordId: text,
		previouslyPinned: maybe,
		associatedNow: flag,
	}),
	'meeting/unpin': object({
		unpinned: flag,
		objectType: text,
		recordId: text,
		previouslyPinned: maybe,
		pinned: maybe,
	}),
	'association/create': object({
		meetingId: text,
		objectType: text,
		associated: list(text),
		types: specs,
		...alsoAssociated,
		...notFound,
	}),
	'association/delete': object({
		deleted: flag,
		meetingId: text,
		objectType: text,
		records: list(text),
		removed: { type: ['string', 'array'], items: text },
		...notFound,
	}),
	'association/getAll': {
		...object({
			id: text,
			objectType: text,
			labels: list(text),
			associationTypes: list(object({ category: text, typeId: number, label: maybe })),
			createdAt: text,
			updatedAt: text,
			archived: flag,
			url: text,
		}),
		additionalProperties: maybe,
	},
	'association/getTypes': object({
		typeId: number,
		category: text,
		label: maybe,
		isDefault: flag,
		fromObjectType: text,
		toObjectType: text,
	}),
	'attachment/add': object({ ...file, binaryField: text, meetingId: text }),
	'attachment/download': object({
		meetingId: text,
		attachments: list(object({ id: text, fileName: maybe, mimeType: text, binaryField: text })),
	}),
	'attachment/getAll': object({
		...file,
		signedUrl: text,
		signedUrlExpiresAt: maybe,
		found: flag,
		meetingId: text,
	}),
	'attachment/remove': object({ removed: flag, id: text, meetingId: text, fileDeleted: flag }),
	'schedulingPage/book': object({
		contactId: text,
		calendarEventId: text,
		subject: text,
		webConferenceUrl: text,
		start: text,
		end: text,
		startLocal: text,
		endLocal: text,
		timeZone: text,
		durationMinutes: number,
		slug: text,
		formFields: keyed(text),
		guestEmails: list(text),
		meeting: { ...meeting(), type: ['object', 'null'] },
		warnings: list(text),
	}),
	'schedulingPage/get': object({
		id: text,
		slug: text,
		type: text,
		isOffline: flag,
		durationsMinutes: list(number),
		startsEveryMinutes: number,
		bufferMinutes: number,
		weeksToAdvertise: number,
		availableFrom: text,
		availableUntil: text,
		location: text,
		formFields: list(
			object({
				name: text,
				label: text,
				type: text,
				fieldType: text,
				isRequired: flag,
				isCustom: flag,
				options: list(object({ value: text, label: text, hidden: flag })),
			}),
		),
		consent: object({
			processing: text,
			processingLabel: text,
			boxes: list(object({ communicationTypeId: text, label: text, required: flag })),
		}),
		members: list(
			object({
				userId: text,
				name: text,
				email: text,
				calendarProvider: text,
				isOffline: flag,
			}),
		),
		guests: object({ canAddGuests: flag, maxGuestCount: number }),
		language: text,
		locale: text,
	}),
	'schedulingPage/getAvailability': object({
		...freeTime,
		date: text,
		freeTimes: list(object(freeTime)),
		reason: text,
		searchedUntil: text,
		timeZone: text,
		durationMinutes: number,
		slug: text,
	}),
	'schedulingPage/getAll': object({
		id: text,
		slug: text,
		link: text,
		name: text,
		type: text,
		organizerUserId: text,
		userIdsOfLinkMembers: list(text),
		defaultLink: flag,
		createdAt: text,
		updatedAt: text,
	}),
	trigger: {
		...object({
			event: object({ type: text, at: text, from: maybe, to: maybe, changedBy }),
			...meeting().properties,
			contacts: list(record),
			companies: list(record),
			deals: list(record),
			tickets: list(record),
		}),
		additionalProperties: maybe,
	},
};

/** The file in which n8n looks for a schema, relative to the repository. */
export const schemaFile = (name: string): string =>
	name === 'trigger'
		? 'nodes/HubSpotMeetingsTrigger/__schema__/v1.0.0.json'
		: `nodes/HubSpotMeetings/__schema__/v1.0.0/${name}.json`;
