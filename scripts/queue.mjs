// npm run test:queue: tests n8n in queue mode with the emulator. Two workers share one token.
import { ensureInstalled } from './ensure-installed.mjs';
import { main } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	const { register } = await import('tsx/esm/api');
	register();
	const { queueMode } = await import('../test/queue/main.mts');
	return await queueMode();
});
