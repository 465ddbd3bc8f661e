import type { IPollFunctions } from 'n8n-workflow';

import { InputError, isEmpty } from '../common/input';
import { DEFAULT_READ_PROPERTIES, SYSTEM_PROPERTIES } from '../hubspot/meetingProperties';
import * as Prop from '../hubspot/propertyNames';
import type { HubSpotObject } from '../hubspot/types';
import { isOn } from '../hubspot/values/conversion';
import { toNames } from '../hubspot/values/ids';
import type { SearchFilter } from '../hubspot/values/searchFilters';
import { toInstant } from '../hubspot/values/times';
import type { HubSpotClient } from '../transport/client';
import {
	accepts,
	FILTERED,
	hasOutcome,
	isOff,
	readAllowed,
	readAssociated,
	readOutcomes,
	searchFilters,
	type FilterFields,
} from './allowed';
import type { EventName } from './triggerEvent';

/** What else of a meeting every event looks at, and all that its searches ask for. */
export const NEEDED = [...SYSTEM_PROPERTIES, ...FILTERED, Prop.START, Prop.END];

/** What the user wants of the trigger, checked. */
export interface TriggerConfig {
	event: EventName;
	/** Since when, in epoch ms; undefined for "from now on". */
	startDate?: number;
	minutesBefore: number;
	minutesAfter: number;
	changes: 'any' | 'byPeople' | 'properties';
	watchedProperties: string[];
	/** Empty for any. */
	newOutcomes: string[];
	/** How often the recycling bin is looked through, in ms. */
	scanEvery: number;
	/** Ids of the owners that the filter names by email address. */
	owners?: Record<string, string>;
	/** The filter on associated records. */
	associated: SearchFilter[];
	/** All filters, for a search. */
	searchFilters: SearchFilter[];
	/** All filters but the one on associated records, and what else the event leaves out. */
	accepts: (record: HubSpotObject) => boolean;
	/** The properties that are read. */
	properties: string[];
	/** Those that come out. */
	shown: string[];
	simplify: boolean;
	/** Object types whose associated records come out, with their properties. */
	associatedRecords: Array<{ type: string; properties: string[] }>;
}

interface OptionFields {
	onlyWithoutOutcome?: unknown;
	properties?: unknown;
	startDate?: unknown;
}

/** Events whose field or option is shown: what is hidden does not count. */
const WITH_START_DATE: EventName[] = [
	'created',
	'createdOrUpdated',
	'deleted',
	'outcomeChanged',
	'updated',
];

/**
 * Reads the node's parameters.
 *
 * @param knownOwners see `readAllowed`
 * @throws InputError
 */
export async function readConfig(
	context: IPollFunctions,
	client: HubSpotClient,
	knownOwners?: Record<string, string>,
): Promise<TriggerConfig> {
	const field = <T>(name: string, fallback: T) =>
		context.getNodeParameter(name, fallback as never) as T;
	const event = field<EventName>('event', 'created');
	const options = field<OptionFields>('options', {});
	const given = field<FilterFields>('filters', {});
	const { outcomes, associatedWith, ...others } = given;
	const { allowed, owners } = await readAllowed(
		client,
		{ ...others, ...(event !== 'outcomeChanged' && outcomes !== undefined && { outcomes }) },
		knownOwners,
	);
	const associated = event === 'deleted' ? [] : readAssociated({ associatedWith });
	const chosen = toNames(options.properties);
	const shown = chosen.length > 0 ? chosen : [...DEFAULT_READ_PROPERTIES];
	const properties = [...new Set([...shown, ...NEEDED])];
	const atOwnTime = event === 'ended' || event === 'startingSoon';
	const onlyWithoutOutcome = event === 'ended' && isOn(options.onlyWithoutOutcome);
	const config: TriggerConfig = {
		event,
		...(WITH_START_DATE.includes(event) && readStartDate(context, options)),
		minutesBefore:
			event === 'startingSoon'
				? minutes(field('minutesBefore', 15), 'Minutes Before the Start')
				: 0,
		minutesAfter:
			event === 'ended' ? minutes(field('minutesAfter', 0), 'Minutes After the End') : 0,
		changes: field('changes', 'any'),
		watchedProperties: toNames(field('watchedProperties', [])),
		newOutcomes: event === 'outcomeChanged' ? readNewOutcomes(context) : [],
		scanEvery:
			event === 'deleted' ? minutes(field('scanEvery', 60), 'Look Every (Minutes)') * 60_000 : 0,
		owners,
		associated,
		searchFilters: [...searchFilters(allowed), ...associated],
		accepts: (record) =>
			accepts(allowed, record) &&
			!(atOwnTime && isOff(record, allowed)) &&
			!(onlyWithoutOutcome && hasOutcome(record)),
		properties,
		shown,
		simplify: isOn(field('simplify', true)),
		associatedRecords:
			event === 'deleted' ? [] : readAssociatedRecords(field('associatedRecords', {})),
	};
	if (event === 'updated' && config.changes === 'properties' && isEmpty(config.watchedProperties)) {
		throw new InputError(
			'Watched Properties',
			'is empty',
			"Choose the properties whose changes count, or set 'Which Changes' to 'Any Change'.",
		);
	}
	return config;
}

function minutes(value: unknown, field: string): number {
	const number = Number(value);
	if (!isEmpty(value) && Number.isFinite(number) && number >= 0)
		return Math.round(number * 60_000) / 60_000;
	throw new InputError(field, 'is not a number of minutes', 'Give zero or more.');
}

/** Left empty the field means any outcome; an expression that comes out empty does not. */
function readNewOutcomes(context: IPollFunctions): string[] {
	const { newOutcomes = [] } = context.getNode().parameters;
	if (Array.isArray(newOutcomes) && newOutcomes.length === 0) return [];
	return readOutcomes(context.getNodeParameter('newOutcomes'), 'New Outcome');
}

function readStartDate(context: IPollFunctions, { startDate }: OptionFields) {
	const text = toInstant(startDate, { zone: context.getTimezone(), field: 'Start Date' });
	return text === undefined ? {} : { startDate: Date.parse(text) };
}

/** What a record of each type shows when no properties are chosen. */
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
