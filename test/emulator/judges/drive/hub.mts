import { openApiJudge, type Judge } from '../../../support/openapi.mts';

export type Json = Record<string, unknown>;

/** The paths of one API version, and the status codes that differ between versions. */
export interface Version {
	name: string;
	objects: string;
	/** Associations of one record. They are under v4 when objects are under v3. */
	records: string;
	associations: string;
	owners: string;
	properties: string;
	account: string;
	scheduler: string;
	status: {
		/** Status of a batch that failed in part: for creates, for other batches, and for associations. */
		partialCreate: number;
		partial: number;
		partialAssociate: number;
		associate: number;
		dissociate: number;
	};
}

export const VERSIONS: Version[] = [
	{
		name: 'v3',
		objects: '/crm/v3/objects',
		records: '/crm/v4/objects',
		associations: '/crm/v4/associations',
		owners: '/crm/v3/owners',
		properties: '/crm/v3/properties',
		account: '/account-info/v3',
		scheduler: '/scheduler/v3/meetings',
		status: {
			partialCreate: 207,
			partial: 207,
			partialAssociate: 207,
			associate: 201,
			dissociate: 204,
		},
	},
	{
		name: '2026-03',
		objects: '/crm/objects/2026-03',
		records: '/crm/objects/2026-03',
		associations: '/crm/associations/2026-03',
		owners: '/crm/owners/2026-03',
		properties: '/crm/properties/2026-03',
		account: '/account-info/2026-03',
		scheduler: '/scheduler/2026-03/meetings',
		status: {
			partialCreate: 207,
			partial: 207,
			partialAssociate: 207,
			associate: 201,
			dissociate: 200,
		},
	},
	{
		name: '2026-09',
		objects: '/crm/objects/2026-09',
		records: '/crm/objects/2026-09',
		associations: '/crm/associations/2026-09',
		owners: '/crm/owners/2026-09',
		properties: '/crm/properties/2026-09',
		account: '/account-info/2026-09',
		scheduler: '/scheduler/2026-09/meetings',
		status: {
			partialCreate: 201,
			partial: 200,
			partialAssociate: 200,
			associate: 200,
			dissociate: 200,
		},
	},
];

/** All hubs share one judge. At the end, it knows all operations that were judged and all deviations that were used. */
const judge = openApiJudge();

/** Sends HTTP requests to the emulator and judges every exchange. Without the documents, only status codes are checked. */
export class Hub {
	readonly judge: Judge | undefined = judge;

	constructor(
		private readonly base: () => string,
		readonly token: string,
	) {}

	/** Sends a request that HubSpot accepts. Request and response must match the documents. Returns the response body. */
	async ok(status: number, method: string, path: string, body?: unknown): Promise<Json> {
		return await this.send(status, method, path, body, 'both');
	}

	/** Sends a request that HubSpot rejects. Only the error must match the documents. Returns the response body. */
	async refused(
		status: number,
		method: string,
		path: string,
		body?: unknown,
		token?: string,
	): Promise<Json> {
		return await this.send(status, method, path, body, 'response', token);
	}

	private async send(
		status: number,
		method: string,
		path: string,
		body: unknown,
		side: 'both' | 'response',
		token = this.token,
	): Promise<Json> {
		const requestHeaders: Record<string, string> = {};
		if (token !== '') requestHeaders.authorization = `Bearer ${token}`;
		if (body !== undefined) requestHeaders['content-type'] = 'application/json';
		const requestBody =
			body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
		const response = await fetch(this.base() + path, {
			method,
			headers: requestHeaders,
			body: requestBody,
		});
		const responseBody = await response.text();
		const exchange = {
			method,
			path,
			requestHeaders,
			requestBody,
			status: response.status,
			responseBody,
		};
		expect({ path, status: response.status, responseBody }).toEqual({
			path,
			status,
			responseBody: expect.any(String),
		});
		expect(this.judge?.check(exchange, side) ?? []).toEqual([]);
		return responseBody === '' ? {} : (JSON.parse(responseBody) as Json);
	}
}

/** The list under a key of a response body. */
export function list(body: Json, key = 'results'): Json[] {
	return body[key] as Json[];
}

export const DEFINED = 'HUBSPOT_DEFINED';

/** The request body that creates a meeting, as in the guide. */
export function meeting(properties: Json = {}, contact?: number | string): Json {
	return {
		properties: {
			hs_timestamp: '2026-05-04T09:00:00Z',
			hs_meeting_title: 'Judged',
			hs_meeting_start_time: '2026-05-04T09:00:00Z',
			hs_meeting_end_time: '2026-05-04T09:30:00Z',
			...properties,
		},
		...(contact === undefined
			? {}
			: {
					associations: [
						{
							to: { id: contact },
							types: [{ associationCategory: DEFINED, associationTypeId: 200 }],
						},
					],
				}),
	};
}
