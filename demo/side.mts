import type { Credential, Workflow } from './types.mts';
import type { Step, Tally } from './tally.mts';

/** The HubSpot that the demo talks to: the emulator, or an account. */
export interface HubSpotSide {
	/** What it is, as the output calls it. */
	name: string;
	/** Where its API is. */
	url: string;
	token: string;
	/** A page to look at in a browser. */
	page?: string;
	credential: Credential;
	/** Makes an example fit for this HubSpot. */
	adapt(workflow: Workflow): Workflow;
	/** What HubSpot itself saw of meetings since the last call, where it can tell. */
	seen?(): Tally;
	/** Is told what a run did, to remove what is left of it at the end. */
	ran(steps: Step[]): void;
}

export const CREDENTIAL_TYPE = 'hubSpotMeetingsApi';

/** One request to the HubSpot of this demo, past n8n. */
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
