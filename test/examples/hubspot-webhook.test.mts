import { createHmac } from 'node:crypto';

import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { STAND_INS } from '../support/standIns.mts';
import { n8nsOwnNodes, readExample, runWorkflow, type NodeTypes } from '../support/workflow.mts';

const hubspot = emulatorForTests();

const FILE = 'hubspot-webhook.json';

const INTRO = 17612479134;
const SITE_VISIT = 17612479135;

const URL = 'https://n8n.example.com/webhook/hubspot-meetings';

/** The client secret that the example contains. */
const SECRET = '00000000-0000-0000-0000-000000000000';

const OWN = n8nsOwnNodes();

const KINDS = [
	['stand-ins', STAND_INS] as const,
	...(OWN ? [['n8n’s own nodes', OWN] as const] : []),
];

const event = (subscriptionType: string, objectId: number, objectTypeId = '0-47') => ({
	appId: 1160452,
	eventId: 3816279340,
	portalId: 33,
	subscriptionType,
	objectId,
	objectTypeId,
});

interface Call {
	raw?: string;
	time?: number;
	/** The text to sign instead of the real request, without the time. */
	signed?: string;
	secret?: string;
	headers?: Record<string, string>;
}

const EVENTS = JSON.stringify([
	event('object.propertyChange', INTRO),
	event('object.propertyChange', INTRO),
	event('object.creation', SITE_VISIT),
	event('object.creation', 101, '0-1'),
	event('object.deletion', 17612479136),
]);

/** Runs the workflow with a webhook request of HubSpot. */
const call = async (
	{ raw = EVENTS, time = Date.now(), signed, secret = SECRET, headers }: Call = {},
	types: NodeTypes = STAND_INS,
) => {
	const text = `${signed ?? `POST${URL}${raw}`}${time}`;
	const signature = createHmac('sha256', secret).update(text).digest('base64');
	const json = {
		headers: headers ?? {
			'x-hubspot-signature-v3': signature,
			'x-hubspot-request-timestamp': String(time),
		},
		body: JSON.parse(raw) as object,
		webhookUrl: URL,
	};
	const data = { data: Buffer.from(raw).toString('base64'), mimeType: 'application/json' };
	const result = await runWorkflow(readExample(FILE), credentialsOf(hubspot.current), types, {
		'HubSpot calls': [{ json, binary: { data } }],
	});
	expect(result.error).toBeUndefined();
	return result;
};

describe.each(KINDS)('with %s', (_, types) => {
	test('each meeting in the webhook is read once, all in one request', async () => {
		const { json } = await call({}, types);
		expect(json('Read the meetings').map(({ id }) => id)).toEqual([INTRO, SITE_VISIT].map(String));
		expect(json('Read the meetings')[0]).toMatchObject({
			hs_meeting_title: 'Intro meeting with Nordhafen',
			owner: { name: 'Mara Lindqvist' },
			contacts: expect.arrayContaining([expect.objectContaining({ name: 'Ada Fischer' })]),
		});
		const reads = hubspot.current.requests.filter(({ path }) =>
			path.includes('/meetings/batch/read'),
		);
		expect(reads.filter(({ path }) => path.includes('objects'))).toHaveLength(1);
	});

	test('a manual run processes the sample events', async () => {
		const { json, error } = await runWorkflow(
			readExample(FILE),
			credentialsOf(hubspot.current),
			types,
		);
		expect(error).toBeUndefined();
		expect(json('Read the meetings')).toHaveLength(2);
	});

	test.each<[string, Call]>([
		['signed with another secret', { secret: 'another' }],
		['signed for another body', { signed: `POST${URL}[]` }],
		['signed for another URL', { signed: `POSThttps://example.com/${EVENTS}` }],
		['older than five minutes', { time: Date.now() - 301_000 }],
		['without a signature', { headers: {} }],
		[
			'with an empty signature',
			{
				headers: {
					'x-hubspot-signature-v3': '',
					'x-hubspot-request-timestamp': String(Date.now()),
				},
			},
		],
	])('a request %s is ignored', async (_case, given) => {
		const before = hubspot.current.requests.length;
		const { json } = await call(given, types);
		expect(json('From HubSpot?')).toEqual([]);
		expect(json('Read the meetings')).toEqual([]);
		expect(hubspot.current.requests).toHaveLength(before);
	});
});

test('a meeting deleted in the meantime goes to the error output, and the others are read', async () => {
	hubspot.current.account.archive('meetings', SITE_VISIT);
	const { json, outputs } = await call();
	expect(json('Read the meetings').map(({ id }) => id)).toEqual([String(INTRO)]);
	expect(outputs('Read the meetings', 1)).toHaveLength(1);
});

test('n8n responds to the webhook immediately', () => {
	const webhook = readExample(FILE).nodes.find(({ type }) => type.endsWith('.webhook'));
	// Without a response mode, n8n responds immediately.
	expect(webhook?.parameters).not.toHaveProperty('responseMode');
	expect(webhook?.parameters.options).toMatchObject({ rawBody: true });
});
