import * as Prop from '../../hubspot/propertyNames';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import { choices } from '../../shared/fields/choice';
import { readOutcomes } from '../allowed';
import { fetchCurrent } from '../fetchCurrent';
import { latestRecords } from '../samples';
import { changesOf, detectByHistory, toChange } from './byHistory';
import type { EventFields, MeetingEvent } from './event';

const NEW_OUTCOMES = 'newOutcomes';

export const outcomeChanged: MeetingEvent = {
	option: {
		name: 'Outcome Set or Changed',
		value: 'outcomeChanged',
		description: 'A meeting got its first outcome, or a different one',
	},
	fields: [
		choices(NEW_OUTCOMES, {
			of: 'New Outcome',
			from: 'getOutcomes',
			displayOptions: { show: { event: ['outcomeChanged'] } },
			hint: 'The outcomes to trigger on. Leave empty for any.',
		}),
	],
	hides: ['outcomes'],
	detect(config, client, fields) {
		const { event, properties } = config;
		const wanted = readNewOutcomes(fields);
		return {
			/** Each change of the outcome is a separate event. */
			detector: detectByHistory(config, client, {
				properties: async () => [Prop.OUTCOME],
				eventsOf: (record, entries) =>
					entries
						.filter(({ to }) => wanted.length === 0 || wanted.includes(to ?? ''))
						.map((entry) => toChange(event, record, entry)),
			}),
			samples: async () => {
				const filter: SearchFilter =
					wanted.length > 0
						? { propertyName: Prop.OUTCOME, operator: 'IN', values: wanted }
						: { propertyName: Prop.OUTCOME, operator: 'HAS_PROPERTY' };
				const found = await latestRecords(client, config, {
					property: Prop.MODIFIED,
					filters: [filter],
				});
				const history = [Prop.OUTCOME];
				const records = await fetchCurrent(client, found, { properties, history });
				return records.flatMap((record) => {
					const [entry] = changesOf(record, Prop.OUTCOME);
					return entry ? [toChange(event, record, entry)] : [];
				});
			},
		};
	},
};

/** If the field is left empty, any outcome counts. An expression that evaluates to an empty value is an error. */
function readNewOutcomes({ field, written }: EventFields): string[] {
	const given = written(NEW_OUTCOMES) ?? [];
	if (Array.isArray(given) && given.length === 0) return [];
	return readOutcomes(field<unknown>(NEW_OUTCOMES, []), 'New Outcome');
}
