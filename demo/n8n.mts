import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines, start } from '../scripts/process.mjs';
import { N8N_BIN, n8nNode } from './paths.mts';
import { freePort } from './ports.mts';

export interface N8n {
	/** The editor's URL. */
	url: string;
	/** The file with everything that n8n prints. */
	log: string;
	/** Rejects when n8n exits, which it shouldn't do by itself. */
	ended: Promise<never>;
}

const PATIENCE_MS = 180_000;

/** Environment variables with n8n's settings. They are removed, so that the user's settings don't affect this n8n. */
const SETTINGS_OF_OTHERS =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_|GENERIC_|NODE_|CREDENTIALS_|WORKFLOWS_|EXTERNAL_|npm_|HUBSPOT_|VUE_APP_)/;

/** Turns off features that would call n8n's servers and that the examples don't need. */
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
	// Settings > Community nodes checks npm for updates. Without a network, it should fail immediately.
	npm_config_fetch_retries: '0',
};

/** The environment of every process of this n8n. */
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
 * Starts n8n on 127.0.0.1 and waits until its REST API responds.
 * @param settings further environment variables with settings for n8n
 * @throws if n8n exits or isn't ready after three minutes; the message contains the end of its log
 */
export async function startN8n(
	userFolder: string,
	wantedPort: number,
	settings: Record<string, string> = {},
): Promise<N8n> {
	const port = await freePort(wantedPort);
	// n8n's task broker uses port 5679 by default.
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
	// If nobody awaits this promise when n8n is stopped, the rejection must not be unhandled.
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
		// While n8n starts, it responds to every path with a text that says it is starting.
		if (answer?.ok && answer.headers.get('content-type')?.includes('json')) return;
		await answer?.body?.cancel();
		await wait(200);
	}
	throw new Error(`no response after ${PATIENCE_MS / 1000} s`);
}

async function rejectAtExit(child: ChildProcess): Promise<never> {
	const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
	throw new Error(`n8n ended with ${code === null ? signal : `exit code ${code}`}`);
}
