import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, manualTrigger, ours } from '../workflows.mts';

export const search: Scenario = {
	name: 'Search: a filter built in the editor',
	async run({ editor, page, world, shot }) {
		await editor.open(
			chain('Meetings that took place', [
				manualTrigger(),
				ours('Find them', world.credentials.everything, { operation: 'search' }),
			]),
		);
		await editor.openNode('Find them');
		await page.getByText('Add filter group').first().click();
		await page.getByText('Add filter', { exact: true }).last().click();
		await editor.choose('propertyName', /Meeting outcome/);
		await editor.choose('operator', /^\s*Is Any Of/i);
		await editor.type('value', 'Completed, No show');
		await shot('filter');
		mustContain(await editor.executeStep(), 'item', 'the output');
		const found = await editor.itemsOf('Find them');
		await shot('found', 'search-filter');
		must(found.length > 0, 'Nothing was found');
		const outcomes = new Set(found.map((meeting) => String(meeting['hs_meeting_outcome'])));
		const strangers = [...outcomes].filter((one) => !['COMPLETED', 'NO_SHOW'].includes(one));
		must(strangers.length === 0, `Also found: ${strangers.join(', ')}`);
		return `${found.length} meetings, all completed or no-shows`;
	},
};
