import { readBatch, readDone, type BatchAnswer, type Decode } from '../hubspot/answers';
import type { ApiFailure } from '../hubspot/errors/failure';
import { readEntryFailure } from '../hubspot/errors/readFailure';
import { paths, type Paths } from '../hubspot/versions';
import { HubSpotApiError, notFound, unreadable } from './apiError';
import type { Effect } from './retryPolicy';
import { send, type Answer, type HubSpotRequest, type Sender } from './send';
import { fitsUrl } from './urlLength';

/** One input of a batch, and the callbacks for its result. */
export interface Entry<Input, Result> {
	input: Input;
	/** Sent with the input as `objectWriteTraceId`, and returned with its result. */
	traceId: string;
	resolve: (result: Result) => void;
	reject: (error: unknown) => void;
}

/** One result of a batch response, with the values that identify its input. `result` is undefined if it can't be read. */
export interface Found<Result> {
	traceId?: string;
	identity?: string;
	/** The id of the record in the result. A batch writes each record once. */
	id?: string;
	result?: Result;
}

/** A request to an endpoint. By default it is a POST with the endpoint's effect. */
export type EndpointRequest = Pick<HubSpotRequest, 'path'> &
	Partial<Omit<HubSpotRequest, 'decode'>>;

/**
 * Describes the batch endpoint of an operation. Everything else about batches is the same for all operations. Its
 * requests use the paths of the account's API version.
 */
export interface BatchEndpoint<Input, Result> {
	/**
	 * Inputs with the same key may share a batch. It identifies the endpoint and all parameters of the request besides
	 * the inputs.
	 */
	key: string;
	effect: Effect;
	/** Set for a write whose result other writes need. They wait for it as for a read. */
	isLookUp?: boolean;
	/** Maximum number of inputs in one request. */
	limit: number;
	/** How much of the limit an input takes up, if more than one. */
	share?: (input: Input) => number;
	/**
	 * What an input is about, such as the record's id. Results and errors refer to it. Omitted for records that don't
	 * exist yet.
	 */
	identity?: (input: Input) => string;
	/**
	 * Other names that an error may use for the input: its associated records and association types
	 * (`USER_DEFINED=37`).
	 */
	mentions?: (input: Input) => string[];
	batch: (entries: Array<Entry<Input, Result>>, at: Paths) => EndpointRequest;
	/** Parses the results of a response, each on its own. */
	results: (results: unknown[]) => Array<Found<Result>>;
	/**
	 * The result of an input that no error is about, for endpoints whose success has no results (204) or may leave some
	 * out.
	 */
	done?: (input: Input) => Result;
	/** How much of an input a result contains, for results with neither trace id nor identity. 0 if something differs. */
	matches?: (input: Input, result: Result) => number;
	/** The request for a single input, if HubSpot's guide has one. */
	single?: (input: Input, at: Paths) => EndpointRequest;
	/**
	 * Parses the response of the single request. Returns undefined if it can't be read. Not needed if success has no
	 * results.
	 */
	singleResult?: (body: unknown, input: Input) => Result | undefined;
	/** Ids of the created records. Each id is assigned to one input only. */
	given?: Set<string>;
	/** Names the record that HubSpot does not have if a read doesn't return it: `meeting 123`. */
	absent?: (input: Input) => string;
}

type Entries<I, R> = Array<Entry<I, R>>;

/**
 * Sends entries as one batch and settles each of them with its result or its error. If HubSpot refuses the whole batch,
 * it is split up until the inputs that HubSpot objects to are found.
 *
 * @param allowance number of requests left. A batch never takes more requests than it has inputs, plus one
 */
export async function settleBatch<I, R>(
	endpoint: BatchEndpoint<I, R>,
	entries: Entries<I, R>,
	sender: Sender,
	allowance = { left: entries.length + 1 },
): Promise<void> {
	const apiError = await attemptBatch(endpoint, entries, sender, allowance);
	if (apiError) await narrow(endpoint, entries, sender, allowance, apiError);
}

/**
 * Returns the error if HubSpot refused the whole batch because of its inputs and there are several. Otherwise settles
 * the entries.
 */
async function attemptBatch<I, R>(
	endpoint: BatchEndpoint<I, R>,
	entries: Entries<I, R>,
	sender: Sender,
	allowance: { left: number },
): Promise<HubSpotApiError | undefined> {
	allowance.left -= 1;
	const [first] = entries;
	const at = paths(sender.account.apiVersion);
	const ask = async <Body>(request: EndpointRequest, decode: Decode<Body>) =>
		await send(sender, { method: 'POST', effect: endpoint.effect, ...request, decode });
	const { singleResult } = endpoint;
	try {
		const single = entries.length === 1 ? endpoint.single?.(first.input, at) : undefined;
		const fits = single && fitsUrl(single.path, single.qs);
		if (fits && singleResult) {
			const { body } = await ask(single, (answer) => singleResult(answer, first.input));
			first.resolve(body);
			return undefined;
		}
		const request = fits ? single : endpoint.batch(entries, at);
		distribute(endpoint, entries, await ask(request, endpoint.done ? readDone : readBatch), sender);
		return undefined;
	} catch (error) {
		const ofInputs = error instanceof HubSpotApiError && error.failure.aboutInput;
		if (ofInputs && entries.length > 1) return error;
		for (const entry of entries) entry.reject(error);
		return undefined;
	}
}

async function narrow<I, R>(
	endpoint: BatchEndpoint<I, R>,
	entries: Entries<I, R>,
	sender: Sender,
	allowance: { left: number },
	apiError: HubSpotApiError,
): Promise<void> {
	const named = entries.filter((entry) => names(endpoint, apiError.failure, entry));
	const others = entries.filter((entry) => !named.includes(entry));
	if (named.length > 0 && others.length > 0 && allowance.left > 0) {
		for (const entry of named) entry.reject(apiError);
		return await settleBatch(endpoint, others, sender, allowance);
	}
	if (named.length > 0 || allowance.left < 2) {
		for (const entry of entries) entry.reject(apiError);
		return;
	}
	const middle = Math.ceil(entries.length / 2);
	const halves = [entries.slice(0, middle), entries.slice(middle)];
	const answers = await Promise.all(
		halves.map(async (half) => await attemptBatch(endpoint, half, sender, allowance)),
	);
	const [left, right] = answers;
	const same = left && right && left.message === right.message && left.message === apiError.message;
	for (const [place, half] of halves.entries()) {
		const answer = answers[place];
		if (!answer) continue;
		if (same && !entries.some((entry) => names(endpoint, answer.failure, entry))) {
			for (const entry of half) entry.reject(answer);
		} else {
			await narrow(endpoint, half, sender, allowance, answer);
		}
	}
}

/** HubSpot lists all missing records in one error. Each item gets an error about its own record. */
function ofItsOwn<I, R>(
	endpoint: BatchEndpoint<I, R>,
	{ input }: Entry<I, R>,
	apiError: HubSpotApiError,
): HubSpotApiError {
	const { kind: why, correlationId } = apiError.failure;
	if (why !== 'notFound' || !endpoint.absent) return apiError;
	return notFound(endpoint.absent(input), correlationId);
}

/** Whether an error does not say which input it is about. */
const isNameless = ({ failure: { traceIds, ids, context } }: HubSpotApiError) =>
	!traceIds?.length && !ids?.length && !context?.associationSpec?.length;

function names<I, R>(
	endpoint: BatchEndpoint<I, R>,
	failure: ApiFailure,
	entry: Entry<I, R>,
): boolean {
	if (failure.traceIds?.includes(entry.traceId)) return true;
	const { ids = [], context = {} } = failure;
	const { fromObjectId, toObjectId, associationSpec = [] } = context;
	if (ids.length === 0 && associationSpec.length === 0) return false;
	const mentions = endpoint.mentions?.(entry.input) ?? [];
	const isMentioned = (list: string[]) => list.some((name) => mentions.includes(name));
	// The error for an association names both of its records. It is not about other associations that share one of
	// them.
	if (fromObjectId && toObjectId && mentions.length > 0) {
		return isMentioned(fromObjectId) && isMentioned(toObjectId);
	}
	const identity = endpoint.identity?.(entry.input);
	return isMentioned([...ids, ...associationSpec]) || ids.some((id) => id === identity);
}

/** The parts of a response that could not be assigned to an input. */
interface Untold<R> {
	/** Results that could not be assigned and may belong to any input. */
	strangers: Array<Found<R>>;
	/** Number of results that can't be read, contradict themselves, or repeat a record. */
	unread: number;
	/** Errors that could not be assigned to an input. */
	nameless: HubSpotApiError[];
}

/**
 * Settles the entries of an answered batch. Assigns results by trace id, by identity or by content, but never by
 * position.
 */
function distribute<I, R>(
	endpoint: BatchEndpoint<I, R>,
	entries: Entries<I, R>,
	answer: Answer<BatchAnswer>,
	sender: Sender,
) {
	const open = new Set(entries);
	const { given = new Set<string>() } = endpoint;
	const found = endpoint.results(answer.body.results);
	const { strangers, unread } = resolveFound(endpoint, open, found, given);
	const nameless = rejectNamed(endpoint, open, answer, sender);
	claimByContent(endpoint, open, strangers, given);
	const untold = { strangers, unread, nameless };
	const count = open.size;
	for (const entry of open) {
		if (endpoint.done && nameless.length === 0) entry.resolve(endpoint.done(entry.input));
		else entry.reject(unanswered(endpoint, entry, untold, count));
	}
}

function resolveFound<I, R>(
	endpoint: BatchEndpoint<I, R>,
	open: Set<Entry<I, R>>,
	found: Array<Found<R>>,
	given: Set<string>,
): Omit<Untold<R>, 'nameless'> {
	const strangers: Array<Found<R>> = [];
	let unread = 0;
	const byTrace = new Map([...open].map((entry) => [entry.traceId, entry]));
	const byIdentity = new Map([...open].map((entry) => [endpoint.identity?.(entry.input), entry]));
	for (const one of found) {
		const { traceId, identity, id, result } = one;
		const traced = byTrace.get(traceId ?? '');
		const named = identity === undefined ? undefined : byIdentity.get(identity);
		const entry = traced ?? (traceId === undefined ? named : undefined);
		const isContradiction = traced && named && traced !== named;
		const isAgain = id !== undefined && given.has(id);
		if (result === undefined && entry && !isContradiction && open.delete(entry)) {
			entry.reject(leftOut(endpoint, 'returned an unreadable result for this record'));
		} else if (result === undefined || isContradiction || isAgain) {
			unread += 1;
		} else if (entry && open.delete(entry)) {
			if (id !== undefined) given.add(id);
			entry.resolve(result);
		} else {
			strangers.push(one);
		}
	}
	return { strangers, unread };
}

/**
 * Rejects the entries that the errors of a response name. Returns the errors that name no input. For endpoints where a
 * missing result means success, it also returns errors about an unknown input.
 */
function rejectNamed<I, R>(
	endpoint: BatchEndpoint<I, R>,
	open: Set<Entry<I, R>>,
	{ body, correlationId }: Answer<BatchAnswer>,
	sender: Sender,
): HubSpotApiError[] {
	const { token } = sender.account;
	return body.errors
		.map((error) => new HubSpotApiError(readEntryFailure(error, { token, correlationId })))
		.filter((apiError) => {
			const named = [...open].filter((entry) => names(endpoint, apiError.failure, entry));
			for (const entry of named) {
				open.delete(entry);
				entry.reject(ofItsOwn(endpoint, entry, apiError));
			}
			return named.length === 0 && (isNameless(apiError) || endpoint.done !== undefined);
		});
}

/**
 * Handles responses without trace ids. Each result is assigned to the open input that matches most of it, or to the
 * first of these.
 */
function claimByContent<I, R>(
	endpoint: BatchEndpoint<I, R>,
	open: Set<Entry<I, R>>,
	strangers: Array<Found<R>>,
	given: Set<string>,
) {
	const { matches } = endpoint;
	if (!matches) return;
	for (const stranger of [...strangers]) {
		const { id, result } = stranger;
		if (result === undefined || (id !== undefined && given.has(id))) continue;
		let entry: Entry<I, R> | undefined;
		let most = 0;
		for (const one of open) {
			const held = matches(one.input, result);
			if (held > most) [entry, most] = [one, held];
		}
		if (!entry) continue;
		open.delete(entry);
		strangers.splice(strangers.indexOf(stranger), 1);
		if (id !== undefined) given.add(id);
		entry.resolve(result);
	}
}

/**
 * The error for an entry that the response does not mention.
 *
 * @param count number of such entries. Only if there is an error for each of them is it certain that all were refused
 */
function unanswered<I, R>(
	endpoint: BatchEndpoint<I, R>,
	{ input }: Entry<I, R>,
	{ strangers, unread, nameless }: Untold<R>,
	count: number,
): HubSpotApiError {
	if (nameless.length >= count && strangers.length + unread === 0) return nameless[0];
	if (nameless.length > 0) {
		const { message } = nameless[0].failure;
		return leftOut(
			endpoint,
			`refused ${nameless.length} of ${count} records without saying which (${message}), and left this one out`,
		);
	}
	if (endpoint.effect === 'read' && endpoint.absent && unread === 0)
		return notFound(endpoint.absent(input));
	return leftOut(endpoint, 'answered the batch but left this record out');
}

/** The error for an input whose outcome is missing from HubSpot's response. */
function leftOut<I, R>({ effect }: BatchEndpoint<I, R>, what: string): HubSpotApiError {
	const advice = {
		read: '. Try again',
		write: '. Check whether it was changed',
		associate: '. Check whether it was changed',
		create: ': it may already exist. Check HubSpot before retrying',
	}[effect];
	return unreadable(`HubSpot ${what}${advice}`, effect !== 'read');
}
