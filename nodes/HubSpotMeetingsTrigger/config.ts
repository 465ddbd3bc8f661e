import type { IPollFunctions } from 'n8n-workflow';

import { oneOf } from '../common/input';
import { DEFAULT_READ_PROPERTIES, SYSTEM_PROPERTIES } from '../hubspot/meetingProperties';
import * as Prop from '../hubspot/propertyNames';
import { isOn } from '../hubspot/values/conversion';
import { toNames } from '../hubspot/values/ids';
import { toInstant } from '../hubspot/values/times';
import type { HubSpotClient } from '../transport/client';
import {
	accepts,
	FILTERED,
	readAllowed,
	readAssociated,
	searchFilters,
	type FilterFields,
} from './allowed';
import { DEFAULT_EVENT, EVENTS } from './events';
import type { Known, MeetingEvent, SharedField, TriggerConfig, Detection } from './events/event';

/** The properties that every event needs. The searches of a poll request only these. */
export const NEEDED = [...SYSTEM_PROPERTIES, ...FILTERED, Prop.START, Prop.END];

interface OptionFields {
	[name: string]: unknown;
	properties?: unknown;
	startDate?: unknown;
}

/** The event that the user chose. */
export function chosenEvent(context: IPollFunctions): MeetingEvent {
	const value = context.getNodeParameter('event', DEFAULT_EVENT);
	const names = EVENTS.map(({ option }) => option.value);
	return EVENTS[names.indexOf(oneOf(value, names, 'Trigger On'))];
}

/**
 * Reads the node's parameters.
 *
 * @param known see `readAllowed` and `readAssociated`
 * @throws InputError
 */
export async function readConfig(
	context: IPollFunctions,
	client: HubSpotClient,
	known: Known = {},
): Promise<{ config: TriggerConfig; detection: Detection }> {
	const field = <T>(name: string, fallback: T) =>
		context.getNodeParameter(name, fallback as never) as T;
	const event = chosenEvent(context);
	const has = (shared: SharedField) => !event.hides?.includes(shared);
	const options = field<OptionFields>('options', {});
	const { outcomes, associatedWith, ...others } = field<FilterFields>('filters', {});
	const { allowed, owners } = await readAllowed(
		client,
		{ ...others, ...(has('outcomes') && outcomes !== undefined && { outcomes }) },
		known.owners,
	);
	const { associated, records } = await readAssociated(
		client,
		has('associatedWith') ? { associatedWith } : {},
		known.records,
	);
	const chosen = toNames(options.properties);
	const shown = chosen.length > 0 ? chosen : [...DEFAULT_READ_PROPERTIES];
	const config: TriggerConfig = {
		event: event.option.value,
		...(has('startDate') && readStartDate(context, options)),
		known: { owners, records },
		allowed,
		associated,
		searchFilters: searchFilters(allowed, associated),
		accepts: (record) => accepts(allowed, record),
		properties: [...new Set([...shown, ...NEEDED, ...allowed.keys()])],
		shown,
		simplify: isOn(field('simplify', true)),
		associatedRecords: has('associatedRecords')
			? readAssociatedRecords(field('associatedRecords', {}))
			: [],
	};
	const detection = await event.detect(config, client, {
		field,
		option: (name) => options[name],
		written: (name) => context.getNode().parameters[name],
	});
	return { config, detection };
}

function readStartDate(context: IPollFunctions, { startDate }: OptionFields) {
	const text = toInstant(startDate, { zone: context.getTimezone(), field: 'Start Date' });
	return text === undefined ? {} : { startDate: Date.parse(text) };
}

/** The properties that an associated record of each type has if the user chooses none. */
const SHOWN: Record<string, string[]> = {
	companies: ['name', 'domain'],
	contacts: ['firstname', 'lastname', 'email', 'phone', 'jobtitle', 'company'],
	deals: ['dealname', 'amount', 'dealstage', 'closedate'],
	tickets: ['subject', 'hs_pipeline_stage', 'hs_ticket_priority'],
};

function readAssociatedRecords(given: Record<string, unknown>): TriggerConfig['associatedRecords'] {
	return Object.entries(SHOWN)
		.filter(([type]) => given[type] !== undefined)
		.map(([type, usual]) => {
			const chosen = toNames(given[type]);
			return { type, properties: chosen.length > 0 ? chosen : usual };
		});
}
