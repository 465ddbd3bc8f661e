import { must, mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, manualTrigger, ours } from '../workflows.mts';

const NODE = 'Free times';

export const freeTimes: Scenario = {
	name: 'Free times of a scheduling page picked from the list',
	async run({ editor, world, shot }) {
		await editor.open(
			chain('Offer free times', [
				manualTrigger(),
				ours(NODE, world.credentials.everything, {
					resource: 'schedulingPage',
					operation: 'getAvailability',
					timeZone: 'America/New_York',
					options: { mostPerDay: 3, betweenHours: '8:00-12:00' },
				}),
			]),
		);
		await editor.openNode(NODE);
		await editor.pick('schedulingPage', 'mara-lindqvist/intro');
		mustContain(await editor.executeStep(), 'item', 'the output');
		const found = await editor.itemsOf(NODE);
		await shot('found', 'free-times');
		must(found.length > 0, 'Nothing is free');
		const perDay = new Map<string, number>();
		for (const { startLocal } of found) {
			const day = String(startLocal).slice(0, 10);
			perDay.set(day, (perDay.get(day) ?? 0) + 1);
		}
		must(Math.max(...perDay.values()) <= 3, `Per day: ${JSON.stringify([...perDay])}`);
		must(
			found.every(({ slug }) => slug === 'mara-lindqvist/intro'),
			`The first is ${JSON.stringify(found[0])}`,
		);
		return `${found.length} times on ${perDay.size} days`;
	},
};
