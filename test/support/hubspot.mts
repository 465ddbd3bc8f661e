import {
	createEmulator,
	EMULATOR_TOKEN,
	type Emulator,
	type EmulatorOptions,
} from '../../emulator/index.mts';
import { judgeAll, openApiJudge } from './openapi.mts';
import type { CredentialValues } from './engine.mts';
import { API_VERSION, isOfVersion, isVersionRun } from './versions.mts';

/** The credential's values for an emulator. */
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
 * An emulator for the tests of one file: started before them, set back before each, and, where HubSpot's OpenAPI documents
 * are at hand, judged after each by every exchange of it. Where the file runs for one API version, nothing else may be asked.
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
