// npm start: starts a real n8n with the nodes and a local HubSpot, and runs the first example. Import only Node's own modules
// here, since nothing may be installed yet.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, isInstalled, ROOT } from '../scripts/ensure-installed.mjs';
import { main } from '../scripts/process.mjs';

const USAGE = `npm start [-- options]

  --once            also runs the other examples and the trigger (not with --account), then exits;
                    the last line on stdout is JSON
  --account         uses your HubSpot account with the token in HUBSPOT_TOKEN, instead of the emulator;
                    says first what it will write and asks for confirmation, and deletes it at the end
  --yes             skips this confirmation
  --port N          the editor's port (default: 5678); if it is in use, the next free port
  --emulator-port N the emulator's port (default: 4010); if it is in use, the next free port
  --help            shows this text`;

const INSTALL_ESTIMATE = {
	root: { minutes: 3, gigabytes: 1.1 },
	n8n: { minutes: 8, gigabytes: 2.8 },
};

/** Prints how much time and disk space the start will take. */
async function announce() {
	const missing = [];
	if (!(await isInstalled(ROOT))) missing.push(INSTALL_ESTIMATE.root);
	if (!(await isInstalled(join(ROOT, 'demo')))) missing.push(INSTALL_ESTIMATE.n8n);
	const minutes = missing.reduce((sum, part) => sum + part.minutes, 0);
	const gigabytes = missing.reduce((sum, part) => sum + part.gigabytes, 0);
	console.log(
		missing.length === 0
			? 'Everything is installed. n8n starts in about half a minute.'
			: `The first start takes about ${minutes + 1} minutes and ${gigabytes.toFixed(1)} GB, ` +
					'because it installs n8n in this folder. Later starts take seconds.',
	);
}

await main(async () => {
	const began = Date.now();
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			account: { type: 'boolean', default: false },
			yes: { type: 'boolean', default: false },
			port: { type: 'string', default: '5678' },
			'emulator-port': { type: 'string', default: '4010' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		return USAGE;
	}
	await announce();
	await ensureInstalled();
	// From here on, TypeScript files can be imported.
	const { register } = await import('tsx/esm/api');
	register();
	const { demo } = await import('./demo.mts');
	return await demo({
		once: values.once,
		account: values.account,
		yes: values.yes,
		port: Number(values.port),
		emulatorPort: Number(values['emulator-port']),
		began,
	});
});
