import type { Credential, Workflow } from './types.mts';
import type { Step, Tally } from './tally.mts';

/** The HubSpot that the demo talks to: the emulator, or an account. */
export interface HubSpotSide {
	/** Its name in the output. */
	name: string;
	/** The URL of its API. */
	url: string;
	token: string;
	/** A page to open in a browser. */
	page?: string;
	credential: Credential;
	/** Adapts an example to this HubSpot. */
	adapt(workflow: Workflow): Workflow;
	/** The operations on meetings that HubSpot received since the last call. Only the emulator has this. */
	seen?(): Tally;
	/** Takes the steps of a run, so that the records it left can be deleted at the end. */
	ran(steps: Step[]): void;
}

export const CREDENTIAL_TYPE = 'hubSpotMeetingsApi';

/** Sends one request directly to the HubSpot of this demo, without n8n. */
export async function ask(
	{ url, token }: Pick<HubSpotSide, 'url' | 'token'>,
	method: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; body: unknown }> {
	const response = await fetch(`${url}${path}`, {
		method,
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	try {
		return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
	} catch {
		return { status: response.status, body: text };
	}
}
