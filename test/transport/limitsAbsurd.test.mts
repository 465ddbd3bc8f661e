import { emulatorForTests } from '../support/hubspot.mts';
import { countMeetings, CREATE, numbered, operate } from '../support/meetings.mts';
import { timePassesByWaiting } from '../support/time.mts';
import { api } from '../support/versions.mts';

timePassesByWaiting();

const hubspot = emulatorForTests();

const MAX = 'x-hubspot-ratelimit-max';
const INTERVAL = 'x-hubspot-ratelimit-interval-milliseconds';
const REMAINING = 'x-hubspot-ratelimit-remaining';

/** Impossible headers, and the seconds that the items may take. HubSpot's documented limits allow all of them at once. */
const ABSURD: Array<[Record<string, string>, number]> = [
	...['-1', '0', '1', 'NaN', '1e9', '1000000000', '100, 100', 'many', '1.5', ''].map(
		(value): [Record<string, string>, number] => [{ [MAX]: value }, 1],
	),
	...['-10000', '0', '1', '86400000', '999999999999', 'Infinity', '10 s', ''].map(
		(value): [Record<string, string>, number] => [{ [INTERVAL]: value }, 1],
	),
	...['-1', '1000000000', 'none', '0.5', ''].map((value): [Record<string, string>, number] => [
		{ [REMAINING]: value },
		1,
	]),
	[{ [MAX]: '-1', [INTERVAL]: '86400000', [REMAINING]: '-5' }, 1],
	// These headers are possible: other users of the account leave little of the limit.
	[{ [MAX]: '100', [INTERVAL]: '10000', [REMAINING]: '0' }, 60],
];

const create = async (count: number) =>
	await operate(
		hubspot.current,
		'create',
		{ ...CREATE, sending: { oneByOne: true } },
		{ items: numbered(count) },
	);

test.each(ABSURD)(
	'headers %j do not delay items for long, also after the headers are correct again',
	async (replaceHeaders, seconds) => {
		const remove = hubspot.current.faults.add({
			match: { path: `${api.objects}/meetings` },
			times: Infinity,
			then: { replaceHeaders },
		});
		const before = countMeetings(hubspot.current);
		const began = performance.now();
		const { error } = await create(30);
		expect(error).toBeUndefined();
		remove();
		expect((await create(30)).error).toBeUndefined();
		expect(countMeetings(hubspot.current) - before).toBe(60);
		expect(performance.now() - began).toBeLessThanOrEqual(seconds * 1_000);
	},
);

const LIMIT = {
	status: 'error',
	category: 'RATE_LIMITS',
	message: 'You have reached your ten_secondly_rolling limit.',
	policyName: 'TEN_SECONDLY_ROLLING',
};

test.each<Record<string, string>>([
	{ [INTERVAL]: '1' },
	{ [INTERVAL]: '0' },
	{ [INTERVAL]: '-5' },
	{ [INTERVAL]: '1', [MAX]: '1000000000', [REMAINING]: '1000000000' },
	{ 'retry-after': '0', [INTERVAL]: '1' },
	{ 'retry-after': '1, 1', [INTERVAL]: '1' },
	{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' },
	{ 'retry-after': '999999999999' },
	{ 'retry-after': 'soon' },
])('429 responses with %j are not retried without a pause', async (headers) => {
	hubspot.current.faults.add({
		match: { path: `${api.objects}/meetings` },
		times: Infinity,
		then: { status: 429, headers, body: LIMIT },
	});
	const began = performance.now();
	const { error } = await operate(hubspot.current, 'create', {
		...CREATE,
		sending: { longestWait: 30 },
	});
	expect(error?.message).toMatch(/request limit .* Try again in (?:a few seconds|1 second)$/);
	const seconds = (performance.now() - began) / 1000;
	expect(seconds).toBeGreaterThan(25);
	expect(seconds).toBeLessThan(35);
	// About one request per second.
	expect(hubspot.current.requests.length).toBeLessThanOrEqual(45);
	expect(hubspot.current.requests.length).toBeGreaterThan(10);
});
