import { expectInterrupt } from '../scripts/process.mjs';
import { step } from '../scripts/progress.mjs';
import { openAccount } from './account.mts';
import { openEmulator } from './emulator.mts';
import { checkExample, printSteps, readSteps } from './evidence.mts';
import { readExamples } from './examples.mts';
import { openFolder } from './folder.mts';
import { ensureN8nInstalled } from './install.mts';
import { startN8n } from './n8n.mts';
import { signIn } from './owner.mts';
import { runForms, runOthers, watchTrigger } from './others.mts';
import { installPackage, registerPackage } from './package.mts';

export interface DemoOptions {
	/** Run the other examples and the trigger as well (with the emulator), and end. */
	once: boolean;
	/** Use HUBSPOT_TOKEN and the real HubSpot. */
	account: boolean;
	/** Don't ask before writing to the account. */
	yes: boolean;
	/** Wanted ports; the next free ones are taken when these are not free. */
	port: number;
	emulatorPort: number;
	/** When the command began, in ms. */
	began: number;
}

/**
 * Starts everything, runs the first example, shows what it did, checks it, and stays until it is interrupted (with `once`
 * it tries the rest and ends). Whatever it started ends with the command.
 * @returns the line of JSON that says what was done
 */
export async function demo(options: DemoOptions): Promise<string> {
	const side = options.account
		? await openAccount(options)
		: await openEmulator(options.emulatorPort);
	await ensureN8nInstalled();
	// An account's token is not to stay on disk, so its n8n goes at the end.
	const folder = await openFolder(options.account ? 'account' : 'emulator', !options.account);
	await installPackage(folder);
	const n8n = await step('Starting n8n', () => startN8n(folder, options.port));
	await registerPackage(folder);
	const { rest, owner } = await signIn(n8n.url, folder);
	const credential = await rest.saveCredential(side.credential);
	const [example, ...others] = await readExamples(credential, side);
	if (!example) throw new Error('There is no example.');
	const first = await rest.saveWorkflow(example);
	const saved = [];
	for (const other of others) saved.push(await rest.saveWorkflow(other));

	side.seen?.();
	const execution = await step(`Running "${first.name}"`, () => rest.run(first));
	const steps = readSteps(first, execution);
	side.ran(steps);
	printSteps(steps);
	const tally = await checkExample(first.name, execution, steps, side);

	if (options.once && !options.account) {
		await runOthers(rest, saved);
		await runForms(rest, n8n.url, saved, side);
		await step('Waiting for n8n to poll with the trigger, once a minute', () =>
			watchTrigger(rest, credential, side),
		);
	}
	if (!options.once) {
		console.log(`The example in the editor  ${n8n.url}/workflow/${first.id}
What it just did           ${n8n.url}/workflow/${first.id}/executions/${execution.id}
Sign in with               ${owner.email}   ${owner.password}
${side.page ? `The emulator, a HubSpot    ${side.page}\n` : ''}What n8n logs              ${n8n.log}

The examples are set back to their files at every start; save a copy of what you change.
Ctrl-C ends everything.`);
		expectInterrupt();
		await n8n.ended;
	}
	const seconds = Math.round((Date.now() - options.began) / 100) / 10;
	return JSON.stringify({ status: 'success', workflow: first.name, ...tally, seconds });
}
