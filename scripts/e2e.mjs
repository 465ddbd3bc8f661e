// npm run test:e2e [-- part of a scenario's name]: a real n8n in a real browser, beside the emulator.
import { ensureInstalled } from './ensure-installed.mjs';
import { main } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	const { register } = await import('tsx/esm/api');
	register();
	const { endToEnd } = await import('../test/e2e/main.mts');
	return await endToEnd({ only: process.argv.slice(2).join(' ') });
});
