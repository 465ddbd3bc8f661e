// npm run bench: compares the cost of the nodes with the alternatives. Import only Node's own modules here, since nothing may be
// installed yet.
import { parseArgs } from 'node:util';
import { ensureInstalled } from '../scripts/ensure-installed.mjs';
import { main } from '../scripts/process.mjs';

const USAGE = `npm run bench [-- options]

  (none)     measures everything in about a quarter of an hour; writes docs/bench.md and docs/images/bench.svg
  --json     measures everything; the last line on stdout is JSON; writes no files
  --quick    takes about a minute: fewer rounds and items, shorter rate limit windows; writes no files
  --n8n      also measures in the real n8n that npm start installs
  --only A,B measures some of create1000, large, files, list50000, limited2000, workers4, package; writes no files
  --before F also measures an earlier version of the package, unpacked in folder F by its scripts/pack.mjs
  --help     shows this text`;

await main(async () => {
	const { values } = parseArgs({
		options: {
			json: { type: 'boolean', default: false },
			quick: { type: 'boolean', default: false },
			n8n: { type: 'boolean', default: false },
			only: { type: 'string' },
			before: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return USAGE;
	await ensureInstalled();
	// From here on, TypeScript files can be imported.
	const { register } = await import('tsx/esm/api');
	register();
	const { bench } = await import('./run.mts');
	return await bench({ ...values, only: values.only?.split(',') });
});
