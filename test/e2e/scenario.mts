import type { Page } from 'playwright-core';
import type { Editor } from './editor.mts';
import type { World } from './world.mts';

/** The tools that a scenario receives. */
export interface Stage {
	world: World;
	editor: Editor;
	page: Page;
	/**
	 * Takes a screenshot.
	 * @param image the file in docs/images to update with it, without its extension
	 */
	shot(name: string, image?: string): Promise<void>;
}

/** A task that a person does in the editor, with checks of the result. */
export interface Scenario {
	name: string;
	/**
	 * @returns a short summary of the result
	 * @throws when the result is not as expected
	 */
	run(stage: Stage): Promise<string>;
}
