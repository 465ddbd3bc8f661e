import type { Page } from 'playwright-core';
import type { Editor } from './editor.mts';
import type { World } from './world.mts';

/** What a scenario works with. */
export interface Stage {
	world: World;
	editor: Editor;
	page: Page;
	/**
	 * Takes a picture of what is on screen.
	 * @param image the documentation's picture that it is, a file of docs/images without its ending
	 */
	shot(name: string, image?: string): Promise<void>;
}

/** Something that a person does in the editor, and what must come of it. */
export interface Scenario {
	name: string;
	/**
	 * @returns what was seen, in a few words
	 * @throws when it was something else
	 */
	run(stage: Stage): Promise<string>;
}
