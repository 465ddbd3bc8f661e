import type { IDataObject, INodeType } from 'n8n-workflow';

import { PROPERTY_NAMES } from './rows.mts';

interface Page {
	results: IDataObject[];
	paging?: { next?: { after: string } };
}

/** A node that only requests pages with n8n's request helper. The helper opens a connection for each request. */
export const PAGES: INodeType = {
	description: {
		displayName: 'Pages',
		name: 'pages',
		group: ['input'],
		version: 1,
		description: 'Turns pages',
		defaults: { name: 'Pages' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'hubSpotMeetingsApi', required: true }],
		properties: [],
	},
	async execute() {
		const { baseUrl } = await this.getCredentials<{ baseUrl: string }>('hubSpotMeetingsApi');
		const all: IDataObject[] = [];
		let after: string | undefined;
		do {
			const page = (await this.helpers.httpRequestWithAuthentication.call(
				this,
				'hubSpotMeetingsApi',
				{
					url: `${baseUrl}/crm/objects/2026-09/meetings`,
					qs: { limit: 100, properties: PROPERTY_NAMES.join(','), ...(after && { after }) },
					json: true,
				},
			)) as Page;
			all.push(...page.results);
			after = page.paging?.next?.after;
		} while (after !== undefined);
		return [all.map((json) => ({ json, pairedItem: 0 }))];
	},
};
