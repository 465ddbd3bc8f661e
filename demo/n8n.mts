import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines, start } from '../scripts/process.mjs';
import { N8N_BIN, n8nNode } from './paths.mts';
import { freePort } from './ports.mts';

export interface N8n {
	/** The editor's address. */
	url: string;
	/** Everything that n8n prints. */
	log: string;
	/** Rejects when n8n has ended, which it is not to do by itself. */
	ended: Promise<never>;
}

const PATIENCE_MS = 180_000;

/** What n8n reads its settings from; this n8n is not the user's, so it gets none of theirs. */
const SETTINGS_OF_OTHERS =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|NODE_|CREDENTIALS_|WORKFLOWS_|EXTERNAL_|npm_|HUBSPOT_|VUE_APP_)/;

/** Parts of n8n that would call n8n's servers, and that the example doesn't need. */
const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp,mcp-registry,instance-ai,quick-connect',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	// Settings > Community nodes asks npm for updates: without a network it is to say so at once.
	npm_config_fetch_retries: '0',
};

/** What every process of this n8n finds in its environment. */
export function environmentOf(userFolder: string, node = n8nNode()): NodeJS.ProcessEnv {
	return {
		...Object.fromEntries(
			Object.entries(process.env).filter(([name]) => !SETTINGS_OF_OTHERS.test(name)),
		),
		...QUIET,
		PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}`,
		N8N_USER_FOLDER: userFolder,
		GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
	};
}

/**
 * Starts n8n on 127.0.0.1 and waits until its REST interface answers.
 * @param settings further environment variables, which n8n reads its settings from
 * @throws when it ends or is not ready after three minutes, with the end of its log
 */
export async function startN8n(
	userFolder: string,
	wantedPort: number,
	settings: Record<string, string> = {},
): Promise<N8n> {
	const port = await freePort(wantedPort);
	// n8n's task broker takes 5679 unless told otherwise.
	const brokerPort = await freePort(port + 1);
	const url = `http://localhost:${port}`;
	const log = join(userFolder, 'n8n.log');
	const node = n8nNode();
	const file = await open(log, 'w');
	const child = start(node, [N8N_BIN, 'start'], {
		detached: true,
		stdio: ['ignore', file.fd, file.fd],
		cwd: userFolder,
		env: {
			...environmentOf(userFolder),
			N8N_HOST: 'localhost',
			N8N_PORT: String(port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_EDITOR_BASE_URL: url,
			N8N_RUNNERS_BROKER_PORT: String(brokerPort),
			N8N_SECURE_COOKIE: 'false',
			...settings,
		},
	});
	await file.close();
	const ended = rejectAtExit(child);
	// Nobody may be waiting for it when n8n ends as it should.
	ended.catch(() => undefined);
	try {
		await Promise.race([untilReady(url), ended]);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new Error(`n8n did not start: ${reason}\n${await lastLines(log, 30)}`);
	}
	return { url, log, ended };
}

async function untilReady(url: string): Promise<void> {
	const end = Date.now() + PATIENCE_MS;
	while (Date.now() < end) {
		const answer = await fetch(`${url}/rest/settings`).catch(() => undefined);
		// While it starts, n8n answers every path with a text that asks for patience.
		if (answer?.ok && answer.headers.get('content-type')?.includes('json')) return;
		await answer?.body?.cancel();
		await wait(200);
	}
	throw new Error(`no answer after ${PATIENCE_MS / 1000} s`);
}

async function rejectAtExit(child: ChildProcess): Promise<never> {
	const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
	throw new Error(`n8n ended with ${code === null ? signal : `exit code ${code}`}`);
}
