import { InputError, isEmpty, isRecord, parseJson, quote, textOf } from '../../common/input';
import { list } from '../../common/text';
import type { ValueKind } from '../meetingProperties';
import type { Consent, FormField } from '../scheduling';
import { toPropertyValue } from './conversion';
import { toTexts } from './ids';
import { namesOf } from './people';

/** The two names that HubSpot requires for a booking. */
export interface Names {
	firstName: string;
	lastName: string;
}

/**
 * The first and last name of the person who books. If only one text is given, it is split: the last word is the last name.
 * If it has a comma, the part before the comma is the last name.
 *
 * @throws InputError if a name is missing, because HubSpot doesn't book without both
 */
export function toNamesOfPerson(first: unknown, last: unknown): Names {
	const [firstName, lastName] = [first, last].map((name) => textOf(name).replace(/\s+/g, ' '));
	if (firstName && lastName) return { firstName, lastName };
	const full = firstName || lastName;
	const { firstname, lastname } = namesOf({ name: full });
	if (firstname && lastname) return { firstName: firstname, lastName: lastname };
	throw new InputError(
		lastName || !full ? 'First Name' : 'Last Name',
		'is empty',
		'HubSpot requires a first and a last name. Enter both, or the full name in First Name.',
	);
}

const KINDS: Record<string, ValueKind> = {
	bool: 'bool',
	boolean: 'bool',
	date: 'date',
	number: 'number',
};

/** The kind of value of a form field. */
export function kindOf({ type, fieldType, options }: FormField): ValueKind {
	if (options.length > 0 && type !== 'bool') {
		return fieldType === 'checkbox' ? 'multiEnumeration' : 'enumeration';
	}
	return KINDS[type] ?? 'text';
}

/**
 * The answers as the user entered them, by the names of form fields.
 *
 * @throws InputError for anything but a JSON object
 */
export function toAnswers(given: unknown, field: string): Record<string, unknown> {
	if (isEmpty(given)) return {};
	const value = typeof given === 'string' ? parseJson(given) : given;
	if (isRecord(value)) return value;
	throw new InputError(
		field,
		'is not a JSON object',
		'Enter the answers by field name, such as { "company": "Nordhafen" }.',
	);
}

/**
 * Converts the answers to a page's form to HubSpot's format. Options can be given by value or label. Lists are joined.
 *
 * @throws InputError for a field that the page doesn't have, an invalid value, or a required field without an answer
 */
export function toFormFields(
	answers: Record<string, unknown>,
	fields: readonly FormField[],
	zone: string,
): Array<{ name: string; value: string }> {
	const found = new Map<string, string>();
	for (const [key, given] of Object.entries(answers)) {
		if (isEmpty(given)) continue;
		const field = fieldNamed(key, fields);
		const { name, label, options } = field;
		const kind = kindOf(field);
		const type = { field: label, kind, ...(options.length > 0 && { options }) };
		const value = toPropertyValue(given, type, { zone, textFormat: 'html' });
		if (value !== undefined) found.set(name, value);
	}
	const missing = fields.filter(({ isRequired, name }) => isRequired && !found.has(name));
	if (missing.length > 0) {
		const [{ options }] = missing;
		const names = missing.map(({ label, name }) => `${label} (${name})`);
		throw new InputError(
			'Form Fields',
			`the page requires an answer to ${list(names)}`,
			options.length > 0
				? `For ${missing[0].name} use one of: ${list(options.map(({ value }) => value))}.`
				: 'Enter it in Form Fields, or by field name in Form Answers.',
		);
	}
	return [...found].map(([name, value]) => ({ name, value }));
}

function fieldNamed(key: string, fields: readonly FormField[]): FormField {
	const wanted = key.trim().toLowerCase();
	const field =
		fields.find(({ name }) => name === key.trim()) ??
		fields.find(({ name, label }) => [name, label].some((one) => one.toLowerCase() === wanted));
	if (field) return field;
	throw new InputError(
		'Form Fields',
		`the page has no field ${quote(key)}`,
		fields.length > 0
			? `It has: ${list(fields.map(({ name }) => name))}.`
			: 'Its form has no other fields.',
	);
}

/**
 * The responses to all consent checkboxes of a page.
 *
 * @param ticked the checkboxes that the person ticked, by id or label
 * @param processing whether the person agreed to data processing; the request has no field for it
 * @throws InputError if a required checkbox is not ticked, or a ticked checkbox is not on the page
 */
export function toConsentResponses(
	ticked: unknown,
	processing: boolean,
	consent: Consent | undefined,
): Array<{ communicationTypeId: string; consented: boolean }> {
	const { boxes = [], processing: kind, processingLabel } = consent ?? {};
	const isBox = (name: string, { communicationTypeId: id, label }: Consent['boxes'][number]) =>
		name === id || name.toLowerCase() === label.toLowerCase();
	// A label may hold a comma.
	const whole = textOf(ticked);
	const names = boxes.some((box) => isBox(whole, box)) ? [whole] : toTexts(ticked).map(textOf);
	const shown = list(boxes.map(({ label, communicationTypeId: id }) => `${label} (${id})`));
	const stray = names.find((name) => !boxes.some((box) => isBox(name, box)));
	if (stray !== undefined) {
		throw new InputError(
			'Consent',
			`the page has no consent checkbox ${quote(stray)}`,
			boxes.length > 0 ? `It has: ${shown}.` : 'It does not ask for consent to communication.',
		);
	}
	if (kind === 'REQUIRED_CHECKBOX' && !processing) {
		throw new InputError(
			'Consent to Processing',
			`the page requires consent: ${quote(processingLabel ?? 'the processing of data')}`,
			'Turn it on if the person has agreed.',
		);
	}
	const responses = boxes.map((box) => ({
		communicationTypeId: box.communicationTypeId,
		consented: names.some((name) => isBox(name, box)),
	}));
	const refused = boxes.find(({ required }, place) => required && !responses[place].consented);
	if (!refused) return responses;
	throw new InputError(
		'Consent',
		`the page requires the checkbox ${refused.label} (${refused.communicationTypeId})`,
		'Add its ID if the person has agreed.',
	);
}
