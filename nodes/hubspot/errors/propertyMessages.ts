import { list, sentence, short } from '../../common/text';
import { meetingProperty, propertyLabel } from '../meetingProperties';
import type { PropertyError } from './errorBody';

/** Codes for properties that are required by a rule that an admin set in the account's settings. */
const ACCOUNT_RULES = ['MISSING_REQUIRED_PROPERTY', 'MISSING_CONDITIONAL_REQUIRED_PROPERTY'];

/** Explains the property errors: the first three messages, and how many more there are. */
export function propertyMessages(errors: PropertyError[]): string {
	const required = errors.filter(({ code = '' }) => ACCOUNT_RULES.includes(code));
	const messages = errors.filter((error) => !required.includes(error)).map(propertyMessage);
	if (required.length > 0) messages.unshift(requiredByAccount(required));
	const rest = messages.length - 3;
	return `${messages.slice(0, 3).join('. ')}${rest > 0 ? `. And ${rest} more` : ''}`;
}

function requiredByAccount(errors: PropertyError[]): string {
	const names = errors.map(({ name, message }) => {
		const condition = /based on \[([^\][]+)\]/.exec(message)?.[1];
		return `${propertyLabel(name)}${condition ? ` for this value of ${propertyLabel(condition)}` : ''}`;
	});
	return `A rule of the HubSpot account requires ${list(names)}. Set ${names.length === 1 ? 'it' : 'them'}, or ask an admin to change the rule. Such rules apply from API version 2026-09`;
}

/** Explains what is wrong with one property, and how to fix it. */
export function propertyMessage({ name, code, message, allowed }: PropertyError): string {
	const label = propertyLabel(name);
	switch (code) {
		case 'PROPERTY_DOESNT_EXIST':
			return `HubSpot has no property ${name} here. Use the internal name from HubSpot's property settings, or remove it`;
		case 'INVALID_OPTION':
			return `${label}: ${given(message)}is not one of its options${optionList(allowed)}`;
		case 'READ_ONLY_VALUE':
		case 'READ_ONLY_PROPERTY':
			return `${label} is read-only: HubSpot sets it itself. Remove it`;
		case 'CONFLICTING_UNIQUE_VALUE':
			return `${label}: another record${/\d+/.test(message) ? ` (${/\d+/.exec(message)?.[0]})` : ''} already has this value, which must be unique`;
		case 'INVALID_DATE':
			if (/midnight/i.test(message)) {
				return `${label} is a date without a time. Use a format such as 2026-03-23`;
			}
			return `${label}: ${given(message)}is not a date. Use a format such as 2026-03-23T10:00:00Z`;
		case 'INVALID_LONG':
			return `${label}: ${given(message)}is not ${meetingProperty(name)?.kind === 'datetime' ? 'a date and time. Use a format such as 2026-03-23T10:00:00Z' : 'a whole number'}`;
		case 'INVALID_INTEGER':
		case 'INVALID_NUMBER':
		case 'INVALID_NUMERIC':
			return `${label}: ${given(message)}is not a number`;
		case 'INVALID_EMAIL':
			return `${label}: ${given(message)}is not an email address`;
		case 'INVALID_OWNER_ID': {
			const id = /\bid (\d+)/i.exec(message)?.[1];
			return `${label}: ${id ? `'${id}' ` : given(message)}is not the ID of an owner. Use the owner's ID (not the user ID) or email address`;
		}
		default:
			return `${label}: ${sentence(message) || 'HubSpot does not accept this value.'}`.replace(
				/\.$/,
				'',
			);
	}
}

/** The refused value at the start of HubSpot's message, in quotation marks. */
function given(message: string): string {
	const value = /^"?(.*?)"? was not /s.exec(message)?.[1];
	return value === undefined ? 'the value ' : `'${short(value, 60)}' `;
}

function optionList(allowed: PropertyError['allowed']): string {
	if (!allowed || allowed.length === 0) return '. Choose one that HubSpot lists for this property';
	const shown = allowed
		.slice(0, 12)
		.map(({ label, value }) => (label === value ? value : `${value} (${label})`));
	return `. Use one of: ${shown.join(', ')}${allowed.length > shown.length ? ' …' : ''}`;
}

/** All options, for the description, if there are too many for the message. */
export function allowedLines(errors: PropertyError[]): string {
	return errors
		.filter(({ allowed }) => (allowed?.length ?? 0) > 12)
		.map(({ name, allowed = [] }) => `${name}: ${allowed.map(({ value }) => value).join(', ')}`)
		.join('\n');
}
