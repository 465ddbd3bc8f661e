import type { IDataObject } from 'n8n-workflow';

import { credentialsOf, emulatorForTests } from '../../support/hubspot.mts';
import { expectQuick, TEXTS } from '../../support/longTexts.mts';
import { Poller } from '../../support/poll.mts';

const hubspot = emulatorForTests({ limits: false });

const filtered = (filters: (text: string) => IDataObject) => (text: string) => ({
	event: 'created',
	filters: filters(text),
});

const FIELDS: Record<string, (text: string) => IDataObject> = {
	owners: filtered((owners) => ({ owners })),
	'owners in a list': filtered((text) => ({ owners: [text, text] })),
	types: filtered((types) => ({ types })),
	outcomes: filtered((outcomes) => ({ outcomes })),
	sources: filtered((sources) => ({ sources })),
	'associated records': filtered((records) => ({
		associatedWith: { record: [{ objectType: 'contacts', records }] },
	})),
	'associated companies': filtered((records) => ({
		associatedWith: { record: [{ objectType: 'companies', records }] },
	})),
	'the type of associated records': filtered((objectType) => ({
		associatedWith: { record: [{ objectType, records: '101' }] },
	})),
	'a start date': (startDate) => ({ event: 'created', options: { startDate } }),
	'properties to return': (properties) => ({ event: 'created', options: { properties } }),
	'properties of associated records': (contacts) => ({
		event: 'created',
		associatedRecords: { contacts },
	}),
	'watched properties': (watchedProperties) => ({
		event: 'updated',
		changes: 'properties',
		watchedProperties,
	}),
	'new outcomes': (outcomes) => ({ event: 'outcomeChanged', filters: { outcomes } }),
	'minutes before': (minutesBefore) => ({ event: 'startingSoon', minutesBefore }),
	'minutes after': (minutesAfter) => ({ event: 'ended', minutesAfter }),
	'the scan interval': (scanEvery) => ({ event: 'deleted', scanEvery }),
	'the event': (event) => ({ event }),
};

const poll = async (parameters: IDataObject) =>
	// Some of these values are refused. That has to be quick, too.
	await new Poller({ parameters, credentials: credentialsOf(hubspot.current) })
		.poll()
		.catch(() => {});

describe.each(Object.entries(FIELDS))('%s', (_, parameters) => {
	beforeAll(async () => {
		await poll(parameters('warm'));
	});

	test.each(Object.entries(TEXTS))('a long text of %s is processed quickly', async (__, text) => {
		await expectQuick(async () => await poll(parameters(text)));
	});
});

test.each(Object.entries(TEXTS))(
	'a meeting with long texts of %s is emitted quickly',
	async (_, text) => {
		const credentials = credentialsOf(hubspot.current);
		const poller = new Poller({ parameters: { event: 'createdOrUpdated' }, credentials });
		await poller.poll();
		const store = hubspot.current.account.store('meetings');
		const [{ id }] = store.page(0, 1);
		await expectQuick(async () => {
			const properties = {
				hs_meeting_title: `${Math.random()}`,
				hs_meeting_body: text.slice(0, 65_000),
				hs_meeting_location: text.slice(0, 65_000),
			};
			await fetch(`${hubspot.current.url}/crm/objects/2026-09/meetings/${id}`, {
				method: 'PATCH',
				headers: {
					authorization: `Bearer ${credentials.accessToken}`,
					'content-type': 'application/json',
				},
				body: JSON.stringify({ properties }),
			});
			expect(await poller.poll()).toHaveLength(1);
		});
	},
);
