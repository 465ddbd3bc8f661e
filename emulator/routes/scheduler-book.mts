import type { Account } from '../account/account.mts';
import { bookMeeting } from '../account/bookings.mts';
import { calendarsOf, freeMembers, startsOf } from '../account/free-times.mts';
import { readInstant } from '../account/instants.mts';
import { durationsOf } from '../account/scheduling-page.mts';
import type { Consent, FormField, SchedulingPage } from '../account/scheduling-page.mts';
import { badJson, invalid } from '../errors.mts';
import { ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { post } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import { readArray, readField, readInteger, readObject, readText, readTexts } from '../json.mts';
import type { JsonObject } from '../json.mts';
import { presentBooked } from './scheduler-present.mts';
import {
	badDuration,
	badEmail,
	badGuests,
	badStart,
	blockedEmail,
	emptyName,
	missingAnswer,
	takenStart,
} from './scheduler-errors.mts';
import { checkZone, pageFor } from './scheduler.mts';

/** A token needs one of these scopes to book (`security` in the documents of all versions). */
export const BOOK = [
	'crm.objects.contacts.write',
	'crm.objects.companies.write',
	'crm.objects.deals.write',
	'tickets',
	'crm.objects.appointments.write',
	'crm.objects.commercepayments.write',
	'crm.objects.courses.write',
	'crm.objects.goals.write',
	'crm.objects.line_items.write',
	'crm.objects.listings.write',
	'crm.objects.products.write',
	'crm.objects.projects.write',
	'crm.objects.services.write',
];

const EMAIL = /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/;

const isAddress = (email: string) => EMAIL.test(email) && !/@example\.com$/i.test(email);

function checkEmail(account: Account, email: string): void {
	if (!isAddress(email)) throw badEmail(email);
	const domain = email.split('@')[1].toLowerCase();
	if (account.scheduling.blockedDomains.has(domain)) throw blockedEmail(email);
}

/** Reads a list that is optional if the page doesn't need it. */
const readList = (body: JsonObject, field: string): JsonObject[] =>
	body[field] === undefined ? [] : readArray(body, field).map(readObject);

function checkOption({ name, fieldType, options }: FormField, value: string): void {
	if (options.length === 0 || value === '') return;
	const given = fieldType === 'checkbox' ? value.split(';') : [value];
	const unknown = given.find((one) => !options.some((option) => option[0] === one));
	if (unknown !== undefined) throw invalid(`${unknown} is not an option of form field ${name}`);
}

function readAnswers(page: SchedulingPage, body: JsonObject): Record<string, string> {
	const answers: Record<string, string> = {};
	for (const given of readList(body, 'formFields')) {
		const name = readField(given, 'name');
		const field = page.formFields.find((one) => one.name === name);
		if (!field) throw invalid(`form field ${name} does not exist`);
		answers[name] = readField(given, 'value');
		checkOption(field, answers[name]);
	}
	const missing = page.formFields.find(
		({ name, isRequired }) => isRequired && !answers[name]?.trim(),
	);
	if (missing) throw missingAnswer(missing.name);
	return answers;
}

function readConsent(consent: Consent | undefined, body: JsonObject) {
	const responses = readList(body, 'legalConsentResponses').map((given) => {
		if (typeof given.consented !== 'boolean') throw badJson('consented has to be a boolean', 2);
		const communicationTypeId = readField(given, 'communicationTypeId');
		return { communicationTypeId, consented: given.consented };
	});
	const asked = consent?.communications ?? [];
	const stray = responses.find(
		(one) => !asked.some(({ communicationTypeId: id }) => id === one.communicationTypeId),
	);
	if (stray) throw invalid(`communication type ${stray.communicationTypeId} is not part of link`);
	for (const { communicationTypeId: id, required } of asked) {
		const response = responses.find((one) => one.communicationTypeId === id);
		if (!response) throw invalid(`legal consent response is missing for communication type ${id}`);
		if (required && !response.consented) {
			throw invalid(`consent is required for communication type ${id}`);
		}
	}
	return responses;
}

function readGuests(page: SchedulingPage, body: JsonObject): string[] {
	const guests = readTexts(body, 'guestEmails');
	if (guests.length > page.maxGuests) {
		throw badGuests(
			page.maxGuests === 0
				? 'Guests cannot be added to this meeting'
				: `At most ${page.maxGuests} guests can be added to this meeting`,
		);
	}
	const bad = guests.find((email) => !isAddress(email));
	if (bad !== undefined) throw badGuests(`Guest email address ${bad} is invalid`);
	return guests;
}

function readName(body: JsonObject, field: string): string {
	const name = readField(body, field).trim();
	if (name === '') throw emptyName(field);
	return name;
}

/** Reads the start. Throws if the page does not offer it or nobody is free. */
function readStart(
	account: Account,
	page: SchedulingPage,
	body: JsonObject,
	duration: number,
): number {
	const text = readField(body, 'startTime');
	const start = readInstant(text);
	if (start === undefined) throw badJson(`Cannot deserialize value of type \`Instant\`: ${text}`);
	if (startsOf(account, page, duration, start, start + 1).next().done) throw badStart();
	const buffer = page.bufferMinutes * 60_000;
	const calendars = calendarsOf(account, page, start - buffer, start + duration + buffer);
	if (freeMembers(page, calendars, start, duration).length === 0) throw takenStart();
	return start;
}

function book(call: Call) {
	call.allow(BOOK);
	const { account } = call;
	const body = call.object();
	const page = pageFor(call, readField(body, 'slug'));
	if (page.paymentLinkId) throw invalid('Links with payments cannot be booked through the API');
	const firstName = readName(body, 'firstName');
	const lastName = readName(body, 'lastName');
	const email = readField(body, 'email');
	checkEmail(account, email);
	const duration = readInteger(readField(body, 'duration'), 0);
	if (!durationsOf(page).includes(duration)) throw badDuration();
	const likely = readArray(body, 'likelyAvailableUserIds').map(readText);
	const booking = {
		email,
		firstName,
		lastName,
		duration,
		fields: readAnswers(page, body),
		guests: readGuests(page, body),
		timeZone: body.timezone === undefined ? undefined : checkZone(readText(body.timezone)),
		preferred: page.members.filter((id) =>
			likely.includes(String(account.owner(id)?.userId ?? '')),
		),
	};
	const legalConsentResponses = readConsent(page.consent, body);
	const start = readStart(account, page, body, duration);
	const locale = body.locale === undefined ? undefined : readText(body.locale);
	const booked = bookMeeting(account, page, { ...booking, start });
	return ok(
		presentBooked(page, { ...booking, start }, booked, {
			legalConsentResponses,
			...(locale !== undefined && { locale }),
		}),
	);
}

/** The endpoint for booking on a scheduling page. */
export const schedulerBookRoutes: readonly Route[] = [post('/meeting-links/book', book)];
