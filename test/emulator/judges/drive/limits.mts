import { createEmulator, type Emulator } from '../../../../emulator/index.mts';
import { Hub, VERSIONS } from './hub.mts';

/** The errors of an account that has reached its rate limits. */
export function driveLimits(token: string): void {
	const [{ objects }] = VERSIONS;
	let emulator: Emulator;
	const hub = new Hub(() => emulator.url, token);
	const start = async (limits: Record<string, number>): Promise<void> => {
		emulator = await createEmulator({ now: () => 1_790_000_000_000, limits });
	};
	afterEach(async () => {
		await emulator.close();
	});

	it('refuses the third request in ten seconds with a limit of two', async () => {
		await start({ perInterval: 2 });
		await hub.ok(200, 'GET', `${objects}/meetings`);
		await hub.ok(200, 'GET', `${objects}/meetings`);
		const { policyName } = await hub.refused(429, 'GET', `${objects}/meetings`);
		expect(policyName).toBe('TEN_SECONDLY_ROLLING');
	});

	it('refuses the second request in a day with a limit of one', async () => {
		await start({ daily: 1 });
		await hub.ok(200, 'GET', `${objects}/meetings`);
		const { policyName } = await hub.refused(429, 'GET', `${objects}/meetings`);
		expect(policyName).toBe('DAILY');
	});

	it('refuses the second search in a second with a limit of one', async () => {
		await start({ searchPerSecond: 1 });
		await hub.ok(200, 'POST', `${objects}/meetings/search`, {});
		const failure = await hub.refused(429, 'POST', `${objects}/meetings/search`, {});
		expect(failure.message).toBe('You have reached your secondly limit.');
	});
}
