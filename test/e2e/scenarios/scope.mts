import { mustContain } from '../check.mts';
import type { Scenario } from '../scenario.mts';
import { chain, manualTrigger, ours } from '../workflows.mts';

export const scope: Scenario = {
	name: "A list without the required scope shows HubSpot's reason",
	async run({ editor, page, world, shot }) {
		await editor.open(
			chain('Without the scope of owners', [
				manualTrigger(),
				ours('Log the meeting', world.credentials.meetings, {
					additionalFields: { hubspot_owner_id: { __rl: true, mode: 'list', value: '' } },
				}),
			]),
		);
		await editor.openNode('Log the meeting');
		await editor.openPicker('hubspot_owner_id');
		const reason = page.locator('[data-test-id="rlc-error-container"]:visible');
		await reason.waitFor();
		const text = await reason.innerText();
		await shot('reason', 'picker-scope');
		mustContain(text, 'crm.objects.owners.read', 'the picker');
		return text.replace(/\s+/g, ' ');
	},
};
