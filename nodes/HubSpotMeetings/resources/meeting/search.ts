import type { JsonObject } from 'n8n-workflow';

import { searchRecords } from '../../../api/search';
import { allOf } from '../../../common/allOf';
import { InputError, isEmpty, oneOf, textOf } from '../../../common/input';
import { LIMITS } from '../../../hubspot/limits';
import type { Sort } from '../../../hubspot/values/searchBody';
import { bothOf, plainText } from '../../../hubspot/values/searchFilters';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import { MAX_RESULTS, type OperationOption } from '../../../transport/operation';
import { filterGroups, filterGroupsJson, filterType, sort } from '../../fields/filterGroups';
import { optionsField } from '../../fields/options';
import { quickFilters } from '../../fields/quickFilters';
import { foundOptions, returnAllFields } from '../../fields/readOptions';
import { show } from '../../fields/show';
import { timeOptions } from '../../fields/valuesToSend';
import { comparedType } from '../../input/comparedValues';
import { meetingOutput } from '../../input/meetingOutput';
import { timesFor } from '../../input/meetingProperties';
import { readFilterGroups } from '../../input/readFilterGroups';
import { readQuickFilters, toQuickGroups } from '../../input/readQuickFilters';
import { readLimit, readReading, refuseTooMany } from '../../input/reading';

export const option: OperationOption = {
	name: 'Search',
	value: 'search',
	action: 'Search meetings',
	description: 'Find meetings by time, outcome, owner, text or any other property',
	request: { method: 'POST', url: '/objects/meetings/search' },
};

export const description = show({ resource: ['meeting'], operation: ['search'] }, [
	quickFilters,
	filterType,
	filterGroups,
	filterGroupsJson,
	...returnAllFields,
	sort,
	simplifyField,
	optionsField([...foundOptions, ...timeOptions]),
]);

/** Finds meetings (POST /crm/v3/objects/meetings/search), two hundred per page. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = readReading(item);
	const limit = readLimit(item);
	const times = timesFor(item, options);
	const quick = readQuickFilters(item);
	const order = readSort(item);
	const reads = [readFilterGroups(item, times), toQuickGroups(item, quick, times)] as const;
	const sortType = order && comparedType(item, order.propertyName);
	await allOf<unknown>([...reads, ...(sortType ? [sortType] : [])]);
	const groups = bothOf(await reads[0], await reads[1]);
	const wanted = {
		limit: Math.min(limit, MAX_RESULTS + 1),
		sortKind: (await sortType)?.kind,
		...(limit > LIMITS.search.results && {
			expect: (total: number) => refuseTooMany(Math.min(total, limit), MAX_RESULTS),
		}),
	};
	const question = {
		filterGroups: groups,
		properties: options.properties,
		query: plainText(quick.query, 'Search Text'),
		sort: order,
	};
	const meetings = await searchRecords(item, 'meetings', question, wanted);
	if (meetings.length === 0) item.hint('nothingMatches', '');
	return await meetingOutput(item, meetings, options);
}

/** Reads the sort order, if there is one. */
function readSort(item: Item): Sort | undefined {
	const { by } = item.field<{ by?: Partial<Sort> }>('sort', {});
	if (!by) return undefined;
	if (isEmpty(by.propertyName)) {
		throw new InputError('Sort', 'has no property', 'Choose one, or remove the sort.');
	}
	const propertyName = textOf(by.propertyName);
	const { direction = 'DESCENDING' } = by;
	return { propertyName, direction: oneOf(direction, ['ASCENDING', 'DESCENDING'], 'Direction') };
}
