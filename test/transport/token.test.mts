import { captureLogs } from '../support/logs.mts';

import { inspect } from 'node:util';

import { testCredential } from '../support/credentialTest.mts';
import { credentialsOf, emulatorForTests } from '../support/hubspot.mts';
import { CREATE, operate } from '../support/meetings.mts';
import { searchList } from '../support/picker.mts';
import { Poller } from '../support/poll.mts';

const TOKEN = 'pat-eu1-7c1d9e52-4b06-4f3a-9d8e-0a6b5c4d3e2f';
const hubspot = emulatorForTests({ tokens: { [TOKEN]: 'all' } });

const hex = Buffer.from(TOKEN).toString('hex');
/** Forms in which a server may repeat the token. */
const ECHOES = [
	TOKEN,
	encodeURIComponent(TOKEN),
	hex,
	hex.replace(/../g, '%$&'),
	Buffer.from(TOKEN).toString('base64'),
	Buffer.from(`Bearer ${TOKEN}`).toString('base64'),
];
const SHOWN = ECHOES.map((echo) => echo.slice(8, -8));
const shownIn = (text: string) => SHOWN.filter((part) => text.includes(part));

const logged = captureLogs();

test.each([400, 401, 403, 404, 409, 302])(
	'status %i with the token in its response: no error, message or log shows the token',
	async (status) => {
		const said = ECHOES.join(' | ');
		hubspot.current.faults.add({
			match: {},
			times: Infinity,
			then: {
				status,
				headers: { location: `https://${hex.slice(0, 60)}.example/?${ECHOES[3]}` },
				body: { status: 'error', category: said, message: said, context: { [said]: [said] } },
			},
		});
		const credentials = credentialsOf(hubspot.current, { accessToken: TOKEN });
		const thrown = async (act: Promise<unknown>) => await act.catch((error: unknown) => error);
		const told = [
			(await operate(hubspot.current, 'create', CREATE, { credentials })).error,
			(
				await operate(hubspot.current, 'create', CREATE, {
					credentials,
					items: [{ n: 0 }, { n: 1 }],
				})
			).error,
			await thrown(searchList('searchMeetings', { credentials })),
			await thrown(new Poller({ parameters: { event: 'created' }, credentials }).poll()),
		];
		for (const error of told) {
			expect(error).toHaveProperty('message');
			const everything = inspect(error, { depth: Infinity, showHidden: true });
			expect(shownIn(everything)).toEqual([]);
		}
		const verdict = await testCredential(credentials);
		expect(verdict.ok).toBe(false);
		expect(shownIn(verdict.message)).toEqual([]);
		// n8n logs the error of a run.
		const lines = logged.splice(0).join('\n');
		expect(lines).toContain((told[0] as Error).message.slice(0, 20));
		expect(shownIn(lines)).toEqual([]);
	},
);
