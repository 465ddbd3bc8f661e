import type { Locator } from 'playwright-core';
import { mustContain } from '../check.mts';
import type { Scenario, Stage } from '../scenario.mts';
import { TOKENS } from '../world.mts';

/** Saves the credential with this token and returns the text of the form, including the test result. */
async function saveWith({ editor, page }: Stage, token: string): Promise<string> {
	const form = editor.marked('credential-edit-dialog');
	await editor.field('accessToken').locator('input').fill(token);
	const tested = page.waitForResponse((response) => response.url().endsWith('/credentials/test'));
	await editor.marked('credential-save-button').click();
	await tested;
	const result = form.getByText(/Couldn.t connect with these settings|Connection tested/).first();
	await result.waitFor();
	const more = form.getByText('More details');
	if (await settled(more)) await more.click();
	return await form.innerText();
}

async function settled(what: Locator): Promise<boolean> {
	return await what.waitFor({ timeout: 2_000 }).then(
		() => true,
		() => false,
	);
}

export const credential: Scenario = {
	name: 'The credential: its test passes with a valid token, otherwise it names the reason',
	async run(stage) {
		const { editor, page, world, shot } = stage;
		await editor.goTo('/home/credentials');
		await editor.marked('add-resource-credential').first().click();
		await editor.marked('new-credential-type-select').click();
		await page.keyboard.type('hubspot meet');
		await editor
			.marked('new-credential-type-select-option')
			.filter({ hasText: 'HubSpot Meetings API' })
			.click();
		await editor.marked('new-credential-type-button').click();
		const baseUrl = editor.field('baseUrl').locator('input');
		await baseUrl.fill('http://api.hubapi.com');
		mustContain(
			await saveWith(stage, TOKENS.everything),
			'http would send the access token unencrypted',
			'the test of a URL without encryption',
		);
		await baseUrl.fill(world.emulator.url);
		await shot('address');

		mustContain(
			await saveWith(stage, 'pat-na1-99999999-0000-4000-8000-000000000000'),
			'HubSpot does not accept the access token',
			'the test of a wrong token',
		);
		await shot('wrong token');
		mustContain(
			await saveWith(stage, TOKENS.companies),
			'lacks the scope crm.objects.contacts.read',
			'the test of a token without the scope',
		);
		await shot('missing scope', 'credential-scope');
		mustContain(
			await saveWith(stage, TOKENS.everything),
			'Connection tested successfully',
			'the test of a right token',
		);
		await editor.marked('credential-name').locator('input').first().waitFor({ state: 'attached' });
		await shot('right token');
		return 'a wrong URL, a wrong token, a missing scope and success each show a different message';
	},
};
