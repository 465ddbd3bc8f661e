import { InputError, isEmpty } from '../../common/input';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import { addMinutes, checkOrder, durationMinutes, toMinutes } from '../../hubspot/values/durations';

type Properties = Record<string, string>;

/** The field on screen. */
const DURATION = 'Duration (Minutes)';

/** What determines the times of a meeting, besides its properties. */
interface How {
	duration: unknown;
	zone: string;
}

function minutesFrom(properties: Properties, duration: unknown): number | undefined {
	const minutes = toMinutes(duration, DURATION);
	if (minutes !== undefined && properties[Prop.END]) {
		throw new InputError(DURATION, "is set together with 'End Time'", 'Set only one of them.');
	}
	return minutes;
}

/**
 * Completes the times of a new meeting. Computes the end from the duration, and sets the activity date to the start:
 * HubSpot's guide says that they should be the same.
 *
 * @throws InputError when there is neither a start nor an activity date, or when the end is before the start
 */
export function scheduleNew(properties: Properties, { duration, zone }: How): void {
	const minutes = minutesFrom(properties, duration);
	const start = properties[Prop.START];
	if (!start && !properties[Prop.DATE]) {
		throw new InputError(
			'Start Time',
			"is empty, and so is 'Activity Date'",
			'HubSpot needs one of them to place the meeting on the timeline.',
		);
	}
	if (minutes !== undefined) {
		if (!start) throw new InputError('Start Time', 'is empty', `'${DURATION}' requires it.`);
		properties[Prop.END] = addMinutes(start, minutes, DURATION);
	}
	if (start) properties[Prop.DATE] ??= start;
	if (start && properties[Prop.END])
		checkOrder(start, properties[Prop.END], { zone, field: 'End Time' });
}

/** Whether a change of times depends on the current times: it sets either the start or the end, but not both. */
export function needsPresentTimes(properties: Properties, duration: unknown): boolean {
	const start = properties[Prop.START];
	const end = properties[Prop.END] ?? (isEmpty(duration) ? undefined : 'by duration');
	return Boolean(start ?? end) && (start === undefined || end === undefined);
}

/**
 * Completes a change of times. If only the start changes, the end moves by the same time, so that the meeting keeps its
 * length. The activity date follows the start.
 *
 * @param present the current meeting, if `needsPresentTimes` is true
 */
export function scheduleChange(
	properties: Properties,
	{ duration, zone }: How,
	present?: HubSpotObject,
): void {
	const minutes = minutesFrom(properties, duration);
	const before = present?.properties ?? {};
	const start = properties[Prop.START] ?? before[Prop.START] ?? undefined;
	if (minutes !== undefined) {
		if (!start) {
			throw new InputError(DURATION, 'the meeting has no start yet', "Also set 'Start Time'.");
		}
		properties[Prop.END] = addMinutes(start, minutes, DURATION);
	} else if (
		properties[Prop.START] &&
		properties[Prop.END] === undefined &&
		before[Prop.START] &&
		before[Prop.END]
	) {
		const length = durationMinutes(before[Prop.START], before[Prop.END]);
		properties[Prop.END] = addMinutes(properties[Prop.START], length, 'Start Time');
	}
	if (properties[Prop.START]) properties[Prop.DATE] ??= properties[Prop.START];
	const end = properties[Prop.END] ?? before[Prop.END];
	if (start && end) checkOrder(start, end, { zone, field: 'End Time' });
}
