import { readRecord } from '../hubspot/answers';
import { LIMITS } from '../hubspot/limits';
import type { HubSpotObject } from '../hubspot/types';
import type { RecordRef } from '../hubspot/values/recordRefs';
import { unlessNotFound } from '../transport/apiError';
import type { BatchEndpoint } from '../transport/batch';
import type { HubSpotClient } from '../transport/client';
import { readRecords } from './records';

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
	if (ref.kind === 'id') return ref.id;
	const record = await unlessNotFound(
		ref.kind === 'email'
			? client.batch(contactsByEmail, ref.email)
			: client.batch(companiesByDomain, ref.domain),
	);
	return record?.id;
}

/** A contact is found by each of its addresses; which one it was found by, HubSpot's batch answers don't say. */
const contactsByEmail = readRecords('contacts', {
	properties: [],
	idProperty: 'email',
	aliasProperty: 'hs_additional_emails',
});

/** Of a search's characters, what a domain of a full batch may take; the search itself takes less than 300. */
const CHARACTERS = (LIMITS.search.characters - 300) / LIMITS.batch.objects;

/** Domains are not unique in HubSpot, so there is no read by them: one search finds a hundred, the oldest company wins. */
const companiesByDomain: BatchEndpoint<string, HubSpotObject> = {
	key: 'find companies by domain',
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
							propertyName: 'domain',
							operator: 'IN',
							values: entries.map(({ input }) => input),
						},
					],
				},
			],
			sorts: [{ propertyName: 'createdate', direction: 'ASCENDING' }],
			properties: ['domain'],
			limit: LIMITS.page.search,
		},
		search: true,
	}),
	results: (results) =>
		results.map((value) => {
			const result = readRecord(value);
			return { identity: result?.properties.domain?.toLowerCase(), result };
		}),
	absent: (domain) => `company with the domain ${domain}`,
};
