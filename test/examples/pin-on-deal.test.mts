import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { STAND_INS } from '../support/standIns.mts';
import { VERSIONS } from '../support/versions.mts';
import { readExample, runWorkflow } from '../support/workflow.mts';

const hubspot = emulatorForTests();

test.each(VERSIONS)(
	"pins the meeting on the contact's open deals, then unpins and deletes it (%s)",
	async (apiVersion) => {
		const { json, error } = await runWorkflow(
			readExample('pin-on-deal.json'),
			credentialsOf(hubspot.current, { apiVersion }),
			STAND_INS,
		);
		expect(error).toBeUndefined();
		const [created] = json('Create meeting');
		expect(created.alsoAssociated).toEqual({ companies: ['303'], deals: ['503'] });
		expect(json('Deals of the meeting')).toMatchObject([
			{ id: '503', dealname: 'Kestrel: heat recovery', labels: [] },
		]);
		expect(json('Pin on deal')).toMatchObject([
			{ pinned: true, recordId: '503', previouslyPinned: null, associatedNow: false },
		]);
		expect(json('Contacts of the meeting')).toMatchObject([
			{ id: '105', firstname: 'Hannah', labels: ['Decision maker'] },
		]);
		expect(json('Unpin if it is still this meeting')).toMatchObject([
			{ unpinned: true, previouslyPinned: created.id },
		]);
		expect(json('Delete meeting')).toEqual([{ deleted: true, id: created.id }]);
		const deal = hubspot.current.account.record('deals', 503);
		expect(deal.properties.hs_pinned_engagement_id).toBeUndefined();
	},
);
