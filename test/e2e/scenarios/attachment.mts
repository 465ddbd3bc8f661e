import { must } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, node, ours } from '../workflows.mts';

const TITLE = 'Site visit with minutes';
const CONTACT = 101;
const PATH = 'log-a-visit';
const FILE = { name: 'Minutes of the visit.txt', mimeType: 'text/plain' };
const TEXT = 'Hall 4 needs two pumps.\n';

export const attachment: Scenario = {
	name: 'A form with a file creates a meeting with an attachment',
	async run({ page, world, shot }) {
		const form = node(
			'On form submission',
			'n8n-nodes-base.formTrigger',
			{
				formTitle: 'Log a visit',
				formFields: {
					values: [
						{ fieldLabel: 'Title', requiredField: true },
						{ fieldLabel: 'Day', fieldType: 'date', requiredField: true },
						{ fieldLabel: 'Minutes', fieldType: 'file', multipleFiles: false, requiredField: true },
					],
				},
				responseMode: 'lastNode',
				options: { path: PATH },
			},
			{ typeVersion: 2.3, webhookId: 'e2e-form' },
		);
		const log = ours('Log the visit', world.credentials.everything, {
			hs_meeting_title: '={{ $json.Title }}',
			hs_meeting_start_time: '={{ $json.Day }}',
			contacts: String(CONTACT),
			additionalFields: { hs_attachment_ids: 'Minutes' },
		});
		const workflow = await world.rest.saveWorkflow(chain('Log a visit from a form', [form, log]));
		await world.rest.activate(workflow);
		try {
			await page.goto(`${world.n8n}/form/${PATH}`);
			await page.getByLabel('Title').fill(TITLE);
			await page.getByLabel('Day').fill(new Date().toISOString().slice(0, 10));
			await page.locator('input[type=file]').setInputFiles({ ...FILE, buffer: Buffer.from(TEXT) });
			await shot('form');
			await page.getByRole('button', { name: 'Submit' }).click();
			await page.getByText('Form Submitted').first().waitFor();
		} finally {
			await world.rest.deactivate(workflow);
		}
		await page.goto(`${world.emulator.url}/?record=contacts/${CONTACT}`);
		const visit = page.locator('article.meeting', { hasText: TITLE });
		const link = visit.getByRole('link', { name: FILE.name });
		await link.waitFor();
		await shot('timeline');
		const address = await link.getAttribute('href');
		const content = await (await fetch(String(address))).text();
		must(content === TEXT, `The attachment holds ${JSON.stringify(content)}`);
		const kept = world.emulator.account.files.all().at(-1);
		must(kept?.access === 'PRIVATE', `The file is ${kept?.access}`);
		return `the timeline shows "${FILE.name}", which is private and has the right content`;
	},
};
