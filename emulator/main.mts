import { parseArgs } from 'node:util';
import { createEmulator, EMULATOR_TOKEN } from './index.mts';

const USAGE = `A local HubSpot with a seeded account.

  npm run emulator -- [--port 8080] [--lag ms] [--limit requests] [--latency ms] [--empty] [--storage-port 0]

  --port     where to listen on 127.0.0.1 (8080; 0 takes a free port)
  --lag      how long search takes to see a write (0)
  --limit    requests in ten seconds (190)
  --latency  what every request takes at least (0)
  --empty    no records
  --storage-port  where files are downloaded from (0 takes a free port)`;

const integer = (name: string, text: string): number => {
	const value = Number(text);
	if (!Number.isInteger(value) || value < 0)
		throw new Error(`--${name} needs a whole number, not "${text}"`);
	return value;
};

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8080' },
			lag: { type: 'string', default: '0' },
			limit: { type: 'string', default: '190' },
			latency: { type: 'string', default: '0' },
			'storage-port': { type: 'string', default: '0' },
			empty: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) {
		console.log(USAGE);
		return;
	}
	const emulator = await createEmulator({
		port: integer('port', values.port),
		storagePort: integer('storage-port', values['storage-port']),
		searchLagMs: integer('lag', values.lag),
		latencyMs: integer('latency', values.latency),
		limits: { perInterval: integer('limit', values.limit) },
		seed: values.empty ? 'empty' : 'account',
	});
	console.log(
		`Local HubSpot  ${emulator.url} (open it in a browser to look inside)\nFiles          ${emulator.storage.url} (where signed addresses lead)\nAccess token   ${EMULATOR_TOKEN}\nCtrl-C ends it.`,
	);
	const stop = () => void emulator.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
