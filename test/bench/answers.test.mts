import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { answersTable, CHAINS } from '../../bench/answers.mts';
import { operationNames } from '../../scripts/docs/pages.mts';
import { run } from '../support/engine.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { roundsTo } from '../support/rounds.mts';

const hubspot = emulatorForTests({ now: () => Date.parse('2026-11-23T09:00:00Z') });

test.each(CHAINS.map((chain) => [`${chain.operation}, ${chain.given}`, chain] as const))(
	'%s',
	async (_, { parameters, binary, answers }) => {
		const between = await roundsTo(hubspot.current.url);
		try {
			const { error } = await run({
				parameters,
				...(binary && { binary: [binary] }),
				credentials: { ...credentialsOf(hubspot.current), baseUrl: between.url },
			});
			expect(error).toBeUndefined();
			expect(between.rounds.length === answers ? answers : between.rounds).toEqual(answers);
		} finally {
			await between.close();
		}
	},
);

test('each operation has a row in the table', () => {
	const named = new Set(
		CHAINS.map(
			({ parameters }) => `${String(parameters.resource)}/${String(parameters.operation)}`,
		),
	);
	expect([...named].sort()).toEqual(operationNames().sort());
});

test('docs/bench.md contains the table', () => {
	const page = readFileSync(join(process.cwd(), 'docs', 'bench.md'), 'utf8');
	expect(page).toContain(answersTable());
});
