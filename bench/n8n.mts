import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openFolder } from '../demo/folder.mts';
import { ensureN8nInstalled } from '../demo/install.mts';
import { startN8n } from '../demo/n8n.mts';
import { signIn } from '../demo/owner.mts';
import { installPackage, registerPackage } from '../demo/package.mts';
import { DATA, DEMO } from '../demo/paths.mts';
import type { Rest } from '../demo/rest.mts';
import type { SavedWorkflow, Workflow } from '../demo/types.mts';
import { EMULATOR_TOKEN } from '../emulator/index.mts';
import { step } from '../scripts/progress.mjs';
import { BUILTIN_PACKAGE, copyBuiltin } from './builtin.mts';
import { interleaved, median, rounded } from './measure.mts';
import { AUTO_MAP, BUILTIN, mapped } from './parameters.mts';
import { PROPERTY_NAMES, rows } from './rows.mts';
import type { Stage } from './stage.mts';
import type { InN8n } from './types.mts';

const PORT = 5_710;

/** The response time in the second measurement, in ms: a guess for a server that isn't on the same machine. */
const LATENCY_MS = 50;

/** The node to measure. The nodes before it create its items. */
const MEASURED = 'Measured';

const OURS = 'n8n-nodes-hubspot-meetings.hubSpotMeetings';
/** The package name of the copy of an earlier version. */
const EARLIER_PACKAGE = 'n8n-nodes-hubspot-meetings-earlier';
const EARLIER = `${EARLIER_PACKAGE}.hubSpotMeetings`;
const THEIRS = `${BUILTIN_PACKAGE}.hubspot`;

interface Kind {
	type: string;
	typeVersion: number;
	parameters: object;
	credential: string;
}

const kind = (type: string, parameters: object): Kind => ({
	type,
	typeVersion: 1,
	parameters,
	credential: 'hubSpotMeetingsApi',
});

/** The same ways as in the engine without n8n, as nodes of a workflow. */
const KINDS = {
	autoMap: kind(OURS, AUTO_MAP),
	mapped: kind(OURS, mapped(PROPERTY_NAMES)),
	builtin: { type: THEIRS, typeVersion: 2.2, parameters: BUILTIN, credential: 'hubspotAppToken' },
	autoMapBefore: kind(EARLIER, AUTO_MAP),
	mappedBefore: kind(EARLIER, mapped(PROPERTY_NAMES)),
} satisfies Record<string, Kind>;

type Name = keyof typeof KINDS;

type Credentials = Record<string, { id: string; name: string }>;

/** A workflow that contains the rows, splits them into items and passes them to the measured node. */
function workflowOf(name: Name, items: number, credentials: Credentials): Workflow {
	const { type, typeVersion, parameters, credential }: Kind = KINDS[name];
	const node = (called: string, more: object) => ({
		id: called,
		name: called,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const jsonOutput = JSON.stringify({ rows: rows(items) });
	const to = (called: string) => ({ main: [[{ node: called, type: 'main', index: 0 }]] });
	return {
		name: `Bench: ${name}`,
		nodes: [
			node('Start', { type: 'n8n-nodes-base.manualTrigger' }),
			node('Rows', {
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { mode: 'raw', jsonOutput, options: {} },
			}),
			node('Items', {
				type: 'n8n-nodes-base.splitOut',
				parameters: { fieldToSplitOut: 'rows', options: {} },
			}),
			node(MEASURED, {
				type,
				typeVersion,
				parameters,
				credentials: { [credential]: credentials[credential] },
			}),
		] as unknown as Workflow['nodes'],
		connections: { Start: to('Rows'), Rows: to('Items'), Items: to(MEASURED) },
		settings: { executionOrder: 'v1' },
	};
}

/** Runs the workflow and returns the execution time that n8n reports for the node, in seconds. */
async function runOnce(rest: Rest, workflow: SavedWorkflow, items: number): Promise<number> {
	const { status, data } = await rest.run(workflow);
	const [ran] = data.resultData.runData[MEASURED] ?? [];
	const count = ran?.data?.main?.[0]?.length ?? 0;
	if (ran?.executionTime === undefined || status !== 'success' || count !== items) {
		const error = ran?.error ?? data.resultData.error;
		throw new Error(
			`"${workflow.name}" ended with ${status}: ${count} items, ${error?.message ?? ''}`,
		);
	}
	return ran.executionTime / 1000;
}

/** Installs an earlier version under a different name, so that n8n loads both. Its nodes use the same credential type. */
async function installEarlier(unpacked: string, target: string): Promise<void> {
	await cp(unpacked, target, { recursive: true });
	const manifest = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8')) as {
		n8n: object;
	};
	const renamed = {
		name: EARLIER_PACKAGE,
		version: '0.0.0',
		n8n: { ...manifest.n8n, credentials: [] },
	};
	await writeFile(join(target, 'package.json'), JSON.stringify(renamed));
}

/** Runs the same thousand items in the n8n that npm start installs. n8n itself measures the times. */
export async function inN8n({ hubspot, url, size, before }: Stage): Promise<InN8n> {
	await ensureN8nInstalled();
	const folder = await openFolder('bench', true);
	await installPackage(folder);
	const modules = join(folder, '.n8n', 'nodes', 'node_modules');
	const builtin = await copyBuiltin(join(DATA, 'bench-builtin-n8n'), url);
	for (const name of [BUILTIN_PACKAGE, EARLIER_PACKAGE])
		await rm(join(modules, name), { recursive: true, force: true });
	await cp(builtin, join(modules, BUILTIN_PACKAGE), { recursive: true });
	if (before) await installEarlier(before.unpacked, join(modules, EARLIER_PACKAGE));
	const names = (Object.keys(KINDS) as Name[]).filter(
		(name) => before ?? KINDS[name].type !== EARLIER,
	);
	const n8n = await step('Starting n8n', async () => await startN8n(folder, PORT));
	await registerPackage(folder);
	const { rest } = await signIn(n8n.url, folder);
	const accessToken = EMULATOR_TOKEN;
	const credentials: Credentials = {
		hubSpotMeetingsApi: await rest.saveCredential({
			name: 'Bench',
			type: 'hubSpotMeetingsApi',
			data: { accessToken, baseUrl: url },
		}),
		hubspotAppToken: await rest.saveCredential({
			name: 'Bench, n8n’s own node',
			type: 'hubspotAppToken',
			data: { appToken: accessToken },
		}),
	};
	const saved = new Map<Name, SavedWorkflow>();
	for (const name of names)
		saved.set(name, await rest.saveWorkflow(workflowOf(name, size.items, credentials)));
	const calls = new Map<Name, number>();
	const once = async (name: Name, latencyMs = 0) => {
		await hubspot.reset();
		if (latencyMs > 0) await hubspot.slow(latencyMs);
		const seconds = await runOnce(rest, saved.get(name)!, size.items);
		const seen = await hubspot.seen();
		if (seen.meetings !== size.items) throw new Error(`${name} created ${seen.meetings} meetings`);
		calls.set(name, seen.requests);
		return seconds;
	};
	const taken = await step('1,000 items in n8n', async () => {
		for (const name of names) await once(name);
		return await interleaved(names, size.listRounds, async (name) => await once(name));
	});
	const elsewhere = await step(`The same with a response time of ${LATENCY_MS} ms`, async () => ({
		autoMap: await once('autoMap', LATENCY_MS),
		builtin: await once('builtin', LATENCY_MS),
	}));
	const manifest = await readFile(join(DEMO, 'node_modules', 'n8n', 'package.json'), 'utf8');
	const seconds = (name: Name) => rounded(median(taken[name]));
	return {
		autoMapSeconds: seconds('autoMap'),
		mappedSeconds: seconds('mapped'),
		builtinSeconds: seconds('builtin'),
		calls: calls.get('autoMap')!,
		builtinCalls: calls.get('builtin')!,
		timesFaster: rounded(median(taken.builtin) / median(taken.autoMap)),
		elsewhere: {
			latencyMs: LATENCY_MS,
			autoMapSeconds: rounded(elsewhere.autoMap),
			builtinSeconds: rounded(elsewhere.builtin),
			timesFaster: rounded(elsewhere.builtin / elsewhere.autoMap),
		},
		before: before
			? { autoMapSeconds: seconds('autoMapBefore'), mappedSeconds: seconds('mappedBefore') }
			: null,
		version: (JSON.parse(manifest) as { version: string }).version,
	};
}
