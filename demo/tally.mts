import type { RecordedRequest } from '../emulator/index.mts';
import type { Item } from './types.mts';

/** The number of meetings for each kind of operation. */
export interface Tally {
	created: number;
	read: number;
	updated: number;
	deleted: number;
}

/** The result of one of our nodes in an execution. */
export interface Step {
	node: string;
	resource: string;
	operation: string;
	items: Item[];
}

const COUNTED: Record<string, keyof Tally> = {
	create: 'created',
	get: 'read',
	getAll: 'read',
	search: 'read',
	update: 'updated',
	delete: 'deleted',
};

/** Counts meetings according to the steps. */
export function tallySteps(steps: Step[]): Tally {
	const tally: Tally = { created: 0, read: 0, updated: 0, deleted: 0 };
	for (const { resource, operation, items } of steps) {
		const kind = COUNTED[operation];
		if (resource === 'meeting' && kind) tally[kind] += items.length;
	}
	return tally;
}

/** Counts meetings according to the requests, single and batch. Rejected requests don't count. */
export function tallyRequests(requests: RecordedRequest[]): Tally {
	const tally: Tally = { created: 0, read: 0, updated: 0, deleted: 0 };
	for (const { method, path, status, body, responseBody } of requests) {
		const rest =
			/^\/crm\/(?:v3\/objects|objects\/[\d-]+)\/(?:meetings|0-47)(\/[^?]*)?(?:\?|$)/.exec(path);
		if (!rest || status < 200 || status >= 300) continue;
		const [, part = ''] = rest;
		const results = lengthOf(responseBody, 'results');
		if (part === '/batch/create') tally.created += results;
		else if (part === '/batch/read') tally.read += results;
		else if (part === '/batch/update') tally.updated += results;
		else if (part === '/batch/archive') tally.deleted += lengthOf(body, 'inputs');
		else if (part === '/search') tally.read += results;
		else if (part === '') method === 'POST' ? (tally.created += 1) : (tally.read += results);
		else if (method === 'GET') tally.read += 1;
		else if (method === 'PATCH') tally.updated += 1;
		else if (method === 'DELETE') tally.deleted += 1;
	}
	return tally;
}

function lengthOf(body: unknown, list: string): number {
	const value = (body as Record<string, unknown> | undefined)?.[list];
	return Array.isArray(value) ? value.length : 0;
}
