import { prepareCreate } from '../account/writes.mts';
import type { StoredRecord } from '../account/record.mts';
import { invalid } from '../errors.mts';
import { NO_CONTENT, ok } from '../http/call.mts';
import type { Answer, Call } from '../http/call.mts';
import { del, get, post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import { isObject } from '../json.mts';
import { findRecord } from './objects.mts';

/** Fields of meetings in the engagements v1 API, as far as n8n's own HubSpot node needs them. */
const FIELDS = {
	title: 'hs_meeting_title',
	body: 'hs_meeting_body',
	startTime: 'hs_meeting_start_time',
	endTime: 'hs_meeting_end_time',
	internalMeetingNotes: 'hs_internal_meeting_notes',
} as const;

/** IDs of association types from a meeting. */
const ASSOCIATIONS = { contactIds: 200, companyIds: 188, dealIds: 212, ticketIds: 226 } as const;

const present = (call: Call, record: StoredRecord) => ({
	engagement: {
		id: record.id,
		portalId: call.account.portalId,
		active: true,
		createdAt: record.createdAt,
		lastUpdated: record.updatedAt,
		type: 'MEETING',
		timestamp: Date.parse(record.properties.hs_timestamp ?? ''),
		...(record.properties.hubspot_owner_id && {
			ownerId: Number(record.properties.hubspot_owner_id),
		}),
	},
	associations: Object.fromEntries(
		Object.entries(ASSOCIATIONS).map(([field, typeId]) => {
			const to = call.account.associations.find('HUBSPOT_DEFINED', typeId)?.to ?? '';
			return [field, [...record.linked(to).keys()]];
		}),
	),
	attachments: [],
	metadata: Object.fromEntries(
		Object.entries(FIELDS).flatMap(([field, property]) => {
			const value = record.properties[property];
			if (value === undefined) return [];
			return [[field, field.endsWith('Time') ? Date.parse(value) : value]];
		}),
	),
});

function create(call: Call): Answer {
	const store = call.account.store('meetings');
	call.allow(store.type.write);
	const { engagement, metadata, associations } = call.object();
	if (!isObject(engagement) || engagement.type !== 'MEETING') {
		throw invalid('Only engagements of type MEETING are supported by this emulator');
	}
	const given = isObject(metadata) ? metadata : {};
	const properties: Record<string, unknown> = {
		hs_timestamp: engagement.timestamp ?? given.startTime ?? call.account.now(),
		...(engagement.ownerId !== undefined && { hubspot_owner_id: engagement.ownerId }),
	};
	for (const [field, property] of Object.entries(FIELDS)) {
		if (given[field] !== undefined) properties[property] = given[field];
	}
	const targets = Object.entries(ASSOCIATIONS).flatMap(([field, associationTypeId]) => {
		const ids = isObject(associations) ? associations[field] : undefined;
		return (Array.isArray(ids) ? ids : []).map((id) => ({
			to: { id },
			types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
		}));
	});
	return ok(present(call, prepareCreate(call.account, store, properties, targets)()));
}

const find = (call: Call) => findRecord(call.account.store('meetings'), call.params.id);

export const engagementRoutes: readonly Route[] = [
	post('', create),
	get('/:id', (call) => {
		call.allow(call.account.store('meetings').type.read);
		return ok(present(call, find(call)));
	}),
	del('/:id', (call) => {
		call.allow(call.account.store('meetings').type.write);
		call.account.archive('meetings', find(call).id);
		return NO_CONTENT;
	}),
];
