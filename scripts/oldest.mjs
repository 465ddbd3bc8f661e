// npm run test:oldest: the packed package in the oldest n8n that it is said to run in, besides the emulator.
import { ensureInstalled } from './ensure-installed.mjs';
import { main } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	const { register } = await import('tsx/esm/api');
	register();
	const { oldestN8n } = await import('../test/oldest/main.mts');
	return await oldestN8n();
});
