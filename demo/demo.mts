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
	/** Also run the other examples and the trigger (only with the emulator), and then exit. */
	once: boolean;
	/** Use a real HubSpot account, with the token in HUBSPOT_TOKEN. */
	account: boolean;
	/** Don't ask for confirmation before writing to the account. */
	yes: boolean;
	/** The preferred ports. If one is in use, the next free port is used. */
	port: number;
	emulatorPort: number;
	/** When the command started, in epoch ms. */
	began: number;
}

/**
 * Starts everything, runs the first example, and prints and checks what it did. Then it waits until it is interrupted. With
 * `once`, it runs the rest and exits instead. All processes that it started end with the command.
 * @returns a line of JSON that says what was done
 */
export async function demo(options: DemoOptions): Promise<string> {
	const side = options.account
		? await openAccount(options)
		: await openEmulator(options.emulatorPort);
	await ensureN8nInstalled();
	// The token of an account must not stay on disk, so its n8n folder is removed at the end.
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
		await step('Waiting for the trigger to poll (once a minute)', () =>
			watchTrigger(rest, credential, side),
		);
	}
	if (!options.once) {
		console.log(`Example in the editor      ${n8n.url}/workflow/${first.id}
Its execution              ${n8n.url}/workflow/${first.id}/executions/${execution.id}
Sign in with               ${owner.email}   ${owner.password}
${side.page ? `Emulator (local HubSpot)   ${side.page}\n` : ''}n8n's log                  ${n8n.log}

Every start resets the examples. To keep your changes, save a copy.
Press Ctrl-C to stop everything.`);
		expectInterrupt();
		await n8n.ended;
	}
	const seconds = Math.round((Date.now() - options.began) / 100) / 10;
	return JSON.stringify({ status: 'success', workflow: first.name, ...tally, seconds });
}
