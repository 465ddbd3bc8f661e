import { createInterface } from 'node:readline/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { atEnd } from '../scripts/process.mjs';
import { createdIds } from './evidence.mts';
import { ask, CREDENTIAL_TYPE } from './side.mts';
import type { HubSpotSide } from './side.mts';
import type { Workflow } from './types.mts';

const DEFAULT_URL = 'https://api.hubapi.com';
const MEETINGS = '/crm/objects/2026-09/meetings';

/** A request body from HubSpot's guide, as the example contains it. */
interface GuideBody {
	properties: Record<string, string>;
	associations?: Array<{ to: { id: number | string } }>;
}

/** The records of the guide's example, which most accounts don't have, and the paths to check for them. */
const OWNER = { id: '11349275740', path: '/crm/owners/2026-09/11349275740' };
const CONTACTS = ['101', '102'].map((id) => ({ id, path: `/crm/objects/2026-09/contacts/${id}` }));

type Account = Pick<HubSpotSide, 'url' | 'token'>;

/**
 * Uses the HubSpot account of the token in HUBSPOT_TOKEN. It first says what it will write, and asks for confirmation. When
 * the command ends, even with an error, it deletes what it created. HUBSPOT_BASE_URL sets another URL of the API.
 */
export async function openAccount({ yes }: { yes: boolean }): Promise<HubSpotSide> {
	const token = process.env['HUBSPOT_TOKEN']?.trim();
	if (!token) {
		throw new Error(
			'--account needs the access token of a HubSpot service key or private app in HUBSPOT_TOKEN.',
		);
	}
	const url = (process.env['HUBSPOT_BASE_URL'] ?? DEFAULT_URL).replace(/\/+$/, '');
	const account = { url, token };
	await mustRead(account);
	const title = `Intro meeting (n8n demo ${new Date().toISOString()})`;
	await mustAgree(url, title, yes);
	const missing = await missingRecords(account);
	const made = new Set<string>();
	atEnd(() => removeWhatIsLeft(account, title, made));
	return {
		...account,
		name: 'HubSpot',
		credential: {
			name: 'HubSpot account',
			type: CREDENTIAL_TYPE,
			data: { accessToken: token, baseUrl: url },
		},
		adapt: (workflow) => adapt(workflow, title, missing),
		ran: (steps) => createdIds(steps).forEach((id) => made.add(id)),
	};
}

async function mustRead(account: Account): Promise<void> {
	const { status, body } = await ask(account, 'GET', `${MEETINGS}?limit=1`);
	if (status === 200) return;
	const { message } = (body ?? {}) as { message?: string };
	throw new Error(`HubSpot refuses to list meetings with this token (${status}): ${message ?? ''}`);
}

async function mustAgree(url: string, title: string, yes: boolean): Promise<void> {
	console.log(
		`\nThis writes to the HubSpot account of your token (${url}):\n` +
			`  - It creates one meeting, "${title}", with contacts 101 and 102 and the owner\n` +
			"    from HubSpot's guide, if your account has them.\n" +
			'  - It reads the meeting, lists up to ten meetings and updates the meeting.\n' +
			'  - It deletes the meeting. HubSpot keeps it in the recycling bin for 90 days.\n' +
			'It sends no invitations and changes no calendars.\n',
	);
	if (yes) return;
	if (!process.stdin.isTTY)
		throw new Error('There is no terminal for the confirmation. Use --yes to confirm.');
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
	const answer = await terminal.question('Continue? (y/N) ');
	terminal.close();
	if (!/^y(es)?$/i.test(answer.trim())) throw new Error('Nothing was written.');
}

async function missingRecords(account: Account): Promise<Set<string>> {
	const missing = new Set<string>();
	for (const { id, path } of [OWNER, ...CONTACTS]) {
		const { status } = await ask(account, 'GET', path);
		if (status !== 200) missing.add(id);
	}
	return missing;
}

/** Gives the guide's meeting a unique title, and removes records that the account doesn't have. */
function adapt(workflow: Workflow, title: string, missing: Set<string>): Workflow {
	const nodes = workflow.nodes.map((node) => {
		const text = node.parameters['jsonOutput'];
		if (typeof text !== 'string' || !text.startsWith('{')) return node;
		const body = JSON.parse(text) as GuideBody;
		body.properties['hs_meeting_title'] = title;
		if (missing.has(OWNER.id)) delete body.properties['hubspot_owner_id'];
		body.associations = body.associations?.filter(({ to }) => !missing.has(String(to.id)));
		return {
			...node,
			parameters: { ...node.parameters, jsonOutput: JSON.stringify(body, null, 2) },
		};
	});
	return { ...workflow, nodes };
}

/** Deletes the meetings. If the run was interrupted, it finds them by title, which search shows after some seconds. */
async function removeWhatIsLeft(account: Account, title: string, made: Set<string>): Promise<void> {
	for (let tries = 0; made.size === 0 && tries < 4; tries++) {
		const { body } = await ask(account, 'POST', `${MEETINGS}/search`, {
			filterGroups: [
				{ filters: [{ propertyName: 'hs_meeting_title', operator: 'EQ', value: title }] },
			],
		});
		for (const { id } of (body as { results?: Array<{ id: string }> })?.results ?? []) made.add(id);
		if (made.size === 0) await wait(3_000);
	}
	for (const id of made) {
		const { status } = await ask(account, 'DELETE', `${MEETINGS}/${id}`);
		if (status !== 204 && status !== 404) {
			throw new Error(
				`Meeting ${id} could not be deleted (${status}): please delete it in HubSpot.`,
			);
		}
	}
}
