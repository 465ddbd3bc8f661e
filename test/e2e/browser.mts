import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { atEnd } from '../../scripts/process.mjs';

const CANDIDATES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The path of Chromium: the value of CHROMIUM, or the first candidate on the PATH. */
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

/** Opens a page in a headless browser. The browser closes when the command ends. */
export async function openPage(executablePath: string): Promise<Page> {
	const browser = await chromium.launch({
		executablePath,
		// As root, the user on many CI machines, Chromium starts only without its sandbox.
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
	// The editor is a large page, and CI machines can be slow.
	page.setDefaultTimeout(60_000);
	return page;
}
