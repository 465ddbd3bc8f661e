import type { IHttpRequestOptions } from 'n8n-workflow';

import type { Decode } from '../hubspot/answers';
import { paths, type Paths } from '../hubspot/versions';
import type { Account } from './account';
import { HubSpotApiError } from './apiError';
import type { BatchEndpoint } from './batch';
import { Batcher } from './batcher';
import { cancelSignal, type RequestContext } from './context';
import type { HintKind } from './hints';
import { Run } from './run';
import {
	DEFAULT_SETTINGS,
	send,
	type Answer,
	type HubSpotRequest,
	type Sender,
	type SendSettings,
} from './send';
import { wait } from './wait';

/** How a client asks: the bounds of its requests, and what n8n prepared for them. */
export interface ClientOptions {
	settings?: Partial<SendSettings>;
	/** Each input in a request of its own, instead of batches. */
	oneByOne?: boolean;
	/** n8n's own request options: proxy, timeout, certificates, allowed domains. */
	options?: Partial<IHttpRequestOptions>;
	/** Tells the writes of several clients in one run apart: the item. */
	name?: string;
}

/** Who asks HubSpot something: an item of the action node, a picker, or one poll of the trigger. */
export class HubSpotClient {
	/** Ids of records that were created for this client. */
	readonly created: string[] = [];

	protected readonly sender: Sender;

	/** What those who share a batch have in common, besides the kind of it. */
	private readonly alike: string;

	private readonly writes = new Map<string, number>();

	constructor(
		context: RequestContext,
		readonly account: Account,
		private readonly run: Run = new Run(),
		private readonly how: ClientOptions = {},
	) {
		this.sender = {
			context,
			account,
			settings: { ...DEFAULT_SETTINGS, ...how.settings },
			options: how.options,
		};
		const { key, apiVersion } = account;
		this.alike = JSON.stringify([key, apiVersion, how.oneByOne, how.settings]);
	}

	/** Sends one request for this client alone. */
	async send<Body>(request: HubSpotRequest<Body>): Promise<Answer<Body>> {
		const ask = async () => await send<Body>(this.sender, request);
		return await (request.effect === 'read'
			? this.run.reading(ask())
			: this.write(`${request.method} ${request.path}`, ask));
	}

	/** The addresses of the account's API version. */
	get paths(): Paths {
		return paths(this.account.apiVersion);
	}

	/** What a GET answers. */
	async get<Body>(
		path: string,
		decode: Decode<Body>,
		more?: Partial<HubSpotRequest<Body>>,
	): Promise<Body> {
		return (await this.send<Body>({ method: 'GET', path, decode, effect: 'read', ...more })).body;
	}

	/** Joins the batch of those in the run who ask the same kind of thing, and answers with its own result. */
	async batch<Input, Result>(
		endpoint: BatchEndpoint<Input, Result>,
		input: Input,
	): Promise<Result> {
		const ask = async () => (await this.batcherFor(endpoint).add(input)) as Result;
		return await (endpoint.effect === 'read' || endpoint.isLookUp
			? this.run.reading(ask())
			: this.write(`${endpoint.key} ${endpoint.identity?.(input) ?? ''}`, ask));
	}

	/** Asks once for everybody in the run who has the same account. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		return await this.run.once(`${this.account.key} ${key}`, ask);
	}

	/** Something that the user should know of the run, besides its output. */
	hint(kind: HintKind, value: string): void {
		this.run.hint(kind, value);
	}

	/** Asks once for this client: the answer stays over the tries of Retry On Fail. */
	async recall<T>(key: string, ask: () => Promise<T>): Promise<T> {
		return await this.once(`${this.how.name ?? ''} ${key}`, ask);
	}

	/** Does what has to be done before something is written: the writes of the run wait for it, to go out together. */
	async preparing<T>(act: () => Promise<T>): Promise<T> {
		return await this.run.reading(act());
	}

	/** Resolves when no item of the run is still to start, or prepares something. */
	async whenAllAreReady(): Promise<void> {
		await this.run.whenAllHaveStarted();
		await this.run.whenReadsAreDone();
	}

	/** Acts when everybody in the run is done who came before to change the same thing. */
	async runExclusive<T>(key: string, act: () => Promise<T>): Promise<T> {
		return await this.run.runExclusive(`${this.account.key} ${key}`, act);
	}

	/**
	 * Changes a record by what is made of what it has, one who changes it after the other.
	 *
	 * @param read what it has; nothing where that doesn't matter
	 */
	async change<Present, T>(
		record: string,
		read: (() => Promise<Present>) | undefined,
		write: (present: Present | undefined) => Promise<T>,
	): Promise<T> {
		const key = `${this.account.key} change ${record}`;
		return await this.run.change({ record: key, item: this.how.name ?? '' }, read, write);
	}

	/** Waits some ms, or until the workflow is cancelled. */
	async pause(ms: number): Promise<void> {
		await wait(ms, cancelSignal(this.sender.context));
	}

	private batcherFor<Input, Result>(endpoint: BatchEndpoint<Input, Result>): Batcher {
		const key = `${this.alike} ${endpoint.key}`;
		let batcher = this.run.batchers.get(key);
		if (!batcher) {
			const anyEndpoint = endpoint as unknown as BatchEndpoint<unknown, unknown>;
			batcher = new Batcher(this.run, anyEndpoint, this.sender, this.how.oneByOne === true);
			this.run.batchers.set(key, batcher);
		}
		return batcher;
	}

	/** The writes of one kind are told apart by their order: it has to be the same in every try of the node. */
	private async write<T>(what: string, write: () => Promise<T>): Promise<T> {
		const place = this.writes.get(what) ?? 0;
		this.writes.set(what, place + 1);
		return await this.run.writeOnce(`${this.how.name ?? ''} ${what}`, place, write, isCertain);
	}
}

/** Whether HubSpot certainly did nothing: only then may a later try of the node send the write again. */
function isCertain(error: unknown): boolean {
	return error instanceof HubSpotApiError && !error.outcomeUnknown;
}
