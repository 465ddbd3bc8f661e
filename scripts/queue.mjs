// npm run test:queue: n8n in queue mode, two workers on one token, besides the emulator.
import { ensureInstalled } from './ensure-installed.mjs';
import { main } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	const { register } = await import('tsx/esm/api');
	register();
	const { queueMode } = await import('../test/queue/main.mts');
	return await queueMode();
});
