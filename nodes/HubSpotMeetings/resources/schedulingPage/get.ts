import type { JsonObject } from 'n8n-workflow';

import type { PageDetails } from '../../../hubspot/scheduling';
import { isOn } from '../../../hubspot/values/conversion';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { optionsField } from '../../fields/options';
import { outputFields } from '../../fields/readOptions';
import { schedulingPage } from '../../fields/schedulingPage';
import { show } from '../../fields/show';
import { readSchedulingPage } from '../../input/schedulingPage';

export const option: OperationOption = {
	name: 'Get',
	value: 'get',
	action: 'Get scheduling page',
	description: 'Retrieve the durations, form fields, consent and members of a scheduling page',
	request: { method: 'GET', url: '/scheduler/meetings/meeting-links/book/{slug}' },
};

export const description = show({ resource: ['schedulingPage'], operation: ['get'] }, [
	schedulingPage,
	simplifyField,
	optionsField([outputFields]),
]);

/** HubSpot's names for the interval between the start times of a page, with the minutes. */
const INCREMENTS: Record<string, number> = {
	FIVE: 5,
	TEN: 10,
	FIFTEEN: 15,
	TWENTY: 20,
	THIRTY: 30,
	FORTY_FIVE: 45,
	SIXTY: 60,
	NINETY: 90,
	ONE_HUNDRED_TWENTY: 120,
};

/** Returns one page: what can be booked on it, and what a booking must contain. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const { slug, details } = await readSchedulingPage(item);
	const json = isOn(item.field('simplify', true)) ? simplified(slug, details) : details.all;
	return [json as JsonObject];
}

function simplified(slug: string, page: PageDetails): Record<string, unknown> {
	const { settings, consent, durations } = page;
	const buffer = Number(settings.meetingBufferTime);
	const all = {
		id: page.linkId,
		slug,
		type: page.linkType,
		isOffline: page.isOffline,
		durationsMinutes: durations.map((duration) => duration / 60_000),
		startsEveryMinutes: INCREMENTS[String(settings.startTimeIncrementMinutes)],
		bufferMinutes: Number.isFinite(buffer) ? buffer / 60_000 : undefined,
		weeksToAdvertise: settings.weeksToAdvertise,
		availableFrom: instant(settings.customAvailabilityStartDate),
		availableUntil: instant(settings.customAvailabilityEndDate),
		location: settings.location,
		formFields: page.formFields,
		consent,
		members: page.members,
		guests: page.guests,
		language: settings.language,
		locale: settings.locale,
	};
	return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

const instant = (value: unknown) =>
	Number.isSafeInteger(value) ? new Date(value as number).toISOString() : undefined;
