import { openApiJudge, type Judge } from '../../../support/openapi.mts';

export type Json = Record<string, unknown>;

/** Where HubSpot keeps things in one version of its API, and the statuses in which the versions differ. */
export interface Version {
	name: string;
	objects: string;
	/** Associations of one record; v4 while objects are v3. */
	records: string;
	associations: string;
	owners: string;
	properties: string;
	account: string;
	scheduler: string;
	status: {
		/** A batch of which a part failed: a create, another one, one of associations. */
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

/** One for all hubs, so that it knows in the end what was judged and which deviations were needed. */
const judge = openApiJudge();

/** HTTP to the emulator with the judge behind every exchange. Without documents only the statuses are checked. */
export class Hub {
	readonly judge: Judge | undefined = judge;

	constructor(
		private readonly base: () => string,
		readonly token: string,
	) {}

	/** A request that HubSpot carries out: both sides must suit the documents. Answers the body. */
	async ok(status: number, method: string, path: string, body?: unknown): Promise<Json> {
		return await this.send(status, method, path, body, 'both');
	}

	/** A request that HubSpot refuses: the error must suit the documents, the request need not. */
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

/** The list under a key of an answer. */
export function list(body: Json, key = 'results'): Json[] {
	return body[key] as Json[];
}

export const DEFINED = 'HUBSPOT_DEFINED';

/** The body of a meeting's creation, as in the guide. */
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
