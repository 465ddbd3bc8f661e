import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

import { DEFAULT_BASE_URL } from '../nodes/hubspot/baseUrl';
import { API_VERSIONS, DEFAULT_API_VERSION } from '../nodes/hubspot/versions';

/** The access token of a HubSpot service key or private app. */
export class HubSpotMeetingsApi implements ICredentialType {
	name = 'hubSpotMeetingsApi';

	displayName = 'HubSpot Meetings API';

	icon: Icon = {
		light: 'file:../nodes/HubSpotMeetings/hubSpotMeetings.svg',
		dark: 'file:../nodes/HubSpotMeetings/hubSpotMeetings.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-hubspot-meetings/n8n-nodes-hubspot-meetings#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'The token of a service key or a private app, with the scopes crm.objects.contacts.read and crm.objects.contacts.write at least',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			description:
				"The address of HubSpot's API, without a path. Some accounts outside of North America need the address of their region, such as https://api-eu1.hubapi.com.",
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: Object.entries(API_VERSIONS).map(([value, { displayName, description }]) => ({
				name: displayName,
				value,
				description,
			})),
			default: DEFAULT_API_VERSION,
			description: "Which version of HubSpot's API is asked",
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{ $credentials.accessToken.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ((url) => /^[a-z]+:/i.test(url) ? url : "https://" + url)(($credentials.baseUrl || "").trim().replace(/\\/+$/, "") || "' +
				DEFAULT_BASE_URL +
				'") }}',
			url: '/crm/v3/objects/meetings',
			qs: { limit: 1 },
		},
	};
}
