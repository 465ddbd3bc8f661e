import { inspect } from 'node:util';

/** Enables n8n's logger, which `npm test` silences, so that tests can read the log. Must be imported before n8n. */
process.env['N8N_LOG_LEVEL'] = 'info';

/** Collects all console output. n8n's logger writes to the console's streams, which jest replaces, so this spies on both. */
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
