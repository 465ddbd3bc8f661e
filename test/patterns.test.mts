import { patternsOf, worstTexts } from './support/patterns.mts';

/** Texts come from outside: a pattern that takes more than linear time for one stops n8n for everybody. */

/** Short texts find what is far worse than linear before a long one would take for ever. */
const LENGTHS = [30, 1_000, 10_000, 100_000];
/** Ten times what a linear pattern takes for the longest, and a small part of what any other one takes. */
const LONGEST_MS = 50;

/** The processor's time, so that it doesn't matter what else the machine does. */
function used(regex: RegExp, text: string): number {
	const start = process.cpuUsage();
	if (regex.global) text.replace(regex, '');
	else regex.exec(text);
	return process.cpuUsage(start).user / 1_000;
}

/** The first text for which a pattern takes too long, twice, since memory may have been cleaned up. */
function slowText(regex: RegExp): string | undefined {
	for (const length of LENGTHS) {
		for (const text of worstTexts(regex, length)) {
			if (used(regex, text) > LONGEST_MS && used(regex, text) > LONGEST_MS) {
				return `${JSON.stringify(text.slice(0, 40))}… of ${length}`;
			}
		}
	}
	return undefined;
}

const patterns = patternsOf(['nodes', 'credentials']);

test('the patterns of the sources are found', () => {
	expect(patterns.length).toBeGreaterThan(100);
});

test.each(patterns.map(({ where, regex }) => [where, regex] as const))('%s', (_, regex) => {
	expect(slowText(regex)).toBeUndefined();
});

/** Such as stood in the sources once. */
test.each([
	/^\n+|\s+$/g,
	/\s*\([^)]*\)$/,
	/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i,
	/[/?#].*$/,
	/\/+$/,
	/(\w+)=(\d+)/,
	/allowed options:\s*\[([\s\S]*)\]/,
	/Property values were not valid:\s*(\[[\s\S]*\])\s*$/,
	/^(?:a+)+$/,
])('%p would be found', (regex) => {
	expect(slowText(regex)).toBeDefined();
});
