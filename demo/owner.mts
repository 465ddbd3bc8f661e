import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Rest } from './rest.mts';

export interface Owner {
	email: string;
	password: string;
}

/**
 * Signs in as the owner of this n8n. The account is created at the first start. Its random password is stored in the user
 * folder, so that later starts can print it.
 */
export async function signIn(
	url: string,
	userFolder: string,
): Promise<{ rest: Rest; owner: Owner }> {
	const rest = new Rest(url);
	const file = join(userFolder, 'owner.json');
	const settings = await rest.call<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		'GET',
		'/settings',
	);
	if (settings.userManagement.showSetupOnFirstLoad) {
		// n8n requires an uppercase letter and a digit.
		const owner = {
			email: 'demo@example.com',
			password: `Demo1-${randomBytes(6).toString('hex')}`,
		};
		await writeFile(file, JSON.stringify(owner), { mode: 0o600 });
		await rest.call('POST', '/owner/setup', { ...owner, firstName: 'Demo', lastName: 'Owner' });
		return { rest, owner };
	}
	try {
		const owner = JSON.parse(await readFile(file, 'utf8')) as Owner;
		await rest.call('POST', '/login', {
			emailOrLdapLoginId: owner.email,
			password: owner.password,
		});
		return { rest, owner };
	} catch (error) {
		throw new Error(
			`Signing in to n8n failed (${error instanceof Error ? error.message : String(error)}). ` +
				`If you changed the owner's email or password, delete ${userFolder} to start over.`,
		);
	}
}
