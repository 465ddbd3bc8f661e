import { must, mustContain, until } from '../check.mts';
import { COMMON_WORDS, SEARCH_WORDS } from '../../support/searchWords.mts';
import type { Scenario } from '../scenario.mts';
import { chain, manualTrigger } from '../workflows.mts';

/** The node must be among this many first results, even for a word as common as "pin". */
const AMONG_FIRST = 6;

export const panel: Scenario = {
	name: 'The panel: common search words find the node',
	async run({ editor, page, shot }) {
		await editor.open(chain('Found in the panel', [manualTrigger()]));
		await editor.marked('canvas-handle-plus').first().click();
		const search = editor.marked('node-creator').locator('input').first();
		const names = editor.marked('node-creator-item-name');
		const words = Object.values(SEARCH_WORDS).flat();
		for (const word of [...words, ...COMMON_WORDS]) {
			await search.fill(word);
			const found = await until(
				() => names.allInnerTexts(),
				(texts) => texts.some((text) => text.includes('HubSpot Meetings')),
				(texts) => `"${word}" finds ${texts.slice(0, 8).join(', ') || 'nothing'}`,
			);
			const place = found.findIndex((text) => text.includes('HubSpot Meetings')) + 1;
			must(
				place <= AMONG_FIRST || COMMON_WORDS.includes(word),
				`"${word}" finds the node at place ${place}`,
			);
		}
		await search.fill('log meeting');
		await shot('log meeting');
		await names.filter({ hasText: 'HubSpot Meetings' }).first().click();
		const details = editor.marked('node-creator');
		await details.getByText('Create meeting', { exact: true }).waitFor();
		for (const part of ['Log, read', 'Pin meeting on record', 'Triggers (9)'])
			mustContain(await details.innerText(), part, 'the details of the node');
		await shot('actions', 'panel-actions');
		await details.getByText('Create meeting', { exact: true }).click();
		await editor.marked('ndv').waitFor();
		await editor.field('hs_meeting_title').waitFor();
		await shot('Create meeting');
		const operation = await editor.field('operation').locator('input').first().inputValue();
		must(operation === 'Create', `The node opens with the operation ${operation}`);
		await page.keyboard.press('Escape');
		return `${words.length + COMMON_WORDS.length} searches find the node, and an action opens it`;
	},
};
