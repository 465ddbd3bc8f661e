import type { MeetingEvent, SharedField } from './event';
import { booked } from './booked';
import { created } from './created';
import { createdOrUpdated } from './createdOrUpdated';
import { deleted } from './deleted';
import { ended } from './ended';
import { outcomeChanged } from './outcomeChanged';
import { rescheduled } from './rescheduled';
import { startingSoon } from './startingSoon';
import { updated } from './updated';

/** The events in the order of the list. n8n's lint wants them sorted by name. */
export const EVENTS: readonly MeetingEvent[] = [
	booked,
	created,
	createdOrUpdated,
	deleted,
	ended,
	outcomeChanged,
	rescheduled,
	startingSoon,
	updated,
];

/** The event of a new node. */
export const DEFAULT_EVENT = created.option.value;

/** The events that don't use a shared field. */
export const eventsWithout = (field: SharedField): string[] =>
	EVENTS.filter(({ hides = [] }) => hides.includes(field)).map(({ option }) => option.value);
