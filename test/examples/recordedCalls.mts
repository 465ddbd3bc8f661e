import type { IDataObject } from 'n8n-workflow';

import type { ToolCall } from '../support/model.mts';
import { api } from '../support/versions.mts';

/** A request that HubSpot must receive: method, path, and the keys and values that its body must include. */
export type Sent = readonly [method: string, path: string, body?: object];

/** A user's message to an agent, the tool calls that a model made for it, and the expected requests and response. */
export interface Recorded {
	words: string;
	calls: ToolCall[];
	/** All requests that write, and the reads that answer the message. */
	sent: Sent[];
	/** A part of the last tool response, or a pattern for it. */
	says: string | RegExp;
}

/** When and where the messages were sent: on a Wednesday morning in Berlin. */
export const ASKED_AT = '2026-11-25T09:30:00Z';
export const ASKED_IN = 'Europe/Berlin';

const MEETINGS = `${api.objects}/meetings`;
const meeting = (id: string) => `${MEETINGS}/${id}`;
const linksOf = (type: string) => `${api.associations}/meetings/${type}/batch/read`;
const meetingsOf = (type: string) => `${api.associations}/${type}/meetings/batch/read`;
const PAGES = `${api.scheduler}/meeting-links`;
const pageOf = (slug: string) => `${PAGES}/book/${encodeURIComponent(slug)}`;
const timesOf = (slug: string) => `${PAGES}/book/availability-page/${encodeURIComponent(slug)}`;

/** A search for meetings on whole days in Berlin, with more filters. All these days have the offset +01:00. */
const search = (from: string, to: string, ...more: object[]): Sent => [
	'POST',
	`${MEETINGS}/search`,
	{
		filterGroups: [
			{
				filters: [
					{
						propertyName: 'hs_meeting_start_time',
						operator: 'BETWEEN',
						value: String(Date.parse(`${from}T00:00:00+01:00`)),
						highValue: String(Date.parse(`${to}T23:59:59.999+01:00`)),
					},
					...more,
				],
			},
		],
		limit: 20,
	},
];

const outcome = (value: string) => ({ propertyName: 'hs_meeting_outcome', operator: 'EQ', value });
const title = (value: string) => ({
	propertyName: 'hs_meeting_title',
	operator: 'CONTAINS_TOKEN',
	value,
});

const change = (id: string, properties: Record<string, string>): Sent => [
	'PATCH',
	meeting(id),
	{ properties },
];

const linked = (id: string, associationTypeId: number) => ({
	to: { id },
	types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }],
});

const call = (tool: string, args: IDataObject = {}): ToolCall => ({ tool, args });

const ADA = 'ada.fischer@nordhafen.example';

export const RECORDED: Recorded[] = [
	{
		words: 'Move my call with Ada to Thursday at 3.',
		calls: [
			call('Find_meetings', { from: '2026-11-25', to: '2026-12-09' }),
			call('Change_a_meeting', { meeting: '17612479137', start: '2026-11-26T15:00' }),
		],
		sent: [
			search('2026-11-25', '2026-12-09'),
			change('17612479137', {
				hs_meeting_start_time: '2026-11-26T14:00:00.000Z',
				hs_meeting_end_time: '2026-11-26T14:30:00.000Z',
				hs_timestamp: '2026-11-26T14:00:00.000Z',
			}),
		],
		says: '2026-11-26T14:00:00Z',
	},
	{
		words: "Who didn't show up last week?",
		calls: [call('Find_meetings', { from: '2026-11-16', to: '2026-11-22', outcome: 'NO_SHOW' })],
		sent: [search('2026-11-16', '2026-11-22', outcome('NO_SHOW'))],
		says: 'hannah.moss@kestrel-dairy.example',
	},
	{
		words:
			'Book an intro call with Mara for noor.haddad@tallgrass.example next Tuesday afternoon. Noor Haddad, she is in Chicago.',
		calls: [
			call('Scheduling_pages'),
			call('Get_free_times', {
				page: 'mara-lindqvist/intro',
				from: '2026-12-01T12:00',
				to: '2026-12-01T18:00',
				timeZone: 'America/Chicago',
			}),
			call('Get_free_times', {
				page: 'mara-lindqvist/intro',
				from: '2026-12-01T12:00',
				to: '2026-12-01T18:00',
			}),
			call('Book_a_meeting', {
				page: 'mara-lindqvist/intro',
				start: '2026-12-01T16:00:00+01:00',
				email: 'noor.haddad@tallgrass.example',
				firstName: 'Noor',
				lastName: 'Haddad',
				timeZone: 'America/Chicago',
			}),
		],
		sent: [
			['GET', PAGES],
			['GET', timesOf('mara-lindqvist/intro')],
			['GET', timesOf('mara-lindqvist/intro')],
			[
				'POST',
				`${PAGES}/book`,
				{
					slug: 'mara-lindqvist/intro',
					startTime: '2026-12-01T15:00:00.000Z',
					duration: 1_800_000,
					email: 'noor.haddad@tallgrass.example',
					firstName: 'Noor',
					lastName: 'Haddad',
					timezone: 'America/Chicago',
				},
			],
		],
		says: '"startLocal":"2026-12-01T09:00:00-06:00"',
	},
	{
		words: `What have I got with ${ADA}?`,
		calls: [call('Meetings_of_a_record', { record: ADA })],
		sent: [['POST', meetingsOf('contacts'), { inputs: [{ id: '102' }] }]],
		says: /Pricing call \(new date\).*Pricing call.*Intro meeting/,
	},
	{
		words: `Log the call I had with ${ADA} an hour ago: she wants the offer by Friday.`,
		calls: [
			call('Log_a_meeting', {
				title: 'Call with Ada Fischer',
				start: '2026-11-25T09:30',
				contacts: ADA,
				notes: 'She wants the offer by Friday.',
				outcome: 'COMPLETED',
			}),
		],
		sent: [
			[
				'POST',
				MEETINGS,
				{
					properties: {
						hs_meeting_title: 'Call with Ada Fischer',
						hs_meeting_start_time: '2026-11-25T08:30:00.000Z',
						hs_meeting_end_time: '2026-11-25T09:00:00.000Z',
						hs_meeting_outcome: 'COMPLETED',
						hs_internal_meeting_notes: 'She wants the offer by Friday.',
					},
					associations: [linked('102', 200), linked('301', 188)],
				},
			],
		],
		says: '"alsoAssociated":{"companies":["301"]}',
	},
	{
		words: 'Mark yesterday’s noise measurement as completed.',
		calls: [
			call('Find_meetings', { from: '2026-11-24', to: '2026-11-24', title: 'noise' }),
			call('Change_a_meeting', { meeting: '17612479145', outcome: 'COMPLETED' }),
		],
		sent: [
			search('2026-11-24', '2026-11-24', title('noise')),
			change('17612479145', { hs_meeting_outcome: 'COMPLETED' }),
		],
		says: '"hs_meeting_outcome":"COMPLETED"',
	},
	{
		words: 'What is on today and tomorrow?',
		calls: [call('Find_meetings', { from: '2026-11-25', to: '2026-11-26' })],
		sent: [search('2026-11-25', '2026-11-26')],
		says: 'Second try: demo for Kestrel Dairy',
	},
	{
		words: 'Cancel the campus walk, Blueport has closed the gate.',
		calls: [
			call('Find_meetings', { from: '2026-11-25', to: '2026-12-31', title: 'campus' }),
			call('Change_a_meeting', {
				meeting: '17612479144',
				outcome: 'CANCELED',
				notes: 'Blueport has closed the gate.',
			}),
		],
		sent: [
			search('2026-11-25', '2026-12-31', title('campus')),
			change('17612479144', {
				hs_meeting_outcome: 'CANCELED',
				hs_internal_meeting_notes: 'Blueport has closed the gate.',
			}),
		],
		says: '"hs_meeting_outcome":"CANCELED"',
	},
	{
		words: 'How many site visits did Mara have this month?',
		calls: [
			call('Find_meetings', {
				from: '2026-11-01',
				to: '2026-11-30',
				owner: 'mara.lindqvist@brightfield.example',
				title: 'visit',
			}),
		],
		sent: [
			search(
				'2026-11-01',
				'2026-11-30',
				{ propertyName: 'hubspot_owner_id', operator: 'EQ', value: '11349275740' },
				title('visit'),
			),
		],
		says: 'Site visit, hall 4',
	},
	{
		words: 'When did we last meet Alder & Oak (alder-oak.example)?',
		calls: [call('Meetings_of_a_record', { recordType: 'companies', record: 'alder-oak.example' })],
		sent: [['POST', meetingsOf('companies'), { inputs: [{ id: '302' }] }]],
		says: /Contract review.*Noise measurement.*Roof survey/,
	},
	{
		words: 'Make the contract review half an hour longer.',
		calls: [
			call('Find_meetings', { from: '2026-11-25', to: '2026-12-25', title: 'contract' }),
			call('Change_a_meeting', { meeting: '17612479139', minutes: 90 }),
		],
		sent: [
			search('2026-11-25', '2026-12-25', title('contract')),
			change('17612479139', { hs_meeting_end_time: '2026-11-30T19:30:00.000Z' }),
		],
		says: '2026-11-30T19:30:00Z',
	},
	{
		words: 'What did we talk about in meeting 17612479134?',
		calls: [call('Read_a_meeting', { meeting: '17612479134' })],
		sent: [['GET', meeting('17612479134')]],
		says: /Budget is .*"contacts":\["101","102"\]/,
	},
	{
		words: 'Add Brian (brian.halvorsen@nordhafen.example) to Friday’s pricing call.',
		calls: [
			call('Find_meetings', { from: '2026-11-27', to: '2026-11-27', title: 'pricing' }),
			call('Add_records_to_a_meeting', {
				meeting: '17612479137',
				records: 'brian.halvorsen@nordhafen.example',
			}),
		],
		sent: [
			search('2026-11-27', '2026-11-27', title('pricing')),
			['PUT', `${meeting('17612479137')}/associations/default/contacts/101`],
		],
		says: '"associated":["101"]',
	},
	{
		words: 'Samuel was not at the Kestrel demo at all, take him off it.',
		calls: [
			call('Find_meetings', { from: '2026-11-01', to: '2026-11-25', title: 'kestrel' }),
			call('Take_records_off_a_meeting', { meeting: '17612479141', records: '106' }),
		],
		sent: [
			search('2026-11-01', '2026-11-25', title('kestrel')),
			['DELETE', `${meeting('17612479141')}/associations/contacts/106`],
		],
		says: '"deleted":true',
	},
	{
		words: 'Pin the last meeting with Tallgrass on their company.',
		calls: [
			call('Meetings_of_a_record', { recordType: 'companies', record: 'tallgrass.example' }),
			call('Pin_a_meeting', {
				meeting: '17612479146',
				recordType: 'companies',
				record: 'tallgrass.example',
			}),
		],
		sent: [
			['POST', meetingsOf('companies'), { inputs: [{ id: '305' }] }],
			[
				'PATCH',
				`${api.objects}/companies/305`,
				{ properties: { hs_pinned_engagement_id: '17612479146' } },
			],
		],
		says: '"pinned":true',
	},
	{
		words: 'Unpin whatever is pinned on Brian Halvorsen (101).',
		calls: [call('Unpin_a_meeting', { record: '101' })],
		sent: [
			['PATCH', `${api.objects}/contacts/101`, { properties: { hs_pinned_engagement_id: '' } }],
		],
		says: '"previouslyPinned":"17612479134"',
	},
	{
		words: 'Is there a log from the noise measurement?',
		calls: [
			call('Find_meetings', { from: '2026-11-01', to: '2026-11-25', title: 'noise' }),
			call('Files_of_a_meeting', { meeting: '17612479145' }),
		],
		sent: [search('2026-11-01', '2026-11-25', title('noise')), ['GET', meeting('17612479145')]],
		says: 'Noise log unit 3',
	},
	{
		words: `Set up a call with ${ADA} and Mara on Monday at ten, half an hour, about the offer.`,
		calls: [
			call('Schedule_a_meeting', {
				organizer: 'mara.lindqvist@brightfield.example',
				title: 'The offer',
				start: '2026-11-30T10:00',
				minutes: 30,
				contacts: ADA,
				description: 'We go through the offer.',
			}),
		],
		sent: [
			[
				'POST',
				`${api.scheduler}/calendar`,
				{
					properties: {
						hs_meeting_title: 'The offer',
						hs_meeting_start_time: '2026-11-30T09:00:00.000Z',
						hs_meeting_end_time: '2026-11-30T09:30:00.000Z',
						hs_meeting_body: 'We go through the offer.',
						hubspot_owner_id: '11349275740',
					},
					associations: [linked('102', 200)],
				},
			],
		],
		says: '"hs_meeting_title":"The offer"',
	},
	{
		words: 'Which links can I send people so that they book with Priya?',
		calls: [call('Scheduling_pages')],
		sent: [['GET', PAGES]],
		says: 'https://meetings.brightfield.example/priya-raman',
	},
	{
		words: 'What do people have to fill in for an energy audit?',
		calls: [call('Read_a_scheduling_page', { page: 'priya-raman/energy-audit' })],
		sent: [['GET', pageOf('priya-raman/energy-audit')]],
		says: '"label":"Phone number"',
	},
	{
		words: 'Any mornings free for a demo with Tom in the week of December 7?',
		calls: [
			call('Get_free_times', {
				page: 'tom-okafor',
				from: '2026-12-07',
				to: '2026-12-11',
				timeZone: 'America/New_York',
				hours: '9:00-12:00',
			}),
		],
		sent: [['GET', timesOf('tom-okafor')]],
		says: '{"weekday":"Monday","start":"2026-12-07T09:00:00-05:00"}',
	},
	{
		words:
			'Book the energy audit on December 8 at ten for Beatriz Nunes, beatriz.nunes@blueport.example, phone +351 21 555 0100. She agrees to the processing of her data and wants the newsletter.',
		calls: [
			call('Book_a_meeting', {
				page: 'priya-raman/energy-audit',
				start: '2026-12-08T10:00:00+00:00',
				email: 'beatriz.nunes@blueport.example',
				firstName: 'Beatriz',
				lastName: 'Nunes',
				timeZone: 'Europe/Lisbon',
				answers: '{"phone": "+351 21 555 0100"}',
				processingConsent: true,
				consent: '41002',
			}),
		],
		sent: [
			[
				'POST',
				`${PAGES}/book`,
				{
					slug: 'priya-raman/energy-audit',
					startTime: '2026-12-08T10:00:00.000Z',
					email: 'beatriz.nunes@blueport.example',
					formFields: [{ name: 'phone', value: '+351 21 555 0100' }],
					legalConsentResponses: [{ communicationTypeId: '41002', consented: true }],
					timezone: 'Europe/Lisbon',
				},
			],
		],
		says: '"subject":"Energy audit: Beatriz Nunes"',
	},
	{
		words: 'Push the second Kestrel demo back by a day.',
		calls: [
			call('Find_meetings', { from: '2026-11-25', to: '2026-12-02', title: 'Kestrel' }),
			call('Change_a_meeting', { meeting: '17612479142', start: '2026-11-27T18:00' }),
		],
		sent: [
			search('2026-11-25', '2026-12-02', title('Kestrel')),
			change('17612479142', {
				hs_meeting_start_time: '2026-11-27T17:00:00.000Z',
				hs_meeting_end_time: '2026-11-27T17:45:00.000Z',
			}),
		],
		says: '2026-11-27T17:45:00Z',
	},
	{
		words:
			'Log that I met Carla Benedetti (104901) at the fair this morning at nine for 20 minutes.',
		calls: [
			call('Log_a_meeting', {
				title: 'Met Carla Benedetti at the fair',
				start: '2026-11-25T09:00',
				minutes: 20,
				contacts: '104901',
				outcome: 'COMPLETED',
			}),
		],
		sent: [
			[
				'POST',
				MEETINGS,
				{
					properties: {
						hs_meeting_title: 'Met Carla Benedetti at the fair',
						hs_meeting_start_time: '2026-11-25T08:00:00.000Z',
						hs_meeting_end_time: '2026-11-25T08:20:00.000Z',
						hs_meeting_outcome: 'COMPLETED',
					},
					associations: [linked('104901', 200)],
				},
			],
		],
		says: '"hs_meeting_end_time":"2026-11-25T08:20:00Z"',
	},
	{
		words: 'Which deals hang on the pricing call?',
		calls: [
			call('Find_meetings', { from: '2026-11-25', to: '2026-12-25', title: 'pricing' }),
			call('Who_is_in_a_meeting', { meeting: '17612479137', recordType: 'deals' }),
		],
		sent: [
			search('2026-11-25', '2026-12-25', title('pricing')),
			['POST', linksOf('deals'), { inputs: [{ id: '17612479137' }] }],
		],
		says: 'Nordhafen: heat pumps for hall 4',
	},
	{
		words: 'What meetings are there on the deal "Kestrel: heat recovery", number 503?',
		calls: [call('Meetings_of_a_record', { recordType: 'deals', record: '503' })],
		sent: [['POST', meetingsOf('deals'), { inputs: [{ id: '503' }] }]],
		says: /Second try.*Demo for Kestrel/,
	},
	{
		words: 'Rename tomorrow’s demo to "Demo, second try" and note that Hannah brings her boss.',
		calls: [
			call('Find_meetings', { from: '2026-11-26', to: '2026-11-26', title: 'demo' }),
			call('Change_a_meeting', {
				meeting: '17612479142',
				title: 'Demo, second try',
				notes: 'Hannah brings her boss.',
			}),
		],
		sent: [
			search('2026-11-26', '2026-11-26', title('demo')),
			change('17612479142', {
				hs_meeting_title: 'Demo, second try',
				hs_internal_meeting_notes: 'Hannah brings her boss.',
			}),
		],
		says: 'Demo, second try',
	},
	{
		words: 'Has anything been called off in December?',
		calls: [call('Find_meetings', { from: '2026-12-01', to: '2026-12-31', outcome: 'CANCELED' })],
		sent: [search('2026-12-01', '2026-12-31', outcome('CANCELED'))],
		says: '[{"result":"Nothing was found"}]',
	},
	{
		words: 'Has Grace Whitman, grace.whitman@alder-oak.example, got a meeting next week?',
		calls: [
			call('Find_meetings', {
				from: '2026-11-30',
				to: '2026-12-06',
				contact: 'grace.whitman@alder-oak.example',
			}),
		],
		sent: [
			search('2026-11-30', '2026-12-06', {
				propertyName: 'associations.contact',
				operator: 'EQ',
				value: '103',
			}),
		],
		says: 'Contract review Alder & Oak',
	},
	{
		words: 'Log a call with nobody@brightfield.example from this morning.',
		calls: [
			call('Log_a_meeting', {
				title: 'Call',
				start: '2026-11-25T09:00',
				contacts: 'nobody@brightfield.example',
				outcome: 'COMPLETED',
			}),
		],
		sent: [['GET', `${api.objects}/contacts/nobody%40brightfield.example`]],
		says: /no record for nobody@brightfield\.example/,
	},
];
