import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO } from './paths.mts';
import type { Credential, Execution, SavedWorkflow, Workflow } from './types.mts';

const PATIENCE_MS = 120_000;
const RUNNING = new Set(['new', 'running', 'waiting', 'unknown']);

/** The status of publishing a workflow. */
interface Publication {
	status: 'failed' | 'in_progress' | 'not_published' | 'partial' | 'published';
	triggers: Array<{ nodeId: string; errorMessage: string | null }>;
}

/** A client for n8n's internal REST API, which the editor uses. It only works with the pinned version of n8n. */
export class Rest {
	private cookie = '';

	constructor(private readonly url: string) {}

	/** @throws an error with n8n's message if the status is not 2xx */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const ask = async () =>
			await fetch(`${this.url}/rest${path}`, {
				method,
				headers: {
					'content-type': 'application/json',
					// n8n ties a session to the ID of one browser.
					'browser-id': 'hubspot-meetings-demo',
					cookie: this.cookie,
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
			});
		// While n8n evaluates many expressions, it doesn't respond, and then it drops waiting connections. A GET is safe to retry.
		const response = await ask().catch(async (error: unknown) => {
			if (method !== 'GET') throw error;
			await wait(1_000);
			return await ask();
		});
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		const text = await response.text();
		if (!response.ok)
			throw new Error(`n8n responded to ${method} ${path} with status ${response.status}: ${text}`);
		return (JSON.parse(text) as { data: T }).data;
	}

	/** Creates the credential, or overwrites the one with the same name and type. */
	async saveCredential(credential: Credential): Promise<{ id: string; name: string }> {
		const all = await this.call<Array<{ id: string; name: string; type: string }>>(
			'GET',
			'/credentials',
		);
		const old = all.find(({ name, type }) => name === credential.name && type === credential.type);
		return old
			? await this.call('PATCH', `/credentials/${old.id}`, credential)
			: await this.call('POST', '/credentials', credential);
	}

	/** Creates the workflow, or overwrites the one with the same name. */
	async saveWorkflow(workflow: Workflow): Promise<SavedWorkflow> {
		const all = await this.call<SavedWorkflow[]>('GET', '/workflows');
		const old = all.find(({ name }) => name === workflow.name);
		return old
			? await this.call('PATCH', `/workflows/${old.id}?forceSave=true`, workflow)
			: await this.call('POST', '/workflows', workflow);
	}

	/**
	 * Publishes the saved version of the workflow and waits until its triggers are active. n8n responds before it starts them.
	 * @throws an error with the trigger's message if a trigger can't be started
	 */
	async activate({ id, name, versionId }: SavedWorkflow): Promise<void> {
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
		for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(100)) {
			const { status, triggers } = await this.call<Publication>(
				'GET',
				`/workflows/${id}/publication-status`,
			);
			if (status === 'published') return;
			if (status === 'failed' || status === 'partial') {
				const reasons = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
				throw new Error(`n8n could not activate "${name}": ${reasons.join('; ')}`);
			}
		}
		throw new Error(`"${name}" was not active within ${PATIENCE_MS / 1000} s`);
	}

	async deactivate({ id }: SavedWorkflow): Promise<void> {
		await this.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Returns an execution with the output of its nodes so far. */
	async execution(id: string): Promise<Execution> {
		const { status, data } = await this.call<{ status: string; data: string }>(
			'GET',
			`/executions/${id}`,
		);
		return { id, status, data: parseFlatted(data) as Execution['data'] };
	}

	/** Runs a workflow from its manual trigger, like the button in the editor, and waits until it has ended. */
	async run(workflow: SavedWorkflow): Promise<Execution> {
		const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
		if (!trigger) throw new Error(`"${workflow.name}" has no manual trigger`);
		const { executionId } = await this.call<{ executionId: string }>(
			'POST',
			`/workflows/${workflow.id}/run`,
			{ triggerToStartFrom: { name: trigger.name } },
		);
		for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(100)) {
			const execution = await this.execution(executionId);
			if (!RUNNING.has(execution.status)) return execution;
		}
		throw new Error(`"${workflow.name}" did not end within ${PATIENCE_MS / 1000} s`);
	}
}

/** Parses an execution. n8n stores it in flatted's format, since its parts refer to each other. */
function parseFlatted(text: string): unknown {
	const flatted = createRequire(join(DEMO, 'package.json'))('flatted') as {
		parse(text: string): unknown;
	};
	return flatted.parse(text);
}
