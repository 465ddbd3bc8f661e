// npm run test:e2e [-- part of a scenario's name]: tests a real n8n in a real browser, with the emulator.
// npm run docs:images: does the same and creates the screenshots in docs/images.
import { ensureInstalled } from './ensure-installed.mjs';
import { main } from './process.mjs';

await main(async () => {
	await ensureInstalled();
	const { register } = await import('tsx/esm/api');
	register();
	const { endToEnd } = await import('../test/e2e/main.mts');
	const words = process.argv.slice(2);
	const images = words.includes('--images');
	return await endToEnd({ only: words.filter((word) => word !== '--images').join(' '), images });
});
