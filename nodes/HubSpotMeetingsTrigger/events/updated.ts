import { propertyDefinitions } from '../../api/properties';
import { InputError } from '../../common/input';
import { isReadOnlyProperty } from '../../hubspot/meetingProperties';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject, JsonObject } from '../../hubspot/types';
import { toNames } from '../../hubspot/values/ids';
import { choices } from '../../shared/fields/choice';
import type { HubSpotClient } from '../../transport/client';
import { fetchCurrent } from '../fetchCurrent';
import { latest, latestRecords } from '../samples';
import type { TriggerEvent } from '../triggerEvent';
import { changesOf, detectByHistory, whoChanged, type PropertyChange } from './byHistory';
import { detectByTimestamp } from './byTimestamp';
import type { MeetingEvent } from './event';

export const updated: MeetingEvent = {
	option: {
		name: 'Updated',
		value: 'updated',
		description:
			'A meeting was changed: in any way, by people and integrations, or in certain properties',
	},
	fields: [
		{
			displayName: 'Which Changes',
			name: 'changes',
			type: 'options',
			displayOptions: { show: { event: ['updated'] } },
			options: [
				{
					name: 'Any Change',
					value: 'any',
					description: "Including those that HubSpot makes itself, such as the owner's teams",
				},
				{
					name: 'By People and Integrations',
					value: 'byPeople',
					description: "Changes of writable properties. HubSpot's own updates do not count.",
				},
				{
					name: 'In Certain Properties',
					value: 'properties',
					description: 'Changes of the properties that you choose',
				},
			],
			default: 'any',
			description:
				'What counts as an update. The last two also return what was changed and by whom.',
		},
		choices('watchedProperties', {
			of: 'Watched Property',
			from: 'getProperties',
			displayOptions: { show: { event: ['updated'], changes: ['properties'] } },
			hint: 'The properties to watch',
		}),
	],
	detect(config, client, { field }) {
		const { event } = config;
		const changes = field<unknown>('changes', 'any');
		const newest = async () => await latest(client, config, { property: Prop.MODIFIED });
		if (changes === 'any') {
			return {
				/** Creating a meeting isn't an update. */
				detector: detectByTimestamp(
					Prop.MODIFIED,
					({ stamp, createdAt }) => (stamp === createdAt ? undefined : { type: event, at: stamp }),
					config,
					client,
				),
				samples: newest,
			};
		}
		const watched = toNames(field<unknown>('watchedProperties', []));
		if (changes === 'properties' && watched.length === 0) {
			throw new InputError(
				'Watched Properties',
				'is empty',
				"Choose the properties to watch, or set 'Which Changes' to 'Any Change'.",
			);
		}
		/** The properties whose changes count. */
		const counting = async () =>
			changes === 'properties' ? watched : await writableProperties(client);
		return {
			detector: detectByHistory(config, client, {
				properties: counting,
				eventsOf: (record, entries) => toUpdate(event, record, entries),
			}),
			/** Meetings that were changed, each with its last change that counts. */
			samples: async () => {
				const { properties } = config;
				const found = await latestRecords(client, config, { property: Prop.MODIFIED });
				const history = await counting();
				const records = await fetchCurrent(client, found, { properties, history });
				const updates = records.flatMap((record) => {
					const entries = history.flatMap((name) => changesOf(record, name));
					const last = Math.max(...entries.map(({ at }) => at));
					return toUpdate(
						event,
						record,
						entries.filter(({ at }) => at === last),
					);
				});
				return updates.length > 0 ? updates : await newest();
			},
		};
	},
};

/** Combines all new changes of a meeting into one event. Its time is that of the last change. */
function toUpdate(
	type: string,
	record: HubSpotObject,
	entries: readonly PropertyChange[],
): TriggerEvent[] {
	const changed = entries.filter(({ initial }) => !initial);
	if (changed.length === 0) return [];
	return [
		{
			type,
			at: Math.max(...changed.map(({ at }) => at)),
			record,
			details: { changes: changed.map(describe) },
		},
	];
}

const describe = (entry: PropertyChange): JsonObject => ({
	property: entry.property,
	from: entry.from,
	to: entry.to,
	at: new Date(entry.at).toISOString(),
	changedBy: whoChanged(entry),
});

/** The properties that people and integrations can write. HubSpot updates all others itself. */
async function writableProperties(client: HubSpotClient): Promise<string[]> {
	return (await propertyDefinitions(client))
		.filter(
			({ name, archived, calculated, modificationMetadata }) =>
				!archived &&
				!calculated &&
				!modificationMetadata?.readOnlyValue &&
				!isReadOnlyProperty(name),
		)
		.map(({ name }) => name);
}
