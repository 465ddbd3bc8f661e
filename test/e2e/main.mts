import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from '../../scripts/ensure-installed.mjs';
import { atEnd } from '../../scripts/process.mjs';
import { spoken } from '../../scripts/progress.mjs';
import { findChromium, openPage } from './browser.mts';
import { Editor } from './editor.mts';
import type { Scenario } from './scenario.mts';
import { SCENARIOS } from './scenarios/index.mts';
import { openWorld } from './world.mts';
import type { World } from './world.mts';

const NO_CHROMIUM = `SKIPPED: the editor tests did not run, because this machine has no Chromium.
Install it (Debian: apt-get install -y chromium), or set CHROMIUM to its path.`;

export interface Options {
	/** Runs only the scenarios whose name contains this text. */
	only: string;
	/** Also updates the screenshots in docs/images. */
	images: boolean;
}

/** The largest size of a screenshot for the documentation. */
const MOST_BYTES = 150_000;

/** Hides temporary notifications. */
const PASSING = '.el-notification { visibility: hidden }';

/**
 * Runs the scenarios one after the other and takes screenshots of their steps. A scenario that fails leaves a final
 * screenshot, and the others still run.
 * @returns the last line to print
 */
export async function endToEnd({ only, images }: Options): Promise<string> {
	const chosen = SCENARIOS.filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
	if (chosen.length === 0) throw new Error(`No scenario has "${only}" in its name.`);
	const chromium = await findChromium();
	if (!chromium) {
		console.log(NO_CHROMIUM);
		return '0 passed, 0 failed (skipped)';
	}
	const folder = await mkdtemp(join(tmpdir(), 'hubspot-meetings-e2e-'));
	const world = await openWorld();
	return await runScenarios(chosen, world, chromium, folder, images);
}

async function keep(page: Page, image: string): Promise<void> {
	const folder = join(ROOT, 'docs', 'images');
	await mkdir(folder, { recursive: true });
	// n8n shows this for a moment after its server was busy.
	await page.getByText('Offline', { exact: true }).waitFor({ state: 'hidden' });
	const picture = await page.screenshot({ style: PASSING });
	if (picture.length > MOST_BYTES) throw new Error(`${image}.png has ${picture.length} bytes`);
	await writeFile(join(folder, `${image}.png`), picture);
}

/** @returns how many scenarios passed and failed. After a failure, the command ends with exit code 1. */
export async function runScenarios(
	scenarios: Scenario[],
	world: World,
	chromium: string,
	folder: string,
	images = false,
): Promise<string> {
	const page = await openPage(chromium);
	const editor = new Editor(page, world);
	await editor.signIn();
	let failed = 0;
	for (const [index, scenario] of scenarios.entries()) {
		const began = Date.now();
		const prefix = `${String(index + 1).padStart(2, '0')} ${scenario.name.split(':')[0] ?? ''}`;
		let taken = 0;
		const shot = async (name: string, image?: string): Promise<void> => {
			const file = `${prefix} ${++taken} ${name}`.replace(/[^\w]+/g, '-').toLowerCase();
			await page.screenshot({ path: join(folder, `${file}.png`) });
			if (images && image !== undefined) await keep(page, image);
		};
		try {
			const seen = await scenario.run({ world, editor, page, shot });
			console.log(`PASSED  ${scenario.name} (${spoken(Date.now() - began)})\n        ${seen}`);
		} catch (error) {
			failed++;
			await shot('failed').catch(() => undefined);
			const reason = error instanceof Error ? error.message : String(error);
			console.log(`FAILED  ${scenario.name} (${spoken(Date.now() - began)})\n        ${reason}`);
		}
	}
	console.log(`Screenshots of every step: ${folder}`);
	const line = `${scenarios.length - failed} passed, ${failed} failed`;
	if (failed > 0) {
		atEnd(() => {
			console.log(line);
			process.exitCode = 1;
		});
	}
	return line;
}
