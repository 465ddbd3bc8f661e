import { deletedAt, readRecycleBinPage } from '../recycleBin';
import { HANDFUL } from '../samples';
import { toMinutes, type MeetingEvent } from './event';

export const deleted: MeetingEvent = {
	option: {
		name: 'Deleted',
		value: 'deleted',
		description: 'A meeting was moved to the recycling bin',
	},
	fields: [
		{
			displayName:
				'HubSpot does not list deleted meetings by deletion time, so each scan reads the whole recycling bin, with one request per 100 meetings',
			name: 'deletedNotice',
			type: 'notice',
			displayOptions: { show: { event: ['deleted'] } },
			default: '',
		},
		{
			displayName: 'Scan Interval (Minutes)',
			name: 'scanEvery',
			type: 'number',
			typeOptions: { minValue: 1 },
			displayOptions: { show: { event: ['deleted'] } },
			default: 60,
			description: 'How often to scan the recycling bin. Polls in between send no requests.',
		},
	],
	hides: ['associatedRecords', 'associatedWith'],
	detect: (config, client, { field }) => ({
		scanEvery: toMinutes(field('scanEvery', 60), 'Scan Interval (Minutes)') * 60_000,
		/** From the first page of the recycling bin only, since HubSpot can't list it by date. */
		samples: async () => {
			const { results } = await readRecycleBinPage(client, config.properties);
			return results
				.filter(config.accepts)
				.map((record) => ({ type: config.event, at: deletedAt(record) ?? 0, record }))
				.sort((a, b) => b.at - a.at)
				.slice(0, HANDFUL);
		},
	}),
};
