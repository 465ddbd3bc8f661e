import type { IDataObject } from 'n8n-workflow';

import { EMULATOR_TOKEN } from '../../emulator/index.mts';
import { AS_TOOL, callAsTool } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { countMeetings, CREATE, numbered, operate } from '../support/meetings.mts';
import { api } from '../support/versions.mts';

const OTHER_TOKEN = 'pat-na1-11111111-1111-4111-8111-111111111111';
const hubspot = emulatorForTests({ tokens: { [EMULATOR_TOKEN]: 'all', [OTHER_TOKEN]: 'all' } });

/** Five items. Faults that depend on an item's values affect item 2. */
const ITEMS = numbered(5).map((item) => ({
	...item,
	time: item.n === 2 ? '03/04/2026' : '2026-12-01T10:00:00Z',
	outcome: item.n === 2 ? 'NOPE' : 'SCHEDULED',
	token: Number(item.n) % 2 ? OTHER_TOKEN : EMULATOR_TOKEN,
}));

/** A fault, and how many meetings one try still writes. */
interface Fault {
	parameters: IDataObject;
	arrange?: () => void;
	written: number;
	/** The error message. */
	message: RegExp;
	/** The items that return errors if the user chose to continue on errors. */
	failed: number[];
	/** The maximum number of requests in one try. */
	requests: number;
}

const REFUSED = {
	status: 400,
	body: {
		status: 'error',
		category: 'VALIDATION_ERROR',
		message: 'No batch today',
		correlationId: 'c',
	},
};

const FAULTS: Record<string, Fault> = {
	'an expression that fails': {
		parameters: {
			...CREATE,
			hs_meeting_title: "={{ $json.n === 2 ? $('Nowhere').first() : 'M' + $json.n }}",
		},
		written: 4,
		message: /Referenced node doesn't exist/,
		failed: [2],
		requests: 1,
	},
	"a value that can't be converted": {
		parameters: { ...CREATE, hs_meeting_start_time: '={{ $json.time }}' },
		written: 4,
		message: /^Start Time: '03\/04\/2026' could be 3 April or 4 March/,
		failed: [2],
		requests: 1,
	},
	'a 207 with one error': {
		parameters: { ...CREATE, additionalFields: { hs_meeting_outcome: '={{ $json.outcome }}' } },
		written: 4,
		message: /Outcome/,
		failed: [2],
		requests: 1,
	},
	'a 400 for all': {
		parameters: CREATE,
		arrange: () =>
			hubspot.current.faults.add({ match: { path: '/meetings' }, times: Infinity, then: REFUSED }),
		written: 0,
		message: /No batch today/,
		failed: [0, 1, 2, 3, 4],
		requests: 6,
	},
	'a connection reset after the request': {
		parameters: CREATE,
		arrange: () =>
			hubspot.current.faults.add({
				match: { path: `${api.objects}/meetings` },
				then: { reset: 'after' },
			}),
		written: 5,
		message: /may already exist/i,
		failed: [0, 1, 2, 3, 4],
		requests: 1,
	},
};

const table = Object.entries(FAULTS).map(([name, fault]) => ({ name, ...fault }));

const start = (fault: Fault) => {
	fault.arrange?.();
	return countMeetings(hubspot.current);
};

const attempts = () =>
	hubspot.current.requests.filter(({ path }) => path.includes(`${api.objects}/meetings`)).length;

describe.each(table)('$name', (fault) => {
	test('Stop Workflow: the node fails, written meetings stay, and the message counts them', async () => {
		const before = start(fault);
		const { error, output } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
		});
		await settled(before, fault.written);
		expect(error?.message).toMatch(fault.message);
		expect(output).toEqual([]);
		expect(countMeetings(hubspot.current) - before).toBe(fault.written);
		expect(attempts()).toBeLessThanOrEqual(fault.requests);
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toContain(`${5 - fault.failed.length} of 5 items succeeded`);
		expect(error?.message).toContain('Continue (using error output)');
		expect(error?.context?.itemIndex).toBe(fault.failed[0]);
	});

	test('Continue: every item has one output item at its position', async () => {
		const before = start(fault);
		const { error, output } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
			settings: { onError: 'continueRegularOutput' },
		});
		expect(error).toBeUndefined();
		expect(output).toHaveLength(5);
		output.forEach(({ json, pairedItem }, index) => {
			const failed = fault.failed.includes(index);
			expect(json.error !== undefined).toBe(failed);
			if (!failed) expect(json.hs_meeting_title).toBe(`M${index}`);
			expect(pairedItem).toEqual({ item: index });
		});
		expect(countMeetings(hubspot.current) - before).toBe(fault.written);
	});

	test('Continue (using error output): failed items are on the error output with their input', async () => {
		start(fault);
		const { output, errorOutput } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
			settings: { onError: 'continueErrorOutput' },
		});
		const good = [0, 1, 2, 3, 4].filter((n) => !fault.failed.includes(n));
		expect(output.map(({ json }) => json.hs_meeting_title)).toEqual(good.map((n) => `M${n}`));
		expect(errorOutput).toHaveLength(fault.failed.length);
		if (fault.name === 'an expression that fails') return;
		expect(errorOutput.map(({ json }) => json.n)).toEqual(fault.failed);
		for (const { json } of errorOutput) expect(json.error).toMatch(fault.message);
	});

	test('Retry On Fail writes nothing twice', async () => {
		const before = start(fault);
		const { error } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 },
		});
		await settled(before, fault.written);
		expect(error?.message).toMatch(fault.message);
		expect(countMeetings(hubspot.current) - before).toBe(fault.written);
	});

	test('Retry On Fail with Continue writes nothing twice', async () => {
		const before = start(fault);
		const { output } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
			settings: {
				retryOnFail: true,
				maxTries: 3,
				waitBetweenTries: 1,
				onError: 'continueRegularOutput',
			},
		});
		expect(output).toHaveLength(5);
		expect(countMeetings(hubspot.current) - before).toBe(fault.written);
	});

	test('Batching: all groups are sent, and no rejection is unhandled', async () => {
		const unhandled: unknown[] = [];
		const listen = (reason: unknown) => unhandled.push(reason);
		process.on('unhandledRejection', listen);
		const before = start(fault);
		const { error } = await operate(
			hubspot.current,
			'create',
			{
				...fault.parameters,
				requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 20 } } },
			},
			{ items: ITEMS },
		);
		await settled(before, fault.written);
		process.off('unhandledRejection', listen);
		expect(error?.message).toMatch(fault.message);
		// A reset affects only the first group.
		expect(countMeetings(hubspot.current) - before).toBe(fault.written);
		expect(unhandled).toEqual([]);
	});

	test('Execute Once: only the first item is processed', async () => {
		const before = start(fault);
		const { output } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
			settings: { executeOnce: true, onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(1);
		const written = fault.name === 'a 400 for all' ? 0 : 1;
		expect(countMeetings(hubspot.current) - before).toBe(written);
	});

	test('with a different token for each item, no batch mixes tokens', async () => {
		const before = start(fault);
		const { output } = await operate(hubspot.current, 'create', fault.parameters, {
			items: ITEMS,
			credentials: credentialsOf(hubspot.current, { accessToken: '={{ $json.token }}' }),
			settings: { onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(5);
		for (const { headers, body } of hubspot.current.requests) {
			const token = String(headers.authorization).replace('Bearer ', '');
			const titles = JSON.stringify(body).match(/"M(\d)"/g) ?? [];
			for (const title of titles) {
				const n = Number(title.slice(2, 3));
				expect(ITEMS[n].token).toBe(token);
			}
		}
		expect(countMeetings(hubspot.current) - before).toBe(fault.written);
	});

	test("as an agent's tool run by the engine, the item fails with the same message", async () => {
		const before = start(fault);
		const { output } = await operate(hubspot.current, 'create', fault.parameters, {
			items: [{ ...ITEMS[2], toolCallId: 'call_1' }],
			settings: { ...AS_TOOL, onError: 'continueRegularOutput' },
		});
		expect(output).toHaveLength(1);
		expect(output[0].json.error).toMatch(fault.message);
		expect(countMeetings(hubspot.current) - before).toBe(Math.max(0, fault.written - 4));
	});

	test("as an agent's tool outside n8n's engine, the node answers with the error message", async () => {
		const before = start(fault);
		const [answer] = await runAsTool({ ...CREATE, ...fault.parameters }, [ITEMS[2]]);
		expect(String(answer)).toMatch(fault.message);
		expect(countMeetings(hubspot.current) - before).toBe(Math.max(0, fault.written - 4));
	});
});

test('the description of an error names the meetings that were created and the correlation ID', async () => {
	const before = countMeetings(hubspot.current);
	hubspot.current.faults.add({
		match: { path: `${api.objects}/meetings`, body: /"M2"/ },
		times: Infinity,
		then: REFUSED,
	});
	const { error } = await operate(hubspot.current, 'create', CREATE, { items: ITEMS });
	const created = hubspot.current.account
		.store('meetings')
		.page(0, before + 5)
		.slice(before);
	expect(created).toHaveLength(4);
	const [, named = ''] = /Already created: ([\d, ]+)\./.exec(error?.description ?? '') ?? [];
	expect(named.split(', ').map(Number).sort()).toEqual(created.map(({ id }) => Number(id)).sort());
	expect(error?.description).toContain('Correlation ID: c');
});

test('an agent that creates the same meeting twice gets two meetings', async () => {
	const before = countMeetings(hubspot.current);
	const answers = await runAsTool(CREATE, [{ n: 1 }, { n: 1 }]);
	expect(answers.map((answer) => (answer as IDataObject[])[0].hs_meeting_title)).toEqual([
		'M1',
		'M1',
	]);
	expect(countMeetings(hubspot.current) - before).toBe(2);
});

/** Calls the tool as n8n's older agents do, which do not use the engine: one call after another. */
async function runAsTool(parameters: IDataObject, calls: IDataObject[]): Promise<unknown[]> {
	return await callAsTool(
		{
			parameters: { resource: 'meeting', operation: 'create', ...parameters },
			credentials: credentialsOf(hubspot.current),
		},
		calls,
	);
}

/** Waits until requests that n8n does not wait for have written the expected meetings, and a little longer for any others. */
async function settled(before: number, written: number) {
	const until = Date.now() + 5_000;
	while (countMeetings(hubspot.current) - before < written && Date.now() < until) await pause(20);
	await pause(50);
}

const pause = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
