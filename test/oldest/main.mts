import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createEmulator, EMULATOR_TOKEN } from '../../emulator/index.mts';
import { openFolder } from '../../demo/folder.mts';
import { environmentOf } from '../../demo/n8n.mts';
import { installPackage } from '../../demo/package.mts';
import { freePort } from '../../demo/ports.mts';
import { CREDENTIAL_TYPE } from '../../demo/side.mts';
import { atEnd } from '../../scripts/process.mjs';
import { step } from '../../scripts/progress.mjs';
import { must, mustContain } from '../e2e/check.mts';
import { chain, manualTrigger, ours } from '../e2e/workflows.mts';
import { installN8n, oldestVersion } from './install.mts';

const TITLE = 'Logged by an old n8n';
const CREDENTIAL = { id: 'hubspot', name: 'HubSpot emulator' };
/** A credential whose allowed domains do not include the emulator's host. */
const ELSEWHERE = { id: 'elsewhere', name: 'HubSpot, allowed elsewhere' };
const ALLOWED_HOST = 'api.hubapi.com';
/** The lowest and highest major version of Node.js that this n8n supports. */
const NODES = [20, 24] as const;

/** A script that prints the names of all nodes and credentials that n8n's own loader finds in a package. */
const LOAD = `require('reflect-metadata');
const { PackageDirectoryLoader } = require('n8n-core');
const loader = new PackageDirectoryLoader(process.argv[1]);
loader.loadAll().then(() => console.log(Object.keys({ ...loader.known.nodes, ...loader.known.credentials }).join(' ')));`;

/** A workflow that logs a meeting and then searches for it. */
const workflow = () => ({
	id: 'oldest',
	active: false,
	...chain('Create and search', [
		manualTrigger(),
		ours('Log', CREDENTIAL, {
			hs_meeting_title: TITLE,
			hs_meeting_start_time: '2026-12-01T10:00:00Z',
			duration: 45,
			contacts: 'ada.fischer@nordhafen.example',
		}),
		ours('Find', CREDENTIAL, { operation: 'search', quickFilters: { query: TITLE } }),
	]),
});

/** A workflow whose credential must not reach the emulator. */
const forbidden = () => ({
	id: 'forbidden',
	active: false,
	...chain('A host that is not allowed', [
		manualTrigger(),
		ours('Get', ELSEWHERE, { operation: 'getAll' }, { onError: 'continueRegularOutput' }),
	]),
});

interface Execution {
	data: { resultData: { runData: Record<string, unknown> } };
}

/**
 * Tests the package in the oldest supported n8n, installed as that n8n installs it. The loader must find all nodes and
 * credentials, a workflow must log a meeting and find it, and a credential must be sent only to its allowed domains.
 * @returns the last line to print
 */
export async function oldestN8n(): Promise<string> {
	const version = await oldestVersion();
	const major = Number(process.versions.node.split('.')[0]);
	if (major < NODES[0] || major > NODES[1]) {
		console.log(`SKIPPED: n8n ${version} runs on Node ${NODES.join(' to ')}, not on ${major}.`);
		return '0 passed, 0 failed (skipped)';
	}
	const n8n = await installN8n(version);
	const emulator = await createEmulator({ limits: {} });
	atEnd(() => emulator.close());
	const folder = await openFolder('oldest', false);
	await installPackage(folder);
	const installed = join(folder, '.n8n', 'nodes', 'node_modules', 'n8n-nodes-hubspot-meetings');
	const environment = {
		...environmentOf(folder, process.execPath),
		NODE_PATH: join(n8n, 'node_modules'),
		N8N_RUNNERS_BROKER_PORT: String(await freePort(5_890)),
		// This version does not start if the list names modules that it doesn't know.
		N8N_DISABLED_MODULES: '',
		// The newer expression engine needs a native module, which is not built here.
		N8N_EXPRESSION_ENGINE: 'legacy',
	};
	const node = async (args: string[]): Promise<string> => {
		const options = { cwd: folder, env: environment, maxBuffer: 50_000_000 };
		const { stdout } = await promisify(execFile)(process.execPath, args, options);
		return stdout;
	};
	const cli = async (...args: string[]): Promise<string> =>
		await node([join(n8n, 'node_modules', 'n8n', 'bin', 'n8n'), ...args]);

	const loaded = await step(`Loading the package in n8n ${version}`, () =>
		node(['-e', LOAD, installed]),
	);
	for (const name of ['hubSpotMeetings', 'hubSpotMeetingsTrigger', CREDENTIAL_TYPE]) {
		must(loaded.trim().split(' ').includes(name), `${name} was not loaded: ${loaded}`);
	}
	const data = { accessToken: EMULATOR_TOKEN, baseUrl: emulator.url };
	const files = {
		credentials: [
			{ ...CREDENTIAL, type: CREDENTIAL_TYPE, data },
			{
				...ELSEWHERE,
				type: CREDENTIAL_TYPE,
				data: { ...data, allowedHttpRequestDomains: 'domains', allowedDomains: ALLOWED_HOST },
			},
		],
		workflow: [workflow(), forbidden()],
	};
	for (const [kind, content] of Object.entries(files)) {
		const file = join(folder, `${kind}.json`);
		await writeFile(file, JSON.stringify(content));
		await step(`Importing the ${kind}`, () => cli(`import:${kind}`, `--input=${file}`));
	}
	const execute = async (id: string): Promise<Execution['data']> => {
		const output = await step(`Running the workflow "${id}"`, () =>
			cli('execute', `--id=${id}`, '--rawOutput'),
		);
		return (JSON.parse(output.slice(output.indexOf('{'))) as Execution).data;
	};
	const result = await execute('oldest');
	const written = emulator.requests.filter(
		({ method, path, status }) => method === 'POST' && path.endsWith('/meetings') && status === 201,
	);
	must(written.length === 1, `HubSpot logged ${written.length} meetings, not 1`);
	mustContain(JSON.stringify(result.resultData.runData['Find']), TITLE, 'what Search found');
	const before = emulator.requests.length;
	const refused = await execute('forbidden');
	mustContain(JSON.stringify(refused.resultData.runData['Get']), 'omain', 'the refusal');
	must(emulator.requests.length === before, 'The token reached a host that is not allowed');
	console.log(
		`n8n ${version} on Node ${process.versions.node} loads the package, logs a meeting and finds it.`,
	);
	return '1 passed, 0 failed';
}
