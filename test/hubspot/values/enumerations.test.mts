import fc from 'fast-check';

import { InputError } from '../../../nodes/common/input';
import {
	DEFAULT_OUTCOMES,
	findOption,
	matchOption,
} from '../../../nodes/hubspot/values/enumerations';

it.each([
	['NO_SHOW', 'NO_SHOW'],
	['no show', 'NO_SHOW'],
	['No-Show', 'NO_SHOW'],
	['noshow', 'NO_SHOW'],
	[' scheduled ', 'SCHEDULED'],
	['cancelled', 'CANCELED'],
	['Canceled', 'CANCELED'],
])('outcome %s is read as %s', (text, value) => {
	expect(matchOption(text, DEFAULT_OUTCOMES, 'Outcome')).toBe(value);
});

it('an unknown option is refused with the list of options', () => {
	const run = () => matchOption('done', DEFAULT_OUTCOMES, 'Outcome');
	expect(run).toThrow(InputError);
	expect(run).toThrow(
		/^Outcome: 'done' is not one of its options\. Use one of: .*No Show \(NO_SHOW\)/,
	);
});

it('many options: the message lists twenty, the description all', () => {
	const options = Array.from({ length: 30 }, (_, n) => ({ label: `Type ${n}`, value: `T${n}` }));
	try {
		matchOption('x', options, 'Meeting Type');
		throw new Error('nothing was refused');
	} catch (error) {
		expect((error as InputError).message).toContain('and 10 more');
		expect((error as InputError).description).toContain('Type 29 (T29)');
	}
});

it('an exact value takes precedence over a label, and an ambiguous text finds nothing', () => {
	const options = [
		{ label: 'B', value: 'A' },
		{ label: 'A', value: 'B' },
		{ label: 'x y', value: 'xy1' },
		{ label: 'X-Y', value: 'xy2' },
	];
	expect(findOption('A', options)).toBe('A');
	expect(findOption('x y', options)).toBe('xy1');
	expect(findOption('xy', options)).toBeUndefined();
	expect(findOption('  ', options)).toBeUndefined();
	expect(findOption('_', [{ label: '_', value: '-' }])).toBe('-');
});

it('an option is found by any spelling that differs only in case and separators', () => {
	const words = fc.array(fc.stringMatching(/^[a-z]{2,6}$/), { minLength: 1, maxLength: 3 });
	const gap = fc.constantFrom(' ', '_', '-', '');
	fc.assert(
		fc.property(words, gap, gap, fc.boolean(), (parts, mine, theirs, upper) => {
			const option = { label: 'Other', value: parts.join(theirs) };
			const typed = parts.join(mine);
			expect(findOption(upper ? typed.toUpperCase() : typed, [option])).toBe(option.value);
		}),
	);
});
