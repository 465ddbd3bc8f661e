import { CREDENTIAL_TYPE } from '../../../demo/side.mts';
import { must } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, node, TRIGGER } from '../workflows.mts';

export const trigger: Scenario = {
	name: 'The trigger: a test event shows real meetings',
	async run({ editor, page, world, shot }) {
		const { id, name } = world.credentials.everything;
		await editor.open(
			chain('When an outcome is set', [
				node(
					'When an outcome is set',
					TRIGGER,
					{ event: 'outcomeChanged' },
					{
						credentials: { [CREDENTIAL_TYPE]: { id, name } },
					},
				),
			]),
		);
		await editor.openNode('When an outcome is set');
		await shot('fields');
		await page
			.getByRole('button', { name: /fetch test event/i })
			.first()
			.click();
		await editor.outputText();
		const events = await editor.itemsOf('When an outcome is set');
		await shot('event', 'trigger-event');
		must(events.length > 0, 'The test shows nothing');
		must(
			events.every((event) => world.emulator.account.record('meetings', Number(event['id']))),
			'The test shows meetings that HubSpot does not have',
		);
		return `${events.length} meetings of the account`;
	},
};
