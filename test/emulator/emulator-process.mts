import { createEmulator } from '../../emulator/index.mts';

/**
 * Runs an emulator in a separate process, so that a test can measure its memory. It sends its URL to the parent, and its
 * peak memory in KiB for each `peak` message. Any other message closes it.
 */
async function main(): Promise<void> {
	const emulator = await createEmulator();
	process.on('message', (order) => {
		if (order === 'peak') process.send?.({ peak: process.resourceUsage().maxRSS });
		else void emulator.close().then(() => process.disconnect());
	});
	process.send?.({ url: emulator.url });
}

void main();
