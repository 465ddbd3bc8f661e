import { InputError, quote } from '../../common/input';
import type { PropertyOption } from '../types';

/** HubSpot's default outcomes (from its scheduler document). An account can have more. CANCELED has one L. */
export const DEFAULT_OUTCOMES: readonly PropertyOption[] = [
	{ label: 'Canceled', value: 'CANCELED' },
	{ label: 'Completed', value: 'COMPLETED' },
	{ label: 'No Show', value: 'NO_SHOW' },
	{ label: 'Rescheduled', value: 'RESCHEDULED' },
	{ label: 'Scheduled', value: 'SCHEDULED' },
];

/** Other spellings that people use. */
const SPELLINGS = new Map([['cancelled', 'canceled']]);

/** Text in lower case, without whitespace, underscores, hyphens and apostrophes. */
function fold(text: string): string {
	const folded = text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[\s_'’‐-―-]+/gu, '');
	return SPELLINGS.get(folded) ?? folded;
}

/**
 * The value of the option that a text means, by its value or label. A loose match ignores case, whitespace, underscores,
 * hyphens and apostrophes. The order is: exact value, exact label, loose value, loose label. A loose match with several
 * options doesn't count.
 */
export function findOption(text: string, options: readonly PropertyOption[]): string | undefined {
	const given = text.trim();
	const exact =
		options.find(({ value }) => value === given) ?? options.find(({ label }) => label === given);
	if (exact) return exact.value;
	const folded = fold(given);
	if (folded === '') return undefined;
	for (const key of ['value', 'label'] as const) {
		const values = new Set(
			options.filter((option) => fold(option[key]) === folded).map(({ value }) => value),
		);
		if (values.size === 1) return [...values][0];
	}
	return undefined;
}

/**
 * Like `findOption`, but never returns undefined.
 *
 * @throws InputError that lists the allowed options
 */
export function matchOption(
	text: string,
	options: readonly PropertyOption[],
	field: string,
): string {
	const value = findOption(text, options);
	if (value !== undefined) return value;
	const shown = options
		.filter(({ hidden }) => !hidden)
		.map((option) =>
			option.label === option.value ? option.value : `${option.label} (${option.value})`,
		);
	const rest = shown.length - 20;
	throw new InputError(
		field,
		`${quote(text)} is not one of its options`,
		`Use one of: ${shown.slice(0, 20).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
		rest > 0 ? shown.join(', ') : undefined,
	);
}
