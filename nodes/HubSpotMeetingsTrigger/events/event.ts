import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError, isEmpty } from '../../common/input';
import type { HubSpotObject } from '../../hubspot/types';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import type { HubSpotClient } from '../../transport/client';
import type { Allowed } from '../allowed';
import type { Detector } from '../cursor';
import type { TriggerEvent } from '../triggerEvent';

/** Fields that all events share. An event can hide them. The value of a hidden field is ignored. */
export type SharedField = 'associatedRecords' | 'associatedWith' | 'outcomes' | 'startDate';

/** IDs that a poll has looked up, so that the next poll doesn't have to. */
export interface Known {
	owners?: Record<string, string>;
	records?: Record<string, string>;
}

/** The trigger's settings that don't depend on the event, validated. */
export interface TriggerConfig {
	/** The event's value. */
	event: string;
	/** Emit events since this time, in epoch ms. Undefined for new events only. */
	startDate?: number;
	/** IDs of the owners and records that the filters don't give by ID, by what they give, such as an email address. */
	known: Known;
	/** The filters on properties. */
	allowed: Allowed;
	/** The filter on associated records. */
	associated: SearchFilter[];
	/** The filters for HubSpot's search: all that fit. */
	searchFilters: SearchFilter[];
	/** Checks all filters except the one on associated records. */
	accepts: (record: HubSpotObject) => boolean;
	/** The properties to read. */
	properties: string[];
	/** The properties to return. */
	shown: string[];
	simplify: boolean;
	/** Object types whose associated records to return, each with the properties to return. */
	associatedRecords: Array<{ type: string; properties: string[] }>;
}

/** How an event reads its own fields. */
export interface EventFields {
	field: <T>(name: string, fallback: T) => T;
	/** An option of the Options collection. */
	option: (name: string) => unknown;
	/** A field as the user wrote it, without evaluating an expression. */
	written: (name: string) => unknown;
}

/** How an event is detected. */
export interface Detection {
	/** Detects the event by search. */
	detector?: Detector;
	/** How often to scan the recycling bin, in ms. Only for deletions, since search doesn't find deleted meetings. */
	scanEvery?: number;
	/** What a manual test shows: the latest meetings as the event would emit them, even if nothing happened just now. */
	samples: () => Promise<TriggerEvent[]>;
}

/** Everything about an event. Outside the event's file, only the index names it. */
export interface MeetingEvent {
	/** What users see. Workflows store the value. */
	option: INodePropertyOptions & { value: string };
	/** Its own fields. */
	fields?: INodeProperties[];
	/** Its own options, in the Options collection. */
	options?: INodeProperties[];
	/** Shared fields that the event doesn't use. An event has a start date unless `startDate` is listed here. */
	hides?: readonly SharedField[];
	/**
	 * Reads the event's own fields and returns how to detect it.
	 *
	 * @throws InputError if one of these fields can't be used
	 */
	detect: (
		config: TriggerConfig,
		client: HubSpotClient,
		fields: EventFields,
	) => Detection | Promise<Detection>;
}

/** Reads a number of minutes and rounds it to whole milliseconds. */
export function toMinutes(value: unknown, field: string): number {
	const number = Number(value);
	if (!isEmpty(value) && Number.isFinite(number) && number >= 0)
		return Math.round(number * 60_000) / 60_000;
	throw new InputError(field, 'is not a number of minutes', 'Enter zero or more.');
}
