import { emulatorForTests } from '../support/hubspot.mts';
import { countMeetings, CREATE, numbered, operate } from '../support/meetings.mts';

const hubspot = emulatorForTests();

/** n8n's Batching option. */
const batching = (batchSize: number, batchInterval: number) => ({
	requestOptions: { batching: { batch: { batchSize, batchInterval } } },
});

const BAD_TIME = '={{ $json.n === 0 ? "03/04/2026" : "2026-12-01T10:00:00Z" }}';

async function unhandledIn(act: () => Promise<void>): Promise<unknown[]> {
	const unhandled: unknown[] = [];
	const listen = (reason: unknown) => unhandled.push(reason);
	process.on('unhandledRejection', listen);
	await act();
	await new Promise((resolve) => setTimeout(resolve, 20));
	process.off('unhandledRejection', listen);
	return unhandled;
}

test.each([
	[2, 'two at a time', 2],
	[0, 'zero, which n8n treats as one', 3],
	[-1, 'minus one, which n8n treats as one', 3],
])(
	'Batching of %i: an item that fails early does not stop later groups (%s)',
	async (size, _, requests) => {
		const before = countMeetings(hubspot.current);
		const unhandled = await unhandledIn(async () => {
			const { error } = await operate(
				hubspot.current,
				'create',
				{ ...CREATE, hs_meeting_start_time: BAD_TIME, ...batching(size, 60) },
				{ items: numbered(4) },
			);
			expect(error?.message).toMatch(/3 of 4 items succeeded/);
		});
		expect(unhandled).toEqual([]);
		expect(hubspot.current.requests).toHaveLength(requests);
		expect(countMeetings(hubspot.current) - before).toBe(3);
	},
);

test('Batching with Execute Once: the single item does not wait for others', async () => {
	const { error } = await operate(
		hubspot.current,
		'create',
		{ ...CREATE, hs_meeting_start_time: BAD_TIME, ...batching(2, 15) },
		{ items: numbered(4), settings: { executeOnce: true } },
	);
	expect(error?.message).toMatch(/^Start Time/);
});

test('items with Disable Batching are sent one by one, the others in one batch', async () => {
	const { error, json } = await operate(
		hubspot.current,
		'create',
		{ ...CREATE, sending: { oneByOne: '={{ $json.n % 2 === 0 }}' } },
		{ items: numbered(10) },
	);
	expect(error).toBeUndefined();
	expect(json.map(({ hs_meeting_title }) => hs_meeting_title)).toEqual(
		numbered(10).map(({ n }) => `M${n}`),
	);
	// Five single requests and one batch of five.
	expect(hubspot.current.requests).toHaveLength(6);
});
