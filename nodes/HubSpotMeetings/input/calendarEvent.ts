import type { IDataObject } from 'n8n-workflow';

import type { Reminder } from '../../api/scheduler';
import { InputError, isEmpty, oneOf, quote } from '../../common/input';
import * as Prop from '../../hubspot/propertyNames';
import type { Owner } from '../../hubspot/types';
import { toTexts } from '../../hubspot/values/ids';
import type { Item } from '../../transport/item';
import { readOrganizer, userIdOf } from './organizer';

/** What a calendar event needs in addition to the meeting's properties. */
export interface EventInput {
	organizer: Owner;
	/** HubSpot identifies the calendar by user ID, but the meeting's owner by owner ID. */
	organizerUserId: string;
	reminders: Reminder[];
	remindersDescribe: unknown;
	/** Properties that only this operation has fields for. */
	properties: Record<string, string>;
}

const LOCATION_TYPES = ['ADDRESS', 'CUSTOM', 'PHONE'] as const;
const UNITS = ['MINUTES', 'HOURS', 'DAYS', 'WEEKS'] as const;

/**
 * Reads the organizer, whose calendar gets the event, and the other fields that only a calendar event has.
 *
 * @throws InputError when the organizer or an attending owner is not an active user, or when a reminder can't be read
 */
export async function readEventInput(item: Item): Promise<EventInput> {
	const more = item.field<IDataObject>('additionalFields', {});
	const rows = (more.reminders as { reminder?: IDataObject[] } | undefined)?.reminder ?? [];
	const reminders = rows.map(toReminder);
	const locationType = more[Prop.LOCATION_TYPE];
	const properties: Record<string, string> = {};
	if (!isEmpty(locationType)) {
		const upper = typeof locationType === 'string' ? locationType.toUpperCase() : locationType;
		properties[Prop.LOCATION_TYPE] = oneOf(upper, LOCATION_TYPES, 'Location Type');
	}
	const organizer = await readOrganizer(item, item.field<unknown>('organizer', ''), 'Organizer');
	const attending = await Promise.all(
		toTexts(more[Prop.ATTENDING_OWNERS]).map(
			async (value) => await readOrganizer(item, value, 'Attending Owners'),
		),
	);
	if (attending.length > 0) {
		const ids = new Set(attending.map(({ id }) => id));
		properties[Prop.ATTENDING_OWNERS] = [...ids].join(';');
	}
	const organizerUserId = userIdOf(organizer, 'Organizer');
	const { remindersDescribe } = more;
	return { organizer, organizerUserId, reminders, remindersDescribe, properties };
}

/** The most units of a reminder: the minutes of a year. HubSpot's own maximum (int32) is too high to catch mistakes. */
const MOST_UNITS = 525_600;

function toReminder({ amount, unit }: IDataObject): Reminder {
	const numberOfTimeUnits = Number(amount);
	if (isEmpty(amount) || !(numberOfTimeUnits >= 1 && numberOfTimeUnits <= MOST_UNITS)) {
		throw new InputError(
			'Reminders',
			isEmpty(amount)
				? 'a reminder has no time before the start'
				: `${quote(amount)} is not a time before the start`,
			'Enter a whole number from 1, such as 30, and the unit.',
		);
	}
	if (!Number.isInteger(numberOfTimeUnits)) {
		throw new InputError(
			'Reminders',
			`${quote(amount)} is not a whole number`,
			'Use a smaller unit, such as 90 minutes.',
		);
	}
	return { numberOfTimeUnits, timeUnit: oneOf(unit, UNITS, 'Reminders') };
}
