import type { INodePropertyOptions } from 'n8n-workflow';

import * as Prop from '../../hubspot/propertyNames';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
import { detectByDueTime, type Setting } from './byDueTime';
import { since } from './byTimestamp';

export const option: INodePropertyOptions = {
	name: 'Ended',
	value: 'ended',
	description: 'A meeting is over, by its end time or, where it has none, its start time',
};

/**
 * When a meeting is over by the last of the ends that it has had. An end that lay ahead when it was set is over when it
 * has come. One that was set when it had passed, as people correct it, ends a meeting that was still going on, and changes
 * nothing about one that was over; a meeting that is logged afterwards never ends.
 */
export function overAt(ends: readonly Setting[], after: number): number | undefined {
	return ends.reduce<number | undefined>((over, { time, setAt }) => {
		if (time + after > setAt) return time + after;
		return over !== undefined && over > setAt ? setAt : over;
	}, undefined);
}

export function detector(config: TriggerConfig, client: HubSpotClient): Detector {
	const after = config.minutesAfter * 60_000;
	const noEnd: SearchFilter = { propertyName: Prop.END, operator: 'NOT_HAS_PROPERTY' };
	const past = (name: string, until: number): SearchFilter => ({
		propertyName: name,
		operator: 'LTE',
		value: String(until - after),
	});
	return detectByDueTime(config, client, {
		type: 'ended',
		properties: [Prop.END, Prop.START],
		offset: after,
		groups: (from, until) =>
			[
				[since(Prop.END, from - after, until - after)],
				[past(Prop.END, until), since(Prop.MODIFIED, from)],
				[since(Prop.START, from - after, until - after), noEnd],
				[past(Prop.START, until), since(Prop.MODIFIED, from), noEnd],
			].map((filters) => ({ filters: [...filters, ...config.associated] })),
		fires: (ends) => overAt(ends, after),
	});
}
