import { DateTime } from 'luxon';

import { InputError, quote } from '../../common/input';
import { MONTHS } from './calendarNames';
import type { TimeOptions } from './timeOptions';

export const USUAL_FORM = 'Use a format such as 2026-03-23T10:00:00 or 2026-03-23T10:00:00+01:00.';

/** The error for a time that doesn't exist, such as February 30 or 25:00. */
export function notATime(text: string, field: string): InputError {
	return new InputError(field, `${quote(text)} is not a valid time`, USUAL_FORM);
}

/** The end of a message: an expression that parses the text, or an example of an expression. */
export function readBy(text: string): string {
	const expression = expressionFor(text);
	return expression
		? `In an expression, {{ ${expression} }} parses it`
		: `In an expression, {{ DateTime.fromFormat("23 03 2026 10h30", "dd MM yyyy HH'h'mm") }} parses any format, and {{ $now.plus(1, 'day') }} is relative to now`;
}

/** The error for a text that can't be read as a time: it gives the reason, and an expression that parses the text. */
export function invalidForm(text: string, { field, dateOrder }: TimeOptions): InputError {
	const byExpression = readBy(text);
	const byOption = dateOrder ? "Set the option 'Date Order', or use year" : 'Use year';
	const failure = (what: string, wayOut: string) =>
		new InputError(field, `${quote(text)} ${what}`, `${wayOut} ${byExpression}.`);
	const numbers = /^(\d{1,2})[/.-] ?(\d{1,2})[/.-] ?(\d{2}|\d{4})(?!\d)/.exec(text);
	const form = `${byOption}, month, day: ${USUAL_FORM.slice(4)}`;
	if (numbers) {
		const [a, b] = [Number(numbers[1]), Number(numbers[2])];
		const isUnclear = a !== b && a >= 1 && a <= 12 && b >= 1 && b <= 12;
		if (isUnclear) return failure(`could be ${a} ${MONTHS[b - 1]} or ${b} ${MONTHS[a - 1]}`, form);
		return failure('has a two-digit year', form);
	}
	if (/^(?:[a-z]{3,9},? )?\d{1,2}[- ./]{0,2}[a-z]{3,9}[- ./]{0,2}\d{2}(?!\d)/i.test(text)) {
		return failure('has a two-digit year', form);
	}
	if (/^\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?$/i.test(text)) {
		return new InputError(field, `${quote(text)} has no date`, USUAL_FORM);
	}
	return failure('is not a time in a supported format', USUAL_FORM);
}

/** Languages whose month names the suggested expression can parse. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt'];

/** A longer text would make the message too long. */
const LONGEST_SHOWN = 60;

/** A Luxon expression that parses the text, or undefined. */
export function expressionFor(text: string): string | undefined {
	if (text.length > LONGEST_SHOWN) return undefined;
	// Rare forms of ISO 8601: with the week, with the day of the year, or with only the hour.
	if (/^\d{4}-(?:W\d\d-|\d{3}|\d\d-\d\dT)/.test(text) && DateTime.fromISO(text).isValid)
		return `DateTime.fromISO(${JSON.stringify(text)})`;
	for (const locale of LANGUAGES) {
		for (const month of ['LLLL', 'LLL']) {
			const format = formatOf(text, locale === 'en' ? undefined : month);
			if (!format || !DateTime.fromFormat(text, format, { locale }).isValid) continue;
			const how = locale === 'en' ? '' : `, { locale: '${locale}' }`;
			return `DateTime.fromFormat(${JSON.stringify(text)}, ${JSON.stringify(format)}${how})`;
		}
	}
	return undefined;
}

/** The Luxon format of a text with a day and month. `month` is the token for the word that is not English. */
function formatOf(text: string, month?: string): string | undefined {
	const tokens = text.match(/\d+|\p{L}+|[^\d\p{L}]/gu) ?? [];
	const has = (word: RegExp) => tokens.some((token) => word.test(token));
	const hours = has(/^[ap]m$/i) ? 'h' : 'H';
	const unknown = tokens.filter((token) => /^\p{L}/u.test(token) && !isKnown(token));
	// Only one word can be the month in another language.
	if (month !== undefined && unknown.length !== 1) return undefined;
	const names = month !== undefined || has(MONTH) ? ['d', 'yy'] : ['d', 'M', 'yy'];
	const figures = tokens.filter((token, i) => /^\d{1,4}$/.test(token) && !isClock(tokens, i));
	const isYearFirst = figures[0]?.length === 4;
	if (figures.some(({ length }) => length === 4)) names.pop();
	if (names[1] === 'M' && (isYearFirst || Number(figures[1]) > 12)) names.splice(0, 2, 'M', 'd');
	let clock = 0;
	const format = tokens
		.map((token, i) => {
			if (/^\d/.test(token)) {
				if (!isClock(tokens, i) && token.length === 4) return 'yyyy';
				const name = isClock(tokens, i) ? undefined : names.shift();
				// Numbers after the date are the time, whatever separates them.
				return name ?? [hours, 'mm', 'ss', 'u'][clock++] ?? token;
			}
			if (/^[ap]m$/i.test(token)) return 'a';
			if (MONTH.test(token)) return token.length === 3 ? 'LLL' : 'LLLL';
			if (WEEKDAY.test(token)) return token.length === 3 ? 'EEE' : 'EEEE';
			if (!/^\p{L}/u.test(token)) return token;
			return month ?? `'${token}'`;
		})
		.join('');
	return names.length > 0 ? undefined : format;
}

const MONTH =
	/^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;
const WEEKDAY = /^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?$/i;

/** Whether a word is am, pm, or an English month or weekday. */
const isKnown = (word: string) => /^[ap]m$/i.test(word) || MONTH.test(word) || WEEKDAY.test(word);

/** Whether a number is part of a time of day: there is a colon before or after it. */
const isClock = (tokens: readonly string[], at: number) =>
	tokens[at + 1] === ':' || tokens[at - 1] === ':';
