import { inspect } from 'node:util';

/** Imported before n8n: its logger speaks, which `npm test` silences, so that a test can read what it says. */
process.env['N8N_LOG_LEVEL'] = 'info';

/** Collects whatever is written to the console; n8n's logger writes to its streams, which jest puts between it and the process. */
export function captureLogs(): string[] {
	const logged: string[] = [];
	beforeAll(() => {
		const listen = (...words: unknown[]) => {
			logged.push(inspect(words, { depth: 10, maxStringLength: Infinity }));
			return true;
		};
		for (const level of ['debug', 'error', 'info', 'log', 'warn'] as const) {
			jest.spyOn(console, level).mockImplementation(listen);
		}
		const { _stdout: out, _stderr: err } = console as unknown as Record<string, NodeJS.WriteStream>;
		for (const stream of new Set([out, err, process.stdout, process.stderr])) {
			jest.spyOn(stream!, 'write').mockImplementation(listen);
		}
	});
	afterAll(() => jest.restoreAllMocks());
	return logged;
}
