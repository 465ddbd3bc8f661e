import { simulation } from '../../support/trigger/simulate.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));
jest.setTimeout(600_000);

// The simulation with more seeds. It takes some minutes: npm run test:simulation.
test.each([2, 3, 4, 5, 6, 7, 8, 9])(
	'each event is emitted exactly once, seed %i',
	async (seed) => await simulation(seed),
);
