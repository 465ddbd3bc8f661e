import {
	createEmulator,
	EMULATOR_TOKEN,
	type Emulator,
	type EmulatorOptions,
} from '../../emulator/index.mts';
import { judgeAll, openApiJudge } from './openapi.mts';
import type { CredentialValues } from './engine.mts';
import { API_VERSION, isOfVersion, isVersionRun } from './versions.mts';

/** The values of a credential for an emulator. */
export function credentialsOf(
	emulator: Emulator,
	more: Partial<CredentialValues> = {},
): CredentialValues {
	return {
		accessToken: EMULATOR_TOKEN,
		baseUrl: emulator.url,
		apiVersion: API_VERSION,
		...(more as CredentialValues),
	};
}

/**
 * Starts an emulator for the tests of one file and resets it before each test. After each test, it checks all requests and
 * responses against HubSpot's OpenAPI documents, if these are available. If the file runs for one API version, it also
 * checks that no request uses another version.
 */
export function emulatorForTests(options: EmulatorOptions = {}): { readonly current: Emulator } {
	let emulator: Emulator;
	const judge = openApiJudge();
	beforeAll(async () => {
		emulator = await createEmulator(options);
	});
	beforeEach(() => emulator.reset());
	afterEach(() => {
		if (judge) expect(judgeAll(emulator.requests)).toEqual([]);
		if (isVersionRun) {
			expect(emulator.requests.filter(({ path }) => !isOfVersion(path))).toEqual([]);
		}
	});
	afterAll(async () => await emulator.close());
	return {
		get current() {
			return emulator;
		},
	};
}
