import { setTimeout as wait } from 'node:timers/promises';
import type { SavedWorkflow } from './types.mts';

export const FORM = 'n8n-nodes-base.formTrigger';

const PATIENCE_MS = 120_000;

interface FormParameters {
	formFields: { values: Array<{ fieldLabel: string }> };
	options: { path: string };
}

/**
 * Submits the form of a published workflow like its page in the browser, and continues to the last page.
 *
 * @param url n8n's URL
 * @param answers the values by field label
 * @returns the last page, as HTML
 * @throws if n8n rejects the form or doesn't reach the last page
 */
export async function submitForm(
	url: string,
	{ name, nodes }: SavedWorkflow,
	answers: Record<string, string>,
): Promise<string> {
	const trigger = nodes.find(({ type }) => type === FORM);
	if (!trigger) throw new Error(`"${name}" has no form`);
	const { formFields, options } = trigger.parameters as unknown as FormParameters;
	const body = new FormData();
	for (const [index, { fieldLabel }] of formFields.values.entries())
		body.append(`field-${index}`, answers[fieldLabel] ?? '');
	const taken = await fetch(`${url}/form/${options.path}`, { method: 'POST', body });
	const text = await taken.text();
	if (!taken.ok)
		throw new Error(`n8n responded to the form of "${name}" with status ${taken.status}: ${text}`);
	const next = new URL((JSON.parse(text) as { formWaitingUrl: string }).formWaitingUrl);
	await lastPageReady(name, next);
	const page = await (await fetch(next)).text();
	// The page in the browser sends this request, too. It ends the execution.
	await fetch(next, { method: 'POST' });
	return page;
}

async function lastPageReady(name: string, page: URL): Promise<void> {
	const status = new URL(page);
	status.pathname += '/n8n-execution-status';
	let last = '';
	for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await wait(200)) {
		last = await (await fetch(status)).text();
		if (last === 'form-waiting') return;
		if (['error', 'crashed', 'canceled', 'success'].includes(last)) break;
	}
	throw new Error(
		`The form of "${name}" did not reach its last page. The status of its execution: ${last}`,
	);
}
