import { createEmulator, type Emulator } from '../../../emulator/index.mts';
import { Clocks } from '../../support/clock.mts';
import { credentialsOf } from '../../support/hubspot.mts';
import { judgeAll } from '../../support/openapi.mts';
import { Poller, type PollerOptions } from '../../support/poll.mts';

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => await globalThis.sleepByClock(ms),
}));

const MINUTE = 60_000;
const clocks = new Clocks(Date.UTC(2026, 10, 2, 9, 0, 0, 123));
let hubspot: Emulator;

beforeAll(async () => {
	hubspot = await createEmulator({ now: () => clocks.hubspot, searchLagMs: 0 });
});
beforeEach(() => {
	clocks.hubspot = Date.UTC(2026, 10, 2, 9, 0, 0, 123);
	clocks.skew = 0;
	hubspot.reset();
	clocks.install();
});
afterEach(() => {
	clocks.restore();
	expect(judgeAll(hubspot.requests)).toEqual([]);
});
afterAll(async () => await hubspot.close());

const poller = (parameters: object, more: Partial<PollerOptions> = {}) =>
	new Poller({ parameters: { ...parameters }, credentials: credentialsOf(hubspot), ...more });

const meeting = (title: string, more: Record<string, string> = {}) =>
	hubspot.account.create('meetings', {
		hs_meeting_title: title,
		hs_timestamp: '2026-11-03T10:00:00Z',
		hs_meeting_start_time: '2026-11-03T10:00:00Z',
		hs_meeting_end_time: '2026-11-03T11:00:00Z',
		...more,
	});

const minutes = (count: number) => clocks.pass(count * MINUTE);

test('the first poll sets the baseline; then each creation comes once, and an idle poll is one request', async () => {
	const trigger = poller({ event: 'created' });
	expect(await trigger.poll()).toEqual([]);
	minutes(1);
	const { id } = meeting('New');
	const [item, ...others] = await trigger.poll();
	expect(others).toEqual([]);
	expect(item).toMatchObject({
		event: { type: 'created', at: new Date(clocks.hubspot).toISOString() },
		id: String(id),
		hs_meeting_title: 'New',
	});
	for (let n = 0; n < 5; n += 1) {
		minutes(1);
		const before = hubspot.requests.length;
		expect(await trigger.poll()).toEqual([]);
		expect(hubspot.requests.length - before).toBe(1);
	}
});
