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

/** The events as they are offered, sorted by their names as n8n wants them. */
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

/** That of a new node. */
export const DEFAULT_EVENT = created.option.value;

/** The events that have no use for a field. */
export const eventsWithout = (field: SharedField): string[] =>
	EVENTS.filter(({ hides = [] }) => hides.includes(field)).map(({ option }) => option.value);
