import { readRecord } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import type { RecordRef } from '../hubspot/values/recordRefs';
import { HubSpotApiError, unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint, Found } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { createRecords, readRecords, written, type RecordInput } from './records';

/**
 * The ids of records that are named by id, email or domain. Emails use HubSpot's batch read, up to a hundred per
 * request. Unlike a search, it finds a new contact at once and isn't limited to five requests per second.
 *
 * @returns in the given order; undefined for records that HubSpot does not have
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

/** HubSpot finds a contact by each of its email addresses. Its batch responses don't say which address matched. */
const contactsByEmail = readRecords('contacts', {
	properties: [],
	idProperty: 'email',
	aliasProperty: 'hs_additional_emails',
});

/**
 * How many characters of a search each domain of a full batch may take up. The rest of the search takes up fewer than
 * 300.
 */
const CHARACTERS = (LIMITS.search.characters - 300) / LIMITS.batch.objects;

/**
 * Domains are not unique in HubSpot, so companies can't be read by domain. One search covers up to a hundred domains.
 * If several companies match, the oldest one is used.
 *
 * @param property the company's domain, or its additional domains, separated by semicolons
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
 * Creates contacts, up to a hundred per batch. Their email address is unique in HubSpot, so a repeated request creates
 * no duplicates. HubSpot refuses an existing contact as a conflict.
 */
const newContacts = (): BatchEndpoint<RecordInput, HubSpotObject> => ({
	...createRecords('contacts'),
	key: 'create contacts by email',
	effect: 'write',
	isLookUp: true,
	identity: ({ properties }) => properties.email,
	results: (results) => written(results, ({ properties }) => properties.email?.toLowerCase()),
});

/** The outcome of creating a contact. */
export interface NewContact {
	id?: string;
	/** Whether it was created just now. */
	created?: boolean;
	/** Why HubSpot refused it. */
	reason?: string;
}

/** Errors that are about the contact, or about the permission to create one. */
const CONTACT_FAILURES: readonly string[] = ['conflict', 'forbidden', 'scope', 'validation'];

/** Creates the contact for an email address. If it exists by then, the existing one is returned. */
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
