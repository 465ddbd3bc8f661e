import type { IDataObject } from 'n8n-workflow';

import { createEmulator, type Emulator } from '../../../emulator/index.mts';
import type { FaultEffect } from '../../../emulator/index.mts';
import { randomFrom } from '../../../emulator/random.mts';
import { Clocks } from '../clock.mts';
import { credentialsOf } from '../hubspot.mts';
import { judgeAll } from '../openapi.mts';
import { Poller, type PollerOptions } from '../poll.mts';
import { Gateway } from './gateway.mts';
import * as rules from './oracle.mts';
import { Oracle, type Rules } from './oracle.mts';
import { World } from './world.mts';

const MINUTE = 60_000;
const MINUTES = 50;

const BY_PEOPLE = [
	'hs_meeting_title',
	'hs_meeting_location',
	'hs_meeting_outcome',
	'hs_meeting_start_time',
	'hs_meeting_end_time',
	'hs_timestamp',
];

/** All trigger events, with the rules for what they must emit. */
export const TRIGGERS: Array<{ name: string; parameters: IDataObject; rules: Rules }> = [
	{ name: 'created', parameters: { event: 'created' }, rules: rules.created },
	{
		name: 'createdOrUpdated',
		parameters: { event: 'createdOrUpdated' },
		rules: rules.versions(true),
	},
	{ name: 'updated', parameters: { event: 'updated' }, rules: rules.versions(false) },
	{
		name: 'updated by people',
		parameters: { event: 'updated', changes: 'byPeople' },
		rules: rules.changesOf((property) => BY_PEOPLE.includes(property)),
	},
	{
		name: 'updated title',
		parameters: {
			event: 'updated',
			changes: 'properties',
			watchedProperties: ['hs_meeting_title'],
		},
		rules: rules.changesOf((property) => property === 'hs_meeting_title'),
	},
	{ name: 'outcomeChanged', parameters: { event: 'outcomeChanged' }, rules: rules.outcomes },
	{ name: 'booked', parameters: { event: 'booked' }, rules: rules.booked },
	{ name: 'rescheduled', parameters: { event: 'rescheduled' }, rules: rules.moves },
	{ name: 'deleted', parameters: { event: 'deleted', scanEvery: 5 }, rules: rules.deletions },
	{
		name: 'startingSoon',
		parameters: { event: 'startingSoon', minutesBefore: 15 },
		rules: rules.startingSoon(15),
	},
	{ name: 'ended', parameters: { event: 'ended', minutesAfter: 2 }, rules: rules.ended(2) },
];

const FAULTS: FaultEffect[] = [
	{ status: 500, body: { status: 'error', message: 'internal error' } },
	{
		status: 429,
		body: {
			status: 'error',
			message: 'You have reached your secondly limit.',
			category: 'RATE_LIMITS',
		},
	},
	{ reset: 'before' },
	{ reset: 'after' },
	{ truncate: true },
	{ html: true },
];

const token = (n: number) => `pat-na1-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The ways in which n8n stores a trigger's static data, with the time budget that a poll then gets. */
const KEPT: Array<Pick<PollerOptions, 'budgetMs' | 'keeping'>> = [
	{ keeping: 'staged', budgetMs: 240_000 },
	{ keeping: 'memory' },
	{ keeping: 'emitted', budgetMs: 36_000 },
];

/**
 * Simulates people and integrations that work in an account, from a random seed, for `MINUTES` rounds of about a minute of
 * the account's time. A trigger polls for each event. Prints the results, and fails unless each event was emitted exactly
 * once. The test file must mock n8n's `sleep` (see `Clocks`).
 */
export async function simulation(seed: number): Promise<void> {
	const random = randomFrom(seed);
	const clocks = new Clocks(Date.UTC(2026, 10, 2, 9, 0, 0, 123), random() < 0.5 ? -60_000 : 60_000);
	const hubspot = await createEmulator({
		now: () => clocks.hubspot,
		seed: 'empty',
		searchLagMs: { min: 0, max: 30_000 },
		lateDeletions: true,
		tokens: Object.fromEntries(TRIGGERS.map((_, n) => [token(n), 'all' as const])),
	});
	const gateway = await Gateway.before(hubspot);
	clocks.install();
	// The delays after an error are partly random.
	const chance = jest.spyOn(Math, 'random').mockImplementation(randomFrom(seed + 1));
	try {
		await simulate(seed, { hubspot, gateway, clocks }, new World(hubspot, clocks, random));
	} finally {
		chance.mockRestore();
		clocks.restore();
		await gateway.close();
		await hubspot.close();
	}
}

interface Scene {
	hubspot: Emulator;
	/** All triggers send their requests through it. */
	gateway: Gateway;
	clocks: Clocks;
}

async function simulate(seed: number, { hubspot, gateway, clocks }: Scene, world: World) {
	for (let n = 0; n < 60; n += 1) {
		clocks.pass(world.upTo(3_000));
		world.act();
	}
	clocks.pass(40_000);
	const counts = {
		polls: 0,
		wrongClocks: 0,
		damaged: 0,
		postponed: 0,
		failed: 0,
		killed: 0,
		restarted: 0,
		requests: 0,
	};
	let largest = 0;
	const watched = TRIGGERS.map(({ name, parameters, rules: ofEvent }, n) => ({
		name,
		poller: new Poller({
			parameters,
			credentials: credentialsOf(hubspot, { accessToken: token(n), baseUrl: gateway.url }),
			...KEPT[(n + seed) % KEPT.length],
		}),
		oracle: new Oracle(hubspot, world, ofEvent, clocks.hubspot + 1_000),
	}));
	// With durable cursors, n8n saves the state of the second poll. A restart before it would start from scratch.
	for (const { poller } of watched) {
		for (let n = 0; n < 2; n += 1) expect(await poller.poll()).toEqual([]);
	}
	clocks.pass(1_000);

	let meanwhile = false;
	const everyRequest = {
		match: {
			body: () => {
				if (!meanwhile || !world.chance(0.2)) return false;
				clocks.pass(1 + world.upTo(30));
				world.act();
				return false;
			},
		},
		times: Infinity,
		then: { delayMs: 0 },
	};

	const trueSkew = clocks.skew;

	/** Sometimes makes n8n's clock or HubSpot's Date header wrong for a poll. The header may be missing or vary by response. */
	const setClocks = (calm: boolean) => {
		clocks.skew = trueSkew;
		gateway.made = {};
		if (calm || !world.chance(0.15)) return;
		counts.wrongClocks += 1;
		if (world.chance(0.4)) {
			clocks.skew += (world.upTo(180) - 90) * MINUTE;
			return;
		}
		const off = world.pick([MINUTE, -MINUTE, 5 * MINUTE, 60 * MINUTE, -60 * MINUTE]);
		gateway.made.date = world.pick([
			() => undefined,
			() => Date.UTC(2099, 0),
			() => 1_000,
			(at: number) => at + off,
			(at: number) => at + world.upTo(3) * off,
		]);
	};

	/** Claims that there is a page after the last one. The trigger then waits, as if there were more changes than fit. */
	const onePageMore: NonNullable<Gateway['made']['body']> = (body) =>
		body.paging ? body : { ...body, paging: { next: { after: '' } } };

	/** Makes responses contain an invalid entry or unusual paging. */
	const damage = () => {
		counts.damaged += 1;
		gateway.made.body = world.pick([
			(body) =>
				Array.isArray(body.results) && body.results.length > 0
					? {
							...body,
							results: [...(body.results as unknown[]), { id: world.pick([null, {}, '']) }],
						}
					: body,
			onePageMore,
			(body) => ({ ...body, paging: body.paging ?? null }),
		] as Array<NonNullable<Gateway['made']['body']>>);
	};

	const tick = async ({ poller, oracle }: (typeof watched)[number], calm: boolean) => {
		hubspot.faults.clear();
		hubspot.faults.add(everyRequest);
		const failing = !calm && world.chance(0.12);
		const forGood = failing && world.chance(0.6);
		if (failing) {
			hubspot.faults.add({
				match: {},
				skip: world.upTo(4),
				times: forGood ? Infinity : 1,
				then: world.pick(FAULTS),
			});
		}
		setClocks(calm);
		if (!calm && world.chance(0.05)) damage();
		const killed = !calm && world.chance(0.04);
		const database = poller.saved;
		const before = oracle.look();
		const began = clocks.hubspot;
		meanwhile = !calm;
		let items: IDataObject[] = [];
		try {
			items = await poller.poll();
		} catch {
			counts.failed += 1;
		}
		meanwhile = false;
		// A poll takes time. Two changes of a meeting in the same millisecond, one before a poll and one after it, look the same.
		clocks.pass(1);
		counts.polls += 1;
		if (killed) {
			// n8n is killed before it starts the workflow, so both the items and the state are lost.
			poller.saved = database;
			poller.restart();
			counts.killed += 1;
			return;
		}
		const state = poller.state.hubSpotMeetings as {
			position: { from: number; round?: object };
			postponedSince?: number;
		};
		largest = Math.max(largest, JSON.stringify(state).length);
		// More than a page of recent changes must wait until they have settled. Later changes of a meeting replace earlier ones.
		const { from, round } = state.position;
		const isCrowd = oracle.crowd(before, Math.min(from, began - 120_000)) > 150;
		// A poll that failed after some pages looks like a complete poll, so a permanent fault counts as incomplete.
		const isHeldUp = gateway.made.body === onePageMore;
		const isComplete = !forGood && !isCrowd && !isHeldUp && !round && from >= began - 125_000;
		const isPostponed = state.postponedSince !== undefined;
		counts.postponed += isPostponed ? 1 : 0;
		oracle.polled(before, items, isPostponed ? 'nowhere' : isComplete ? 'all' : 'part');
		if (!calm && world.chance(0.03)) {
			if (world.chance(0.5)) poller.restart();
			else poller.publish();
			counts.restarted += 1;
		}
	};

	for (let minute = 0; minute < MINUTES; minute += 1) {
		if (minute % 30 === 10) world.import(250 + world.upTo(300));
		for (const one of watched) {
			for (let n = world.upTo(6); n > 0; n -= 1) {
				if (world.chance(0.7)) clocks.pass(world.upTo(1_200));
				world.act();
			}
			if (world.chance(0.85)) await tick(one, false);
		}
		clocks.pass(world.upTo(MINUTE));
	}
	for (let n = 0; n < 8; n += 1) {
		clocks.pass(2 * MINUTE);
		for (const one of watched) await tick(one, true);
	}
	// The trigger's clock may be some seconds behind. What became due just before the last poll is emitted by one more.
	clocks.pass(10_000);
	for (const { poller, oracle } of watched) {
		oracle.polled(oracle.look(), await poller.poll(), 'nowhere');
	}
	for (const { oracle } of watched) oracle.end();

	counts.requests = hubspot.requests.length;
	const table = Object.fromEntries(watched.map(({ name, oracle }) => [name, oracle.tally]));
	const lines = Object.entries(table).map(
		([name, tally]) =>
			`${name.padEnd(18)} ${Object.entries(tally)
				.map(([key, value]) => `${key} ${value}`)
				.join(', ')}`,
	);
	process.stdout.write(
		[
			`\nSimulation, seed ${seed}: ${JSON.stringify(world.counts)} in ${MINUTES} minutes; ${JSON.stringify(counts)}; largest state ${largest} characters`,
			...lines,
			'',
		].join('\n'),
	);
	for (const { name, oracle } of watched) {
		expect({ name, lost: oracle.lost, duplicated: oracle.duplicated }).toEqual({
			name,
			lost: [],
			duplicated: [],
		});
		expect({ name, invented: oracle.tally.invented }).toEqual({ name, invented: 0 });
		expect(oracle.tally.expected).toBeGreaterThan(20);
	}
	expect(judgeAll(hubspot.requests.filter(({ status }) => status < 300))).toEqual([]);
}
