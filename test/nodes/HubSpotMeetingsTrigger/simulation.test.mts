import { simulation } from '../../support/trigger/simulate.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));
jest.setTimeout(600_000);

/** To use another seed: SIMULATION_SEED=7 npx jest simulation.test */
const SEED = Number(process.env.SIMULATION_SEED ?? 1);

test(`each event is emitted exactly once, seed ${SEED}`, async () => await simulation(SEED));
