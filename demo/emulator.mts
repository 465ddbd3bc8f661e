import { createEmulator, EMULATOR_TOKEN } from '../emulator/index.mts';
import type { RecordedRequest } from '../emulator/index.mts';
import { atEnd } from '../scripts/process.mjs';
import type { Tally } from './evidence.mts';
import { freePort } from './ports.mts';
import { CREDENTIAL_TYPE } from './side.mts';
import type { HubSpotSide } from './side.mts';

/** Starts the emulator in this process. It ends with the command. */
export async function openEmulator(wantedPort: number): Promise<HubSpotSide> {
	const emulator = await createEmulator({
		port: await freePort(wantedPort),
		limits: {},
	});
	atEnd(() => emulator.close());
	let counted = 0;
	return {
		name: 'the emulator',
		url: emulator.url,
		token: EMULATOR_TOKEN,
		page: `${emulator.url}/`,
		credential: {
			name: 'HubSpot emulator',
			type: CREDENTIAL_TYPE,
			data: { accessToken: EMULATOR_TOKEN, baseUrl: emulator.url, apiVersion: 'v3' },
		},
		adapt: (workflow) => workflow,
		seen() {
			const requests = emulator.requests.slice(counted);
			counted = emulator.requests.length;
			return tallyRequests(requests);
		},
		ran: () => undefined,
	};
}

/** What the requests did to meetings, one by one or in batches. Refused requests did nothing. */
export function tallyRequests(requests: RecordedRequest[]): Tally {
	const tally: Tally = { created: 0, read: 0, updated: 0, deleted: 0 };
	for (const { method, path, status, body, responseBody } of requests) {
		const rest =
			/^\/crm\/(?:v3\/objects|objects\/[\d-]+)\/(?:meetings|0-47)(\/[^?]*)?(?:\?|$)/.exec(path);
		if (!rest || status >= 300) continue;
		const [, part = ''] = rest;
		const results = lengthOf(responseBody, 'results');
		if (part === '/batch/create') tally.created += results;
		else if (part === '/batch/read') tally.read += results;
		else if (part === '/batch/update') tally.updated += results;
		else if (part === '/batch/archive') tally.deleted += lengthOf(body, 'inputs');
		else if (part === '/search') tally.read += results;
		else if (part === '') method === 'POST' ? (tally.created += 1) : (tally.read += results);
		else if (method === 'GET') tally.read += 1;
		else if (method === 'PATCH') tally.updated += 1;
		else if (method === 'DELETE') tally.deleted += 1;
	}
	return tally;
}

function lengthOf(body: unknown, list: string): number {
	const value = (body as Record<string, unknown> | undefined)?.[list];
	return Array.isArray(value) ? value.length : 0;
}
