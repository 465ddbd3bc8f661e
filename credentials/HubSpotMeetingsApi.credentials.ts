import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { DEFAULT_BASE_URL, parseBaseUrl } from '../nodes/hubspot/baseUrl';
import {
	API_VERSIONS,
	DEFAULT_API_VERSION,
	paths,
	type ApiVersion,
} from '../nodes/hubspot/versions';
import { CLOSED } from '../nodes/transport/helperOptions';

/** The HTTP statuses of a redirect. */
const REDIRECTS = [301, 302, 303, 307, 308];

/** The timeout of the credential test, in ms. */
const TEST_MS = 30_000;

const VERSIONS = Object.keys(API_VERSIONS) as ApiVersion[];

/** The test reads one meeting. This checks the scope, which reading the account's details would not. */
const MEETINGS = `={{ (${JSON.stringify(
	Object.fromEntries(VERSIONS.map((version) => [version, paths(version).records('meetings')])),
)})[$credentials.apiVersion || '${DEFAULT_API_VERSION}'] }}`;

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
				'The access token of a service key or private app, with at least the scopes crm.objects.contacts.read and crm.objects.contacts.write',
			hint: 'In HubSpot: Settings > Integrations > Service Keys, or the Auth tab of a private app',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: DEFAULT_BASE_URL,
			placeholder: `e.g. ${DEFAULT_BASE_URL}`,
			description:
				"The URL of HubSpot's API, without a path. Some accounts outside North America need a regional URL, such as https://api-eu1.hubapi.com.",
		},
		{
			displayName: 'API Version',
			name: 'apiVersion',
			type: 'options',
			options: VERSIONS.map((value) => ({
				name: API_VERSIONS[value].displayName,
				value,
				description: API_VERSIONS[value].description,
			})),
			default: DEFAULT_API_VERSION,
			description:
				"The version of HubSpot's API that the nodes use. Keep the default unless you need an older one.",
		},
	];

	/**
	 * Adds the access token to a request. This is a function because n8n would evaluate an expression again for each request.
	 * The token is trimmed, since users may paste it with spaces.
	 *
	 * The credential test passes the base URL as the user typed it. An invalid one is rejected here, so that the token isn't
	 * sent to a wrong host. The test has no abort signal, so it gets a timeout here.
	 */
	async authenticate(
		{ accessToken }: ICredentialDataDecryptedObject,
		{ baseURL, headers, ...options }: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		return {
			...options,
			...(baseURL !== undefined && {
				baseURL: parseBaseUrl(baseURL),
				abortSignal: options.abortSignal ?? AbortSignal.timeout(TEST_MS),
			}),
			headers: { ...headers, Authorization: `Bearer ${String(accessToken).trim()}` },
		};
	}

	test: ICredentialTestRequest = {
		request: { ...CLOSED, baseURL: '={{ $credentials.baseUrl }}', url: MEETINGS, qs: { limit: 1 } },
		rules: [
			...REDIRECTS.map((value) => ({
				type: 'responseCode' as const,
				properties: {
					value,
					message:
						'The Base URL redirects to another URL, so the access token was not sent. Check Base URL: use https://api.hubapi.com, or a regional URL.',
				},
			})),
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'HubSpot does not accept the access token. Check that it is complete and was not rotated or revoked; a token from another region (pat-eu1-…) may need the Base URL of that region (https://api-eu1.hubapi.com).',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The access token lacks the scope crm.objects.contacts.read, which HubSpot requires to read meetings. Add it to the service key or private app in HubSpot, and crm.objects.contacts.write to log and change them.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'There is no HubSpot API at this URL. Check Base URL (without a path) and API Version.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 429,
					message:
						"HubSpot's request limit is reached, so the access token could not be tested. Try again in a few seconds.",
				},
			},
		],
	};
}
