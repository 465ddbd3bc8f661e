import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, code, manualTrigger, ours } from '../workflows.mts';

const IDS = ['17612479134', '17612479135'];

export const expression: Scenario = {
	name: 'An expression in an ID field',
	async run({ editor, page, world, shot }) {
		await editor.open(
			chain('Meetings by id', [
				manualTrigger(),
				code('Ids', `return ${JSON.stringify(IDS)}.map((id) => ({ json: { id } }));`),
				ours('Read them', world.credentials.everything, {
					operation: 'get',
					meetingId: { __rl: true, mode: 'id', value: '' },
				}),
			]),
		);
		await editor.openNode('Read them');
		await page.getByText('Execute previous nodes').first().click();
		await editor.marked('ndv').getByText(`${IDS.length} items`).first().waitFor();
		const row = editor.marked('resource-locator-meetingId');
		await row.hover();
		await page
			.locator('[data-test-id="meetingId-parameter-input-options-container"]')
			.locator('[data-test-id="radio-button-expression"]')
			.click();
		const input = row.locator('.cm-content');
		await input.click();
		await page.keyboard.type('{{ $json.id', { delay: 20 });
		// The editor applies typed text after a delay. Then it shows the value for the first item.
		await editor
			.marked('parameter-expression-preview-meetingId')
			.getByText(String(IDS[0]))
			.waitFor();
		await shot('expression');
		mustContain(await editor.executeStep(), `${IDS.length} items`, 'the output');
		const meetings = await editor.itemsOf('Read them');
		await shot('output');
		const ids = meetings.map(({ id }) => String(id));
		must(ids.join() === IDS.join(), `The output has the meetings ${ids.join()}`);
		return `${ids.length} meetings, one for each input item`;
	},
};
