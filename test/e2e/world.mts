import { createEmulator, EMULATOR_TOKEN } from '../../emulator/index.mts';
import type { Emulator } from '../../emulator/index.mts';
import { openFolder } from '../../demo/folder.mts';
import { ensureN8nInstalled } from '../../demo/install.mts';
import { startN8n } from '../../demo/n8n.mts';
import { signIn } from '../../demo/owner.mts';
import type { Owner } from '../../demo/owner.mts';
import { installPackage, registerPackage } from '../../demo/package.mts';
import type { Rest } from '../../demo/rest.mts';
import { CREDENTIAL_TYPE } from '../../demo/side.mts';
import { atEnd } from '../../scripts/process.mjs';
import { step } from '../../scripts/progress.mjs';

/** Avoids the ports of `npm start`, which may be running. */
const FIRST_PORT = 5780;

/** Access tokens of the emulator, named after their scopes. */
export const TOKENS = {
	everything: EMULATOR_TOKEN,
	/** Can read companies only, not even meetings. */
	companies: 'pat-na1-11111111-0000-4000-8000-000000000000',
	/** Can read and write meetings and contacts, but can't read owners. */
	meetings: 'pat-na1-22222222-0000-4000-8000-000000000000',
};

const SCOPES: Record<string, 'all' | string[]> = {
	[TOKENS.everything]: 'all',
	[TOKENS.companies]: ['crm.objects.companies.read'],
	[TOKENS.meetings]: ['crm.objects.contacts.read', 'crm.objects.contacts.write'],
};

export interface CredentialRef {
	id: string;
	name: string;
}

/** What the scenarios run against: a real n8n with the package installed, and the emulator. */
export interface World {
	/** The URL of the editor. */
	n8n: string;
	rest: Rest;
	owner: Owner;
	emulator: Emulator;
	/** A credential with all scopes, and one that can't read owners. */
	credentials: { everything: CredentialRef; meetings: CredentialRef };
}

/** Starts the emulator for the scenarios. It closes when the command ends. */
export async function openHubSpot(): Promise<Emulator> {
	const emulator = await createEmulator({ limits: {}, tokens: SCOPES });
	atEnd(() => emulator.close());
	return emulator;
}

/** Saves the credentials that the scenarios use. */
export async function saveCredentials(
	rest: Rest,
	emulator: Emulator,
): Promise<World['credentials']> {
	const save = async (name: string, accessToken: string) =>
		await rest.saveCredential({
			name,
			type: CREDENTIAL_TYPE,
			data: { accessToken, baseUrl: emulator.url },
		});
	return {
		meetings: await save('HubSpot without owners', TOKENS.meetings),
		everything: await save('HubSpot account', TOKENS.everything),
	};
}

/** Starts n8n and the emulator with a new user folder, as for a new user. Both close when the command ends. */
export async function openWorld(): Promise<World> {
	const emulator = await openHubSpot();
	await ensureN8nInstalled();
	const folder = await openFolder('e2e', false);
	await installPackage(folder);
	const { url } = await step('Starting n8n', () => startN8n(folder, FIRST_PORT));
	await registerPackage(folder);
	const { rest, owner } = await signIn(url, folder);
	const credentials = await saveCredentials(rest, emulator);
	return { n8n: url, rest, owner, emulator, credentials };
}
