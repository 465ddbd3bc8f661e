import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { type FailedAnswer, readFailure } from '../../nodes/hubspot/errors/readFailure.ts';
import { outcomeUnknown } from '../../nodes/transport/apiError.ts';
import { OPERATION_EXAMPLES } from '../../scripts/docs/examples.mts';
import { emulatorForTests } from '../support/hubspot.mts';
import { CREATE, operate } from '../support/meetings.mts';

const ROOT = join(__dirname, '..', '..');

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const README = read('README.md');

/** The anchors that GitHub gives the headings of a page. */
const anchorsOf = (text: string): string[] =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

const PAGES = [
	'README.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'CHANGELOG.md',
	'emulator/README.md',
	'examples/README.md',
	...readdirSync(join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];
const OPERATIONS = readdirSync(join(ROOT, 'docs/operations')).map(
	(file) => `docs/operations/${file}`,
);

test.each([...PAGES, ...OPERATIONS])('the local links in %s work', (page) => {
	const text = read(page);
	const links = [...text.matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)].map(([, link]) => link);
	const dead = links
		.filter((link) => !/^https?:/.test(link))
		.filter((link) => {
			const [file, anchor] = link.split('#');
			const target = file === '' ? page : join(dirname(page), file);
			if (!existsSync(join(ROOT, target))) return true;
			return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
		});
	expect(dead).toEqual([]);
});

test('examples/README.md lists every example, and no others', () => {
	const page = read('examples/README.md');
	const named = [...page.matchAll(/^\| `([\w-]+\.json)` \|/gm)].map(([, file]) => file);
	const files = readdirSync(join(ROOT, 'examples')).filter((file) => file.endsWith('.json'));
	expect(named.sort()).toEqual(files.sort());
});

test('every image is shown on a documentation page', () => {
	const text = read('docs/pictures.md') + read('docs/bench.md');
	const unseen = readdirSync(join(ROOT, 'docs/images')).filter(
		(file) => !text.includes(`(images/${file})`),
	);
	expect(unseen).toEqual([]);
});

test('the documentation names the oldest n8n version from package.json', () => {
	const { engines } = JSON.parse(read('package.json')) as { engines: { n8n: string } };
	const version = engines.n8n.replace('>=', '');
	expect(version).toMatch(/^\d+\.\d+\.\d+$/);
	expect(README).toContain(`n8n ${version} `);
	expect(read('docs/installing.md')).toContain(`| ${version} |`);
});

test('links in the nodes and the credential lead to the homepage in package.json', () => {
	const { homepage, repository } = JSON.parse(read('package.json')) as {
		homepage: string;
		repository: { url: string };
	};
	const page = homepage.split('#')[0];
	expect(repository.url).toBe(`git+${page}.git`);
	const files = [
		'credentials/HubSpotMeetingsApi.credentials.ts',
		'nodes/HubSpotMeetings/HubSpotMeetings.node.json',
		'nodes/HubSpotMeetingsTrigger/HubSpotMeetingsTrigger.node.json',
	];
	const links = files.flatMap((file) =>
		[...read(file).matchAll(/['"](https:\/\/[^'"]+#[^'"]+)['"]/g)].map(([, link]) => link),
	);
	expect(links).toHaveLength(5);
	expect(links.filter((link) => link.split('#')[0] !== page)).toEqual([]);
	const anchors = ['readme', ...anchorsOf(README)];
	expect(links.filter((link) => !anchors.includes(link.split('#')[1]))).toEqual([]);
});

test('the README links to the page of every operation', () => {
	const missing = OPERATION_EXAMPLES.map(
		({ resource, operation }) => `docs/operations/${resource}-${operation}.md`,
	).filter((page) => !README.includes(`(${page})`));
	expect(missing).toEqual([]);
});

test('CONTRIBUTING names every npm command', () => {
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	const contributing = read('CONTRIBUTING.md');
	const commands = Object.keys(scripts).filter((name) => name !== 'typecheck');
	const missing = commands.filter(
		(name) => !new RegExp(`npm (?:run )?${name}\\b`).test(contributing),
	);
	expect(missing).toEqual([]);
});

describe('the troubleshooting messages of the README', () => {
	const hubspot = emulatorForTests();
	const table = /^## Troubleshooting$([^]*?)^## /m.exec(README)?.[1] ?? '';
	const messages = [...table.matchAll(/^\| (.+?) \| .+ \|$/gm)]
		.map(([, message]) => message)
		.filter((message) => message !== 'Message');

	/** Parameters that make Create fail with each message. */
	const CREATING: Record<string, IDataObject> = {
		owner: { additionalFields: { hubspot_owner_id: 'nobody@example.com' } },
		contact: { contacts: 'somebody' },
		time: { hs_meeting_start_time: '03/04/2026 10:00' },
		option: { additionalFields: { hs_meeting_outcome: 'Attended' } },
		key: { dataToSend: 'autoMapInputData' },
	};
	const scope = {
		category: 'MISSING_SCOPES',
		errors: [{ context: { requiredGranularScopes: ['tickets'] } }],
	};
	const FAILURES: FailedAnswer[] = [
		{ status: 401, body: { category: 'INVALID_AUTHENTICATION', message: 'x' } },
		{ status: 403, body: { ...scope, message: 'x' } },
		{ status: 429, body: { policyName: 'DAILY', message: 'You have reached your daily limit.' } },
		{ status: 302, headers: { location: 'https://proxy.example/' }, body: '' },
	].map((answer) => ({ headers: {}, ...answer }));

	test('match the ten messages in the code', async () => {
		const said = FAILURES.map((answer) => readFailure(answer).message);
		said.push(
			outcomeUnknown(readFailure({ status: 0, networkCode: 'ECONNRESET' }), 'create').message,
		);
		for (const parameters of Object.values(CREATING)) {
			const { error } = await operate(
				hubspot.current,
				'create',
				{ ...CREATE, ...parameters },
				{ items: [{ my_column: 1 }] },
			);
			said.push(error?.message ?? '');
		}
		expect(messages).toHaveLength(10);
		const unsaid = messages.filter((message) => {
			const parts = message.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
			return !said.some((text) => new RegExp(parts.join('.+')).test(text));
		});
		expect(unsaid).toEqual([]);
		expect(said).toHaveLength(messages.length);
	});
});
