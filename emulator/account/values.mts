import { isMultiple } from './definition.mts';
import type { PropertyDefinition } from './definition.mts';
import { instant, readInstant } from './instants.mts';

/** A value as HubSpot stores it (a string), or the reason why HubSpot rejects it. */
export type Checked = { value: string } | { code: string; message: string };

/** Maximum length of a text (documented for note bodies, a guess for other properties). */
const MAX_TEXT = 65_536;

const DAY = 86_400_000;

function checkOption(definition: PropertyDefinition, value: string): Checked {
	if (definition.externalOptions) return { value };
	const given = isMultiple(definition) ? value.split(';').filter(Boolean) : [value];
	const unknown = given.find((one) => !definition.options.some((option) => option.value === one));
	if (unknown === undefined) return { value: given.join(';') };
	const allowed = definition.options
		.map(
			(option) => `label: ${JSON.stringify(option.label)} value: ${JSON.stringify(option.value)}`,
		)
		.join(', ');
	return {
		code: 'INVALID_OPTION',
		message: `${unknown} was not one of the allowed options: [${allowed}]`,
	};
}

function checkDatetime(value: string): Checked {
	const ms = readInstant(value);
	return ms === undefined
		? { code: 'INVALID_LONG', message: `${value} was not a valid long.` }
		: { value: instant(ms) };
}

function checkDate(value: string): Checked {
	const ms = readInstant(value);
	if (ms === undefined) return { code: 'INVALID_DATE', message: `${value} was not a valid date.` };
	if (ms % DAY === 0) return { value: new Date(ms).toISOString().slice(0, 10) };
	const at = new Date(ms);
	const clock = `${at.getUTCHours()}:${at.getUTCMinutes()}:${at.getUTCSeconds()}.${at.getUTCMilliseconds()}`;
	return { code: 'INVALID_DATE', message: `${ms} is at ${clock} UTC, not midnight!` };
}

const checkNumber = (value: string): Checked =>
	value.trim() !== '' && Number.isFinite(Number(value))
		? { value: value.trim() }
		: { code: 'INVALID_NUMBER', message: `${value} was not a valid number.` };

function checkText(definition: PropertyDefinition, value: string): Checked {
	if (definition.name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
		return { code: 'INVALID_EMAIL', message: `Email address ${value} is invalid` };
	}
	return value.length > MAX_TEXT
		? {
				code: 'PROPERTY_VALUE_TOO_LONG',
				message: `Property values can be at most ${MAX_TEXT} characters`,
			}
		: { value };
}

/**
 * Checks a value against the type of its property and converts it to the form that HubSpot stores: times in UTC,
 * dates as `yyyy-mm-dd`. The value must not be empty.
 */
export function checkValue(definition: PropertyDefinition, value: string): Checked {
	switch (definition.type) {
		case 'bool':
		case 'enumeration':
			return checkOption(definition, value);
		case 'datetime':
			return checkDatetime(value);
		case 'date':
			return checkDate(value);
		case 'number':
			return checkNumber(value);
		default:
			return checkText(definition, value);
	}
}
