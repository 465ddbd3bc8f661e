import { findByFilter, findByText } from '../../api/findByValue';
import { portalIdOf } from '../../api/portal';
import { readRecords } from '../../api/records';
import { InputError } from '../../common/input';
import { list } from '../../common/text';
import { SEARCH_DELAY } from '../../hubspot/errors/phrases';
import { meetingProperty } from '../../hubspot/meetingProperties';
import type { ValueType } from '../../hubspot/values/conversion';
import { parseRecordUrl } from '../../hubspot/values/ids';
import { familyOf } from '../../hubspot/values/operators';
import { readFilter, toFilter, type SearchFilter } from '../../hubspot/values/searchFilters';
import { HubSpotApiError } from '../../transport/apiError';
import type { Item } from '../../transport/item';
import { comparedType, comparisonContext } from './comparedValues';
import type { ValueOptions } from './meetingInput';
import { timesFor } from './meetingProperties';
import { optionalIdProperty, readMeetingId } from './reading';

/** Identifies a meeting by its ID, or by the value of another property. */
export interface MeetingRef {
	id: string;
	/** The property that has the value in `id`. Undefined if `id` is the record ID. */
	by?: string;
	/** Whether the meeting is deleted. HubSpot's search does not return deleted meetings. */
	archived?: boolean;
}

/**
 * Calls `act` with the meeting that an item is about. HubSpot finds a meeting by its ID or by a unique property. For any
 * other property, the node searches for the value. Only HubSpot's response shows whether a property of the account is
 * unique, so `act` is tried first with the property.
 *
 * @param act called with the ID, or with the value and its unique property
 * @throws InputError when no meeting or several meetings have the value, or when the search can't find a deleted meeting
 */
export async function withMeeting<T>(
	item: Item,
	{ id, by, archived = false }: MeetingRef,
	act: (id: string, by?: string) => Promise<T>,
): Promise<T> {
	if (by === undefined) return await act(id);
	if (!isHubSpotsOwn(by)) {
		const outcome = await act(id, by).then(
			(result) => ({ result }),
			(error: unknown) => ({ error }),
		);
		if ('result' in outcome) return outcome.result;
		if (!isNotUnique(outcome.error)) throw outcome.error;
	}
	if (archived) {
		throw new InputError(
			'Find By',
			`HubSpot's search does not find deleted meetings, and the values of ${by} are not unique`,
			'Find a deleted meeting by its ID or a property whose values are unique.',
		);
	}
	return await act(await searchId(item, by, id));
}

/**
 * Finds the ID of the meeting that an item is about, for requests that accept only an ID.
 *
 * @throws InputError when no meeting has the value, or several have it
 */
export const meetingIdOf = async (item: Item, meeting: MeetingRef): Promise<string> =>
	await withMeeting(item, meeting, async (value, unique) => {
		if (!unique) return value;
		const endpoint = readRecords('meetings', { properties: [], idProperty: unique });
		return (await item.batch(endpoint, value)).id;
	});

/**
 * Reads the ID of the meeting whose files the item is about.
 *
 * @throws InputError for a URL of another account, where a different meeting may have the same ID, and when 'Find By'
 *   finds no meeting or several
 */
export async function readMeetingOfFiles(
	item: Item,
	options: { idProperty?: unknown },
): Promise<string> {
	const by = optionalIdProperty(options);
	const id = readMeetingId(item, by);
	const given = item.field<unknown>('meetingId', '');
	const address = by ? undefined : parseRecordUrl(String(given));
	const own = address && (await portalIdOf(item));
	if (own !== undefined && own !== address?.portalId) {
		throw new InputError(
			'Meeting',
			`the URL belongs to HubSpot account ${address?.portalId}, but the access token belongs to account ${own}`,
			"Enter the URL of a meeting in the token's account, or choose another credential.",
		);
	}
	return await meetingIdOf(item, { id, by });
}

/** Whether HubSpot defines the property. Such properties are not unique, and users can't change that. */
const isHubSpotsOwn = (name: string) =>
	meetingProperty(name) !== undefined || /^(?:hs_|hubspot_)/.test(name);

/** Whether HubSpot refused to find a record by a property because its values are not unique. */
const isNotUnique = (error: unknown) =>
	error instanceof HubSpotApiError &&
	error.failure.kind === 'validation' &&
	!error.failure.propertyErrors?.length &&
	/uniqu/i.test(error.failure.hubspotMessage ?? '');

/** Searches for the meeting. One request finds up to a hundred texts. Any other value takes a separate request. */
async function searchId(item: Item, by: string, value: string): Promise<string> {
	const valueType = await comparedType(item, by, [value]);
	const isText = familyOf(valueType.kind) === 'text';
	const ids = isText
		? await findByText(item, by, value)
		: (await findByFilter(item, await filterFor(item, by, valueType, value))).map(({ id }) => id);
	if (ids.length === 1) return ids[0];
	throw new InputError(
		'Meeting',
		ids.length === 0
			? `HubSpot's search finds no meeting with the ${by} ${value}`
			: `${ids.length} meetings have the ${by} ${value}: ${list(ids)}`,
		ids.length === 0 ? `Check the value. ${SEARCH_DELAY}` : 'Enter the ID of one of them.',
	);
}

async function filterFor(
	item: Item,
	propertyName: string,
	valueType: ValueType,
	value: string,
): Promise<SearchFilter> {
	const filter = readFilter({ propertyName, operator: 'EQ', value }, 'Meeting');
	const times = timesFor(item, item.field<ValueOptions>('options', {}));
	return toFilter(filter, valueType, await comparisonContext(item, valueType, [value], times));
}
