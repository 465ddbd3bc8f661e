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

/** Options of a client: limits for its requests, and the request options that n8n prepared. */
export interface ClientOptions {
	settings?: Partial<SendSettings>;
	/** Sends each input in a separate request, instead of in batches. */
	oneByOne?: boolean;
	/** n8n's own request options: proxy, timeout, certificates, allowed domains. */
	options?: Partial<IHttpRequestOptions>;
	/** Distinguishes the writes of several clients in one run. It is the index of the item. */
	name?: string;
}

/** Sends requests to HubSpot for an item of the action node, a picker, or one poll of the trigger. */
export class HubSpotClient {
	/** Ids of records that were created for this client. */
	readonly created: string[] = [];

	protected readonly sender: Sender;

	/** Clients with the same value may share a batch. */
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

	/** Sends one request for this client alone, not in a batch. */
	async send<Body>(request: HubSpotRequest<Body>): Promise<Answer<Body>> {
		const ask = async () => await send<Body>(this.sender, request);
		return await (request.effect === 'read'
			? this.run.reading(ask())
			: this.write(`${request.method} ${request.path}`, ask));
	}

	/** The paths of the account's API version. */
	get paths(): Paths {
		return paths(this.account.apiVersion);
	}

	/** Sends a GET request and returns the decoded body. */
	async get<Body>(
		path: string,
		decode: Decode<Body>,
		more?: Partial<HubSpotRequest<Body>>,
	): Promise<Body> {
		return (await this.send<Body>({ method: 'GET', path, decode, effect: 'read', ...more })).body;
	}

	/** Adds an input to a batch that the clients of the run share, and returns its own result. */
	async batch<Input, Result>(
		endpoint: BatchEndpoint<Input, Result>,
		input: Input,
	): Promise<Result> {
		const ask = async () => (await this.batcherFor(endpoint).add(input)) as Result;
		return await (endpoint.effect === 'read' || endpoint.isLookUp
			? this.run.reading(ask())
			: this.write(`${endpoint.key} ${endpoint.identity?.(input) ?? ''}`, ask));
	}

	/** Calls `ask` once for all clients of the run with the same account. */
	async once<T>(key: string, ask: () => Promise<T>): Promise<T> {
		return await this.run.once(`${this.account.key} ${key}`, ask);
	}

	/** Adds a hint for the user, besides the output. */
	hint(kind: HintKind, value: string): void {
		this.run.hint(kind, value);
	}

	/** Calls `ask` once for this client. The answer is kept for all attempts of Retry On Fail. */
	async recall<T>(key: string, ask: () => Promise<T>): Promise<T> {
		return await this.once(`${this.how.name ?? ''} ${key}`, ask);
	}

	/**
	 * Does something that must happen before a write. The writes of the run wait for it, so that they can share a
	 * batch.
	 */
	async preparing<T>(act: () => Promise<T>): Promise<T> {
		return await this.run.reading(act());
	}

	/** Resolves when all items of the run have started, and none is still reading or preparing something. */
	async whenAllAreReady(): Promise<void> {
		await this.run.whenAllAreReady();
	}

	/** Calls `act` when all earlier calls with the same key in the run are done. */
	async runExclusive<T>(key: string, act: () => Promise<T>): Promise<T> {
		return await this.run.runExclusive(`${this.account.key} ${key}`, act);
	}

	/**
	 * Changes a record depending on its current state. Callers must not change a record at the same time.
	 *
	 * @param read reads the current state. Omitted if the state does not matter
	 */
	async change<Present, T>(
		record: string,
		read: (() => Promise<Present>) | undefined,
		write: (present: Present | undefined) => Promise<T>,
	): Promise<T> {
		const key = `${this.account.key} change ${record}`;
		return await this.run.change({ record: key, item: this.how.name ?? '' }, read, write);
	}

	/**
	 * Waits for a number of milliseconds.
	 *
	 * @throws Cancelled if the workflow is cancelled first
	 */
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

	/** Writes of one kind are identified by their order. It must be the same in every attempt of the node. */
	private async write<T>(what: string, write: () => Promise<T>): Promise<T> {
		const place = this.writes.get(what) ?? 0;
		this.writes.set(what, place + 1);
		return await this.run.writeOnce(`${this.how.name ?? ''} ${what}`, place, write, isCertain);
	}
}

/** Whether HubSpot certainly did nothing. Only then may a later attempt of the node send the write again. */
function isCertain(error: unknown): boolean {
	return error instanceof HubSpotApiError && !error.outcomeUnknown;
}
