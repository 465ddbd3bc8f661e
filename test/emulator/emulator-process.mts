import { createEmulator } from '../../emulator/index.mts';

/** An emulator in a process of its own, whose memory a test can look at: says its address, then its peak when asked. */
async function main(): Promise<void> {
	const emulator = await createEmulator();
	process.on('message', (order) => {
		if (order === 'peak') process.send?.({ peak: process.resourceUsage().maxRSS });
		else void emulator.close().then(() => process.disconnect());
	});
	process.send?.({ url: emulator.url });
}

void main();
