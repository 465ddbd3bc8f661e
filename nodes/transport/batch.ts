import { readBatch, readDone, type BatchAnswer, type Decode } from '../hubspot/answers';
import type { ApiFailure } from '../hubspot/errors/failure';
import { readEntryFailure } from '../hubspot/errors/readFailure';
import { paths, type Paths } from '../hubspot/versions';
import { HubSpotApiError, notFound, unreadable } from './apiError';
import type { Effect } from './retryPolicy';
import { send, type Answer, type HubSpotRequest, type Sender } from './send';
import { fitsUrl } from './urlLength';

/** One input of a batch, and the item that waits for its result. */
export interface Entry<Input, Result> {
	input: Input;
	/** Travels with the input as `objectWriteTraceId`, and comes back with its result. */
	traceId: string;
	resolve: (result: Result) => void;
	reject: (error: unknown) => void;
}

/** One result of a batch answer, with what it can be told by; none where it can't be read. */
export interface Found<Result> {
	traceId?: string;
	identity?: string;
	/** The id of the record that it is: a batch writes each record once. */
	id?: string;
	result?: Result;
}

/** A request of a kind: a POST with the kind's effect, unless it says otherwise. */
export type EndpointRequest = Pick<HubSpotRequest, 'path'> &
	Partial<Omit<HubSpotRequest, 'decode'>>;

/**
 * What an operation says of its batch endpoint: everything else about batches is the same for all of them. The addresses
 * of its requests are those of the account's API version.
 */
export interface BatchEndpoint<Input, Result> {
	/** Inputs with the same key may share a batch: the endpoint and all that is asked besides the inputs. */
	key: string;
	effect: Effect;
	/** A write that others need the result of: they wait for it as for a read. */
	isLookUp?: boolean;
	/** Inputs that HubSpot takes in one request. */
	limit: number;
	/** How much of the limit an input takes, where that is more than one. */
	share?: (input: Input) => number;
	/** What an input is about, such as the record's id: results and errors name it. None for what is yet to be created. */
	identity?: (input: Input) => string;
	/** Other names that an error may give the input: the records it is associated with, the types (`USER_DEFINED=37`). */
	mentions?: (input: Input) => string[];
	batch: (entries: Array<Entry<Input, Result>>, at: Paths) => EndpointRequest;
	/** What the results of an answer are, each by itself. */
	results: (results: unknown[]) => Array<Found<Result>>;
	/** Where success has no results (204), or may leave some out: what the result of an input is that no error is about. */
	done?: (input: Input) => Result;
	/** How much of an input a result holds that carries neither trace id nor identity; 0 where something differs. */
	matches?: (input: Input, result: Result) => number;
	/** The request for a lone input, where HubSpot's guide has one. */
	single?: (input: Input, at: Paths) => EndpointRequest;
	/** What its answer is for the input; undefined where it can't be read. Not needed where success has no results. */
	singleResult?: (body: unknown, input: Input) => Result | undefined;
	/** Ids of records that were created: none is given to two inputs. */
	given?: Set<string>;
	/** What HubSpot does not have where a read doesn't bring it: `meeting 123`. */
	absent?: (input: Input) => string;
}

type Entries<I, R> = Array<Entry<I, R>>;

/**
 * Sends entries as one batch and settles each of them, with its result or its error.
 * A batch that is refused as a whole is narrowed down to the inputs that HubSpot objects to.
 *
 * @param allowance requests left; a batch never costs more than its inputs plus one
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

/** Answers with the error when HubSpot refused the batch as a whole for what is in it; settles the entries otherwise. */
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

/** HubSpot lists all records that it doesn't have in one error; each item is told of its own. */
function ofItsOwn<I, R>(
	endpoint: BatchEndpoint<I, R>,
	{ input }: Entry<I, R>,
	apiError: HubSpotApiError,
): HubSpotApiError {
	const { kind: why, correlationId } = apiError.failure;
	if (why !== 'notFound' || !endpoint.absent) return apiError;
	return notFound(endpoint.absent(input), correlationId);
}

/** An error that says of no input that it is meant. */
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
	// A refused association names both of its ends: another one that shares an end is not meant.
	if (fromObjectId && toObjectId && mentions.length > 0) {
		return isMentioned(fromObjectId) && isMentioned(toObjectId);
	}
	const identity = endpoint.identity?.(entry.input);
	return isMentioned([...ids, ...associationSpec]) || ids.some((id) => id === identity);
}

/** What an answer says besides the results that were told: whom it is about is not known. */
interface Untold<R> {
	/** Results that nobody has been given, and that may be anybody's. */
	strangers: Array<Found<R>>;
	/** How many results can't be read, or contradict themselves. */
	unread: number;
	/** Errors that name no input. */
	nameless: HubSpotApiError[];
}

/** Gives each entry of an answered batch its result, by trace id, by what it is about, or by its content: never by place. */
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
			entry.reject(leftOut(endpoint, "gave a result for this record that can't be read"));
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
 * Settles the entries that the errors of an answer name, and gives back the errors that name none. Where silence means
 * success, an error about something unknown belongs to them.
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

/** HubSpot's answer lacks trace ids: a result goes to the first open input of which it holds the most. */
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
 * What the answer means for an entry that it doesn't tell of.
 *
 * @param count how many of them there are: only where there is an error for each is it certain that all were refused
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

/** HubSpot's answer doesn't say what became of one of its inputs. */
function leftOut<I, R>({ effect }: BatchEndpoint<I, R>, what: string): HubSpotApiError {
	const advice = {
		read: '. Try again',
		write: '. Read it to see whether it was changed',
		associate: '. Read it to see whether it was changed',
		create: ': it may already exist. Check HubSpot before retrying',
	}[effect];
	return unreadable(`HubSpot ${what}${advice}`, effect !== 'read');
}
