import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { atEnd } from '../../scripts/process.mjs';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine: the one that CHROMIUM names, or one on the PATH. */
export async function findChromium(): Promise<string | undefined> {
	const named = process.env['CHROMIUM'];
	if (named) return named;
	for (const name of CANDIDATES) {
		const found = await promisify(execFile)('which', [name]).then(
			({ stdout }) => stdout.trim(),
			() => '',
		);
		if (found) return found;
	}
	return undefined;
}

/** Opens a page in a headless browser that ends with the command. */
export async function openPage(executablePath: string): Promise<Page> {
	const browser = await chromium.launch({
		executablePath,
		// As root, which is what many CI machines run as, Chromium starts without its sandbox only.
		args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
		handleSIGINT: false,
		handleSIGTERM: false,
		handleSIGHUP: false,
	});
	atEnd(() => browser.close());
	const context = await browser.newContext({
		viewport: { width: 1440, height: 900 },
		locale: 'en-US',
		timezoneId: Intl.DateTimeFormat().resolvedOptions().timeZone,
		reducedMotion: 'reduce',
	});
	const page = await context.newPage();
	// The editor is a large page, and CI machines are slow.
	page.setDefaultTimeout(60_000);
	return page;
}
