import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError, isEmpty } from '../../common/input';
import type { HubSpotObject } from '../../hubspot/types';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import type { HubSpotClient } from '../../transport/client';
import type { Allowed } from '../allowed';
import type { Detector } from '../cursor';
import type { TriggerEvent } from '../triggerEvent';

/** Fields of all events that some of them hide. What is hidden does not count. */
export type SharedField = 'associatedRecords' | 'associatedWith' | 'outcomes' | 'startDate';

/** Ids that a poll has found and the next one need not ask for. */
export interface Known {
	owners?: Record<string, string>;
	records?: Record<string, string>;
}

/** What the user wants of the trigger, whatever the event, checked. */
export interface TriggerConfig {
	/** The event's value. */
	event: string;
	/** Since when, in epoch ms; undefined for "from now on". */
	startDate?: number;
	/** Ids of the owners and records that the filters name otherwise, such as by email address. */
	known: Known;
	/** The values that a meeting may have. */
	allowed: Allowed;
	/** The filter on associated records. */
	associated: SearchFilter[];
	/** All filters, for a search. */
	searchFilters: SearchFilter[];
	/** All filters but the one on associated records. */
	accepts: (record: HubSpotObject) => boolean;
	/** The properties that are read. */
	properties: string[];
	/** Those that come out. */
	shown: string[];
	simplify: boolean;
	/** Object types whose associated records come out, with their properties. */
	associatedRecords: Array<{ type: string; properties: string[] }>;
}

/** How an event reads its own fields. */
export interface EventFields {
	field: <T>(name: string, fallback: T) => T;
	/** An option of the Options collection. */
	option: (name: string) => unknown;
	/** A field as the user wrote it, its expression not resolved. */
	written: (name: string) => unknown;
}

/** How an event is watched. */
export interface Detection {
	/** What finds it by search. */
	detector?: Detector;
	/** For deletions, which are in no search: how often the recycling bin is scanned, in ms. */
	scanEvery?: number;
	/** What a manual test shows: the latest meetings as the event would emit them, whether or not anything just happened. */
	samples: () => Promise<TriggerEvent[]>;
}

/** All that there is to know of an event; nothing outside its file names it but the index. */
export interface MeetingEvent {
	/** What users see; the value is what their workflows keep. */
	option: INodePropertyOptions & { value: string };
	/** Its own fields. */
	fields?: INodeProperties[];
	/** Its own options, in the Options collection. */
	options?: INodeProperties[];
	/** Fields of all events that it has no use for; without `startDate` in it, it has a start date. */
	hides?: readonly SharedField[];
	/**
	 * @throws InputError for a field of its own that can't be used
	 */
	detect: (
		config: TriggerConfig,
		client: HubSpotClient,
		fields: EventFields,
	) => Detection | Promise<Detection>;
}

/** A number of minutes, exact to the millisecond. */
export function toMinutes(value: unknown, field: string): number {
	const number = Number(value);
	if (!isEmpty(value) && Number.isFinite(number) && number >= 0)
		return Math.round(number * 60_000) / 60_000;
	throw new InputError(field, 'is not a number of minutes', 'Enter zero or more.');
}
