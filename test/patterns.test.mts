import { patternsOf, worstTexts } from './support/patterns.mts';

/** Texts come from outside. A pattern that needs more than linear time for a text blocks all of n8n. */

/** Short texts come first. They reveal patterns that would never finish with a long text. */
const LENGTHS = [30, 1_000, 10_000, 100_000];
/** About ten times what a linear pattern takes for the longest text, and far below what any other pattern takes. */
const LONGEST_MS = 50;

/** The CPU time that a pattern takes, in ms. Unlike elapsed time, it does not depend on other processes. */
function used(regex: RegExp, text: string): number {
	const start = process.cpuUsage();
	if (regex.global) text.replace(regex, '');
	else regex.exec(text);
	return process.cpuUsage(start).user / 1_000;
}

/** The first text for which a pattern is too slow, twice in a row, because garbage collection can slow a single run. */
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

test('the regular expressions in nodes and credentials are found', () => {
	expect(patterns.length).toBeGreaterThan(100);
});

test.each(patterns.map(({ where, regex }) => [where, regex] as const))(
	'%s is fast for every worst-case text',
	(_, regex) => {
		expect(slowText(regex)).toBeUndefined();
	},
);

/** Slow patterns, such as earlier versions of the nodes contained. */
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
])('the slow pattern %p is detected', (regex) => {
	expect(slowText(regex)).toBeDefined();
});
