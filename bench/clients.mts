import { Client } from '@hubspot/api-client';
import axios from 'axios';

import { EMULATOR_TOKEN } from '../emulator/index.mts';

const BATCH = 100;

const batches = (rows: Array<Record<string, string>>) =>
	Array.from({ length: Math.ceil(rows.length / BATCH) }, (_, n) => ({
		inputs: rows
			.slice(n * BATCH, (n + 1) * BATCH)
			.map((properties) => ({ properties, associations: [] })),
	}));

const api = (baseURL: string) =>
	axios.create({ baseURL, headers: { authorization: `Bearer ${EMULATOR_TOKEN}` } });

/** A script that uses HubSpot's batch endpoint directly: it sends all batches at once and collects the IDs. */
export async function axiosBatches(
	url: string,
	rows: Array<Record<string, string>>,
): Promise<string[]> {
	const client = api(url);
	const answers = await Promise.all(
		batches(rows).map(
			async (body) =>
				await client.post<{ results: Array<{ id: string }> }>(
					'/crm/objects/2026-09/meetings/batch/create',
					body,
				),
		),
	);
	return answers.flatMap(({ data }) => data.results.map(({ id }) => id));
}

/** The same with HubSpot's own client. Its rate limiter, nine requests per second by default, is off. */
export async function sdkBatches(
	url: string,
	rows: Array<Record<string, string>>,
): Promise<string[]> {
	const client = new Client({
		accessToken: EMULATOR_TOKEN,
		basePath: url,
		limiterOptions: { minTime: 0, maxConcurrent: 100 },
	});
	const answers = await Promise.all(
		batches(rows).map(
			async (body) => await client.crm.objects.meetings.batchApi.create(body as never),
		),
	);
	return answers.flatMap(({ results }) => results.map(({ id }) => id));
}

/** Lists all meetings, 100 per page, with the given properties. */
export async function axiosList(url: string, properties: readonly string[]): Promise<unknown[]> {
	const client = api(url);
	const all: unknown[] = [];
	let after: string | undefined;
	do {
		const { data } = await client.get<{
			results: unknown[];
			paging?: { next?: { after: string } };
		}>('/crm/objects/2026-09/meetings', {
			params: { limit: 100, properties: properties.join(','), after },
		});
		all.push(...data.results);
		after = data.paging?.next?.after;
	} while (after !== undefined);
	return all;
}
