import type { INodeProperties, JsonObject } from 'n8n-workflow';

import { listSchedulingPages } from '../../../api/scheduler';
import { InputError, isEmpty, oneOf, textOf } from '../../../common/input';
import { PAGE_TYPES } from '../../../hubspot/scheduling';
import type { Item } from '../../../transport/item';
import { MAX_RESULTS, type OperationOption } from '../../../transport/operation';
import { owner } from '../../fields/propertyFields';
import { optionsField } from '../../fields/options';
import { outputFields, returnAllFields } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { readOrganizer, userIdOf } from '../../input/organizer';
import { readLimit, refuseTooMany } from '../../input/reading';

interface Filters {
	name?: unknown;
	organizer?: unknown;
	type?: unknown;
}

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Which pages to return. Defaults to all.',
	options: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. Intro call',
			description: 'Only pages with this name',
		},
		{
			...owner,
			displayName: 'Organizer',
			name: 'organizer',
			description:
				'Only pages of this user: choose from the list, or enter the owner ID or email address',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Group', value: 'GROUP_CALENDAR', description: 'All members must be free' },
				{ name: 'Personal', value: 'PERSONAL_LINK', description: 'The page of one person' },
				{
					name: 'Round Robin',
					value: 'ROUND_ROBIN_CALENDAR',
					description: 'One of the members takes the meeting',
				},
			],
			default: 'PERSONAL_LINK',
			description: 'Only pages of this type',
		},
	],
};

export const option: OperationOption = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many scheduling pages',
	description: 'Retrieve the scheduling pages (meeting links) of the account, with their slugs',
	request: { method: 'GET', url: '/scheduler/meetings/meeting-links' },
};

export const description = show({ resource: ['schedulingPage'], operation: ['getAll'] }, [
	...returnAllFields,
	filters,
	optionsField([outputFields]),
]);

/** Lists the account's scheduling pages, a hundred per request. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const given = item.field<Filters>('filters', {});
	const limit = readLimit(item);
	// Refuses a filter that was added but is empty: ignoring it would return more than intended.
	const name = 'name' in given ? required(given.name, 'Name') : undefined;
	const type = 'type' in given ? oneOf(given.type, PAGE_TYPES, 'Type') : undefined;
	const organizerUserId =
		'organizer' in given
			? userIdOf(await readOrganizer(item, given.organizer, 'Organizer'), 'Organizer')
			: undefined;
	const pages = await listSchedulingPages(
		item,
		{ name, type, organizerUserId },
		Math.min(limit, MAX_RESULTS + 1),
	);
	refuseTooMany(pages.length, MAX_RESULTS);
	return pages as unknown as JsonObject[];
}

function required(value: unknown, field: string): string {
	if (isEmpty(value))
		throw new InputError(field, 'is empty', 'Enter a value, or remove the filter.');
	return textOf(value);
}
