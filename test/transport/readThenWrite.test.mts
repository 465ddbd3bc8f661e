import type { IDataObject } from 'n8n-workflow';

import type { FaultEffect } from '../../emulator/types.mts';
import { run } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { labelsOf } from '../support/links.mts';

/** Some writes depend on a value that the node reads first. A retry must not take the result of an earlier try for that value. */

const hubspot = emulatorForTests();

/** A meeting with a description, notes, and the contacts 101 and 102. */
const NOTED = '17612479134';
/** A meeting from 14:00 to 14:30. */
const BOOKED = '17612479137';

const record = (type: string, id: number | string) =>
	hubspot.current.account.record(type, String(id)).properties;

const texts = () => {
	const { hs_meeting_body: body, hs_internal_meeting_notes: notes } = record('meetings', NOTED);
	return { body, notes };
};

const times = (id: string) => {
	const { hs_meeting_start_time: start, hs_meeting_end_time: end } = record('meetings', id);
	return { start, end };
};

const labels = (id: number) => labelsOf(hubspot.current, { meeting: NOTED, type: 'contacts', id });

interface Case {
	parameters: IDataObject;
	items?: IDataObject[];
	state: () => unknown;
}

const update = (meetingId: string, updateFields: IDataObject, options: IDataObject = {}) => ({
	resource: 'meeting',
	operation: 'update',
	meetingId,
	updateFields,
	options,
});

const TEXTS = { hs_meeting_body: 'Added', hs_internal_meeting_notes: 'Also' };

const CASES: Record<string, Case> = {
	'appended text': { parameters: update(NOTED, TEXTS, { existingText: 'append' }), state: texts },
	'prepended text': { parameters: update(NOTED, TEXTS, { existingText: 'prepend' }), state: texts },
	'text of three items, appended to one meeting': {
		parameters: update(NOTED, { hs_meeting_body: '={{ $json.text }}' }, { existingText: 'append' }),
		items: ['first', 'second', 'third'].map((text) => ({ text })),
		state: () =>
			texts()
				.body?.match(/first|second|third/g)
				?.sort(),
	},
	'text appended to three meetings': {
		parameters: {
			...update(NOTED, { hs_meeting_body: 'Added' }, { existingText: 'append' }),
			meetingId: '={{ $json.id }}',
		},
		items: [NOTED, BOOKED, '17612479135'].map((id) => ({ id })),
		state: () => [NOTED, BOOKED, '17612479135'].map((id) => record('meetings', id).hs_meeting_body),
	},
	'a start time that moves the end time': {
		parameters: update(BOOKED, { hs_meeting_start_time: '2026-12-24T08:00:00Z' }),
		state: () => times(BOOKED),
	},
	'a duration': {
		parameters: update(BOOKED, { duration: 75 }),
		state: () => times(BOOKED),
	},
	'a start time set by Create or Update': {
		parameters: {
			resource: 'meeting',
			operation: 'upsert',
			idProperty: 'external_booking_id',
			idValue: 'bk-1001',
			hs_meeting_start_time: '2026-12-24T08:00:00Z',
		},
		state: () => times('17612479136'),
	},
	'an association added by Update': {
		parameters: { ...update(NOTED, { hs_meeting_title: 'New' }), contacts: '105' },
		state: () => [record('meetings', NOTED).hs_meeting_title, labels(105)],
	},
	'a pin that first adds the association': {
		parameters: {
			resource: 'meeting',
			operation: 'pin',
			meetingId: NOTED,
			objectType: 'contacts',
			recordId: '105',
		},
		state: () => [record('contacts', 105).hs_pinned_engagement_id, labels(105)],
	},
	unpinning: {
		parameters: {
			resource: 'meeting',
			operation: 'unpin',
			objectType: 'contacts',
			recordId: '101',
		},
		state: () => record('contacts', 101).hs_pinned_engagement_id,
	},
	'the replacement of labels': {
		parameters: {
			resource: 'association',
			operation: 'create',
			meetingId: NOTED,
			objectType: 'contacts',
			records: '102',
			by: 'label',
			labels: 'Guest of',
			options: { replaceLabels: true },
		},
		state: () => labels(102),
	},
};

const carryOut = async ({ parameters, items }: Case) =>
	await run({
		parameters: { ...parameters, sending: { retry: false } },
		items,
		credentials: credentialsOf(hubspot.current),
		settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
	});

/** HubSpot carries out the first write of each kind, but its response is lost or replaced. The second fails with 502. */
function disturbWrites(first: FaultEffect) {
	const batch = /\/(?:update|upsert|create|archive|default)$/;
	const writes = [{ method: 'PATCH' }, { method: 'PUT' }, { method: 'POST', path: batch }];
	for (const then of [first, { status: 502 }]) {
		for (const match of writes) hubspot.current.faults.add({ match, then });
	}
}

describe.each(Object.entries(CASES))('%s', (_, one) => {
	test.each<[string, FaultEffect]>([
		['answered with 502', { proxyAfter: 502 }],
		['cut off without a response', { reset: 'after' }],
		['answered with a partial response', { truncate: true }],
	])('takes effect once if the first write is carried out but %s', async (__, first) => {
		const before = one.state();
		const undisturbed = await carryOut(one);
		expect(undisturbed.error).toBeUndefined();
		const wanted = one.state();
		expect(wanted).not.toEqual(before);

		hubspot.current.reset();
		disturbWrites(first);
		const { error, json } = await carryOut(one);
		expect(error).toBeUndefined();
		expect(one.state()).toEqual(wanted);
		// The order and the times of writes of several items may differ.
		const told = ({
			updatedAt: _at,
			hs_lastmodifieddate: _date,
			hs_meeting_body: _body,
			...rest
		}: IDataObject) => rest;
		expect(json.map(told)).toEqual(undisturbed.json.map(told));
	});
});
