import { readRecord } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import type { RecordRef } from '../hubspot/values/recordRefs';
import { HubSpotApiError, unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint, Found } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { createRecords, readRecords, written, type RecordInput } from './records';

/**
 * The ids of records that are named by id, email or domain. Emails are read by HubSpot's batch read, a hundred a
 * request: unlike a search it sees a contact at once and isn't limited to five a second.
 *
 * @returns in the order given; undefined for what HubSpot does not have
 */
export async function findIds(
	client: HubSpotClient,
	refs: RecordRef[],
): Promise<Array<string | undefined>> {
	return await Promise.all(refs.map(async (ref) => await findId(client, ref)));
}

async function findId(client: HubSpotClient, ref: RecordRef): Promise<string | undefined> {
	if (ref.kind === 'nobody') return undefined;
	if (ref.kind === 'id') return ref.id;
	const find = async (endpoint: BatchEndpoint<string, HubSpotObject>, value: string) =>
		(await unlessNotFound(client.batch(endpoint, value)))?.id;
	if (ref.kind === 'email') return await find(contactsByEmail, ref.email);
	return (
		(await find(companiesBy('domain'), ref.domain)) ??
		(await find(companiesBy('hs_additional_domains'), ref.domain))
	);
}

/** A contact is found by each of its addresses; which one it was found by, HubSpot's batch answers don't say. */
const contactsByEmail = readRecords('contacts', {
	properties: [],
	idProperty: 'email',
	aliasProperty: 'hs_additional_emails',
});

/** Of a search's characters, what a domain of a full batch may take; the search itself takes less than 300. */
const CHARACTERS = (LIMITS.search.characters - 300) / LIMITS.batch.objects;

/**
 * Domains are not unique in HubSpot, so there is no read by them: one search finds a hundred, the oldest company wins.
 *
 * @param property the one of the company's domain, or that of its further ones, separated by semicolons
 */
const companiesBy = (
	property: 'domain' | 'hs_additional_domains',
): BatchEndpoint<string, HubSpotObject> => ({
	key: `find companies by ${property}`,
	effect: 'read',
	limit: LIMITS.batch.objects,
	share: (domain) => Math.max(1, JSON.stringify([domain]).length / CHARACTERS),
	identity: (domain) => domain,
	batch: (entries, at) => ({
		path: at.search('companies'),
		body: {
			filterGroups: [
				{
					filters: [
						{
							propertyName: property,
							operator: 'IN',
							values: entries.map(({ input }) => input),
						},
					],
				},
			],
			sorts: [{ propertyName: 'createdate', direction: 'ASCENDING' }],
			properties: [property],
			limit: LIMITS.page.search,
		},
		search: true,
	}),
	results: (results) =>
		results.flatMap((value): Array<Found<HubSpotObject>> => {
			const result = readRecord(value);
			const domains = result?.properties[property]?.toLowerCase().split(';') ?? [];
			return domains.length > 0
				? domains.map((domain) => ({ identity: domain.trim(), result }))
				: [{ result }];
		}),
	absent: (domain) => `company with the domain ${domain}`,
});

/**
 * Makes contacts: a hundred in one batch. Their email address is unique in HubSpot, so to repeat it doubles nothing: who
 * is there already is refused as a conflict.
 */
const newContacts = (): BatchEndpoint<RecordInput, HubSpotObject> => ({
	...createRecords('contacts'),
	key: 'create contacts by email',
	effect: 'write',
	isLookUp: true,
	identity: ({ properties }) => properties.email,
	results: (results) => written(results, ({ properties }) => properties.email?.toLowerCase()),
});

/** What became of a contact that was to be made. */
export interface NewContact {
	id?: string;
	/** Whether it was made just now. */
	created?: boolean;
	/** Why HubSpot refused it. */
	reason?: string;
}

/** Errors that are about the contact, or about who may make one. */
const CONTACT_FAILURES: readonly string[] = ['conflict', 'forbidden', 'scope', 'validation'];

/** Makes the contact of an email address, once for everybody in the run. One that is there by then is taken. */
export async function createContact(
	client: HubSpotClient,
	email: string,
	names: Record<string, string>,
): Promise<NewContact> {
	const made = client.batch(newContacts(), { properties: { ...names, email } });
	return await made.then(
		({ id }) => ({ id, created: true }),
		async (error: unknown) => {
			const { failure = undefined } = error instanceof HubSpotApiError ? error : {};
			if (!failure || !CONTACT_FAILURES.includes(failure.kind)) throw error;
			const { kind, message, hubspotMessage = '' } = failure;
			if (kind !== 'conflict') return { reason: message };
			const id =
				/Existing ID:\s*(\d+)/i.exec(hubspotMessage)?.[1] ??
				(await findId(client, { kind: 'email', email }));
			return id === undefined ? { reason: message } : { id };
		},
	);
}
