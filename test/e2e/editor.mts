import type { Locator, Page } from 'playwright-core';
import type { Workflow } from '../../demo/types.mts';
import { must, until } from './check.mts';
import type { World } from './world.mts';

const id = (name: string): string => `[data-test-id="${name}"]`;

/** n8n's editor in the browser. Each method is one action of a user. */
export class Editor {
	private workflow = '';

	constructor(
		readonly page: Page,
		private readonly world: World,
	) {}

	/** An element that n8n marks with a test ID for its own tests. */
	marked(name: string): Locator {
		return this.page.locator(id(name));
	}

	async signIn(): Promise<void> {
		const { owner } = this.world;
		await this.goTo('/signin');
		await this.page.locator('[name=emailOrLdapLoginId]').fill(owner.email);
		await this.page.locator('[name=password]').fill(owner.password);
		await this.marked('form-submit-button').click();
		await this.page.waitForURL(/\/(home|workflow)/);
	}

	/** Opens a page of the editor. Unsaved changes on the previous page are lost, as intended. */
	async goTo(path: string): Promise<void> {
		await this.page.goto(`${this.world.n8n}${path}`, { waitUntil: 'domcontentloaded' });
	}

	/** Saves a workflow with n8n's REST API and opens it in the editor. */
	async open(workflow: Workflow): Promise<string> {
		const { id: saved } = await this.world.rest.saveWorkflow(workflow);
		this.workflow = saved;
		await this.goTo(`/workflow/${saved}`);
		await this.marked('canvas-node').first().waitFor();
		await this.closeLeftovers();
		return saved;
	}

	/** Opens a node's details by its name on the canvas. */
	async openNode(name: string): Promise<void> {
		const node = this.page.locator(`${id('canvas-node')}[data-node-name="${name}"]`);
		await node.dblclick();
		await this.marked('ndv').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.marked('ndv-close-button').click();
		await this.marked('ndv').waitFor({ state: 'hidden' });
	}

	/** The field of a parameter, by the parameter's name. */
	field(name: string): Locator {
		return this.marked(`parameter-input-${name}`).first();
	}

	/** Types into a text, number or date field. */
	async type(name: string, text: string): Promise<void> {
		const input = this.field(name).locator('input, textarea').first();
		await input.fill(text);
		await input.press('Tab');
	}

	/** Opens a field's list and waits for its options, which may be loaded from the account. */
	async optionsOf(name: string, least = 1): Promise<Locator> {
		await this.field(name).locator('input').first().click();
		// Excludes the options of a menu that is still closing.
		const options = this.page.locator(
			`.el-select-dropdown__item:not(${id('collection-parameter-option')}):visible`,
		);
		await until(
			() => options.count(),
			(count) => count >= least,
			(count) => `${name} offers ${count} options, not ${least}`,
		);
		return options;
	}

	/** Chooses an option from a field's list by its text. */
	async choose(name: string, text: string | RegExp): Promise<void> {
		const options = await this.optionsOf(name);
		await options.filter({ hasText: text }).first().click();
	}

	/** Opens the list of a resource locator. */
	async openPicker(name: string): Promise<Locator> {
		await this.marked(`resource-locator-${name}`).locator(id('rlc-input')).click();
		return this.page.locator(`${id('rlc-item')}:visible`);
	}

	/** Chooses an entry from a resource locator's list by its text. */
	async pick(name: string, text: string): Promise<void> {
		const items = await this.openPicker(name);
		await items.filter({ hasText: text }).first().click();
	}

	/** Adds a field to a collection, such as Additional Fields, by its display name. */
	async addField(collection: string, name: string): Promise<void> {
		const exactly = new RegExp(`^\\s*${name.replace(/[()]/g, '\\$&')}\\s*$`);
		const title = this.page.locator(`${id('ndv')} ${id('parameter-item')}`, {
			has: this.page.getByText(collection, { exact: true }),
		});
		const add = title.last().locator(id('collection-parameter-add')).first();
		const option = this.page
			.locator(`${id('collection-parameter-option')}:visible`)
			.filter({ hasText: exactly });
		// The list closes when the panel moves below it, so this tries again.
		for (let tries = 0; tries < 4; tries++) {
			await add.scrollIntoViewIfNeeded();
			await add.click();
			const clicked = await option.click({ timeout: 3_000 }).then(
				() => true,
				() => false,
			);
			if (clicked) return;
		}
		throw new Error(`${collection} doesn't offer ${name}`);
	}

	/**
	 * Executes the open node and returns the text of its output panel.
	 * @throws an error with the text of the panel when the node fails
	 */
	async executeStep(): Promise<string> {
		await this.marked('node-execute-button').first().click();
		const text = await this.outputText();
		must(!/Error details/i.test(text), text);
		return text;
	}

	/** Waits until the output panel shows a result, and returns its text. */
	async outputText(): Promise<string> {
		const output = this.marked('output-panel');
		return await until(
			() => output.innerText(),
			(text) => /\d+ items?\b|Error details|No output data returned/i.test(text),
			(text) => `No output appeared: ${text.slice(0, 300)}`,
			60_000,
		);
	}

	/** The items that a node returned in the workflow's last execution, as n8n stores them. */
	async itemsOf(node: string): Promise<Array<Record<string, unknown>>> {
		const { rest } = this.world;
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.workflow }));
		const { results } = await until(
			() =>
				rest.call<{ results: Array<{ id: string; status: string }> }>(
					'GET',
					`/executions?limit=1&filter=${filter}`,
				),
			(answer) => ['success', 'error'].includes(answer.results[0]?.status ?? ''),
			() => `n8n stored no execution of "${node}"`,
		);
		const { data } = await rest.execution(String(results[0]?.id));
		const runs = data.resultData.runData[node] ?? [];
		return runs.flatMap((run) => run.data?.main?.[0] ?? []).map(({ json }) => json);
	}

	private async closeLeftovers(): Promise<void> {
		const close = this.marked('ndv-close-button');
		if (await close.isVisible()) await close.click();
	}
}
