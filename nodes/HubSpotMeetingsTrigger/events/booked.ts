import { InputError } from '../../common/input';
import * as Prop from '../../hubspot/propertyNames';
import type { HubSpotObject } from '../../hubspot/types';
import type { SearchFilter } from '../../hubspot/values/searchFilters';
import { propertiesThere } from '../accountProperties';
import { latest } from '../samples';
import { detectByTimestamp } from './byTimestamp';
import type { MeetingEvent } from './event';

/** The source of meetings that people book on a public scheduling page. */
const PUBLIC = 'MEETINGS_PUBLIC';

/**
 * The filters that find bookings, by property. HubSpot's documents don't say whether a booking through its API has the ID
 * of the page.
 */
const SIGNS: Record<string, SearchFilter> = {
	[Prop.BOOKED_ON]: { propertyName: Prop.BOOKED_ON, operator: 'HAS_PROPERTY' },
	[Prop.SOURCE]: { propertyName: Prop.SOURCE, operator: 'EQ', value: PUBLIC },
};

const isBooked = ({ properties }: HubSpotObject) =>
	Boolean(properties[Prop.BOOKED_ON]) || properties[Prop.SOURCE]?.toUpperCase() === PUBLIC;

export const booked: MeetingEvent = {
	option: {
		name: 'Booked',
		value: 'booked',
		description:
			'A meeting was booked on a scheduling page. It is not confirmed that HubSpot marks bookings made through its API.',
	},
	async detect(all, client) {
		const there = await propertiesThere(client, Object.keys(SIGNS));
		if (there.length === 0) {
			throw new InputError(
				'Trigger On',
				`meetings have neither of the properties ${Object.keys(SIGNS).join(' and ')} in this account, so booked meetings can't be identified`,
				"Use 'Created'.",
			);
		}
		const config = {
			...all,
			anyOf: there.map((name) => SIGNS[name]),
			properties: [...new Set([...all.properties, ...there])],
			accepts: (record: HubSpotObject) => all.accepts(record) && isBooked(record),
		};
		return {
			detector: detectByTimestamp(
				Prop.CREATED,
				({ createdAt }) => ({ type: config.event, at: createdAt }),
				config,
				client,
			),
			samples: async () =>
				await latest(client, config, { property: Prop.CREATED, anyOf: config.anyOf }),
		};
	},
};
