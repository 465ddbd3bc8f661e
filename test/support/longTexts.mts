/** Texts come from outside and can have any length. While a node processes one, nothing else runs in n8n. */

const LENGTH = 100_000;
/** CPU time, including the emulator's. Code that is slower than linear takes seconds for such a text. */
const LONGEST_MS = 200;
/** A busy machine needs more CPU time for the same work, and garbage collection slows single tries. */
const TRIES = 10;

/** Texts that are slow to process for patterns with more than linear time. */
export const TEXTS: Record<string, string> = {
	blanks: `x${' '.repeat(LENGTH)}x`,
	'blanks alone': ' '.repeat(LENGTH),
	'line breaks': `x${'\n'.repeat(LENGTH)}x`,
	'line breaks of Windows': `x${'\r\n'.repeat(LENGTH / 2)}x`,
	digits: `${'1'.repeat(LENGTH)}x`,
	'digits alone': '1'.repeat(LENGTH),
	brackets: `${'('.repeat(LENGTH)}x`,
	slashes: `${'/'.repeat(LENGTH)}\nx`,
	tags: '<br '.repeat(LENGTH / 4),
	'an email address without end': `${'a.'.repeat(LENGTH / 2)}@${'a-'.repeat(LENGTH / 2)}`,
	commas: `${','.repeat(LENGTH)}x`,
	'a date before blanks': `2026-12-01${' '.repeat(LENGTH)}x`,
};

/** Checks that an action takes little CPU time in at least one of several tries. */
export async function expectQuick(act: () => Promise<unknown>): Promise<void> {
	let used = 0;
	for (let tries = 0; tries < TRIES; tries++) {
		const start = process.cpuUsage();
		await act();
		used = process.cpuUsage(start).user / 1_000;
		if (used < LONGEST_MS) break;
	}
	expect(used).toBeLessThan(LONGEST_MS);
}
