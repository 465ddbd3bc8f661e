// npm run test:oldest: tests the packed package in the oldest n8n that it supports, with the emulator.
import { ensureInstalled } from './ensure-installed.mjs';
import { main } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	const { register } = await import('tsx/esm/api');
	register();
	const { oldestN8n } = await import('../test/oldest/main.mts');
	return await oldestN8n();
});
