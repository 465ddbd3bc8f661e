import { createEmulator, EMULATOR_TOKEN } from '../emulator/index.mts';
import { atEnd } from '../scripts/process.mjs';
import { freePort } from './ports.mts';
import { CREDENTIAL_TYPE } from './side.mts';
import type { HubSpotSide } from './side.mts';
import { tallyRequests } from './tally.mts';

/** Starts the emulator in this process. It is closed when the command ends. */
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
			data: { accessToken: EMULATOR_TOKEN, baseUrl: emulator.url },
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
