import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, manualTrigger, ours } from '../workflows.mts';

const TITLE = 'Heat pump walk-through';
const CONTACT = 101;
/** Mara Lindqvist. */
const MARA = '11349275740';

/** The date of tomorrow in UTC. */
const tomorrow = (): string => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

export const create: Scenario = {
	name: "Create: fields are filled from the account's lists, and HubSpot's timeline shows the meeting",
	async run({ editor, page, world, shot }) {
		await editor.open(
			chain('Log a meeting', [
				manualTrigger(),
				ours('Log the meeting', world.credentials.everything, {}),
			]),
		);
		await editor.openNode('Log the meeting');
		await editor.type('hs_meeting_title', TITLE);
		await editor.type('hs_meeting_start_time', `${tomorrow()} 15:00:00`);
		await editor.type('duration', '45');
		await editor.type('contacts', `brian.halvorsen@nordhafen.example, 102`);
		await editor.type('deals', '501');
		await shot('fields');
		await editor.addField('Additional Fields', 'Assigned To');
		const owners = await editor.openPicker('hubspot_owner_id');
		await owners.first().waitFor();
		await shot('owners', 'picker-owners');
		await owners.filter({ hasText: 'Mara Lindqvist' }).click();
		await editor.addField('Additional Fields', 'Outcome Name or ID');
		await editor.choose('hs_meeting_outcome', /^\s*Scheduled\s*$/);
		await editor.addField('Additional Fields', 'Meeting Type Name or ID');
		const types = await editor.optionsOf('hs_activity_type');
		await shot('meeting types');
		await types.first().click();
		mustContain(await editor.executeStep(), '1 item', 'the output');
		const [meeting] = await editor.itemsOf('Log the meeting');
		await editor.field('operation').scrollIntoViewIfNeeded();
		await shot('output', 'editor-create');
		must(meeting?.['hs_meeting_title'] === TITLE, `The output is ${JSON.stringify(meeting)}`);

		const { properties } = world.emulator.account.record('meetings', Number(meeting['id']));
		must(properties['hubspot_owner_id'] === MARA, 'The meeting is not assigned to Mara Lindqvist');
		must(
			properties['hs_meeting_outcome'] === 'SCHEDULED',
			`The outcome is ${properties['hs_meeting_outcome']}`,
		);
		const minutes =
			(Date.parse(properties['hs_meeting_end_time'] ?? '') -
				Date.parse(properties['hs_meeting_start_time'] ?? '')) /
			60_000;
		must(minutes === 45, `The meeting takes ${minutes} minutes`);

		await page.goto(`${world.emulator.url}/?record=contacts/${CONTACT}`);
		await page.getByText(TITLE).first().waitFor();
		const timeline = await page.locator('body').innerText();
		// The heading shows that this is the timeline of one contact, not of all records.
		const heading = await page.locator('h1, h2').allInnerTexts();
		mustContain(heading.join(', '), 'Brian Halvorsen', 'the heading');
		for (const part of [TITLE, 'Mara', 'Ada Fischer', 'hall 4'])
			mustContain(timeline, part, "the contact's timeline");
		// The page is long. A smaller viewport keeps the screenshot small.
		const size = page.viewportSize();
		await page.setViewportSize({ width: 1000, height: 600 });
		await shot('timeline', 'hubspot-timeline');
		if (size) await page.setViewportSize(size);
		return `the contact's timeline shows meeting ${String(meeting['id'])}`;
	},
};
