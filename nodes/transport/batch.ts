import { readBatch, readDone, type BatchAnswer, type Decode } from '../hubspot/answers';
import type { Refusal } from '../hubspot/errors/failure';
import { refusalOf } from '../hubspot/errors/readFailure';
import { paths, type Paths } from '../hubspot/versions';
import { notFound, Refused, unreadable } from './apiError';
import type { Effect } from './retryPolicy';
import { send, type Answer, type HubSpotRequest, type Sender } from './send';

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
export type KindRequest = Pick<HubSpotRequest, 'path'> & Partial<Omit<HubSpotRequest, 'decode'>>;

/**
 * What an operation says of its batch endpoint: everything else about batches is the same for all of them. The addresses
 * of its requests are those of the account's API version.
 */
export interface BatchKind<Input, Result> {
	/** Inputs with the same key may share a batch: the endpoint and all that is asked beside the inputs. */
	key: string;
	effect: Effect;
	/** Inputs that HubSpot takes in one request. */
	limit: number;
	/** How much of the limit an input takes, where that is more than one. */
	share?: (input: Input) => number;
	/** What an input is about, such as the record's id: results and refusals name it. None for what is yet to be created. */
	identity?: (input: Input) => string;
	/** Other names that a refusal may give the input: the records it is associated with, the types (`USER_DEFINED=37`). */
	mentions?: (input: Input) => string[];
	batch: (entries: Array<Entry<Input, Result>>, at: Paths) => KindRequest;
	/** What the results of an answer are, each by itself. */
	results: (results: unknown[]) => Array<Found<Result>>;
	/** Where success has no results (204), or may leave some out: what the result of an input is that no error is about. */
	done?: (input: Input) => Result;
	/** How much of an input a result holds that carries neither trace id nor identity; 0 where something differs. */
	matches?: (input: Input, result: Result) => number;
	/** The request for a lone input, where HubSpot's guide has one. */
	single?: (input: Input, at: Paths) => KindRequest;
	/** What its answer is for the input; undefined where it can't be read. Not needed where success has no results. */
	singleResult?: (body: unknown, input: Input) => Result | undefined;
	/** Ids of records that were created: none is given to two inputs. */
	given?: Set<string>;
	/** What HubSpot does not have where a read doesn't bring it: `meeting 123`. */
	absent?: (input: Input) => string;
}

type Entries<I, R> = Array<Entry<I, R>>;

/**
 * Sends entries as one batch and settles each of them, with its result or its refusal.
 * A batch that is refused as a whole is narrowed down to the inputs that HubSpot objects to.
 *
 * @param allowance requests left; a batch never costs more than its inputs plus one
 */
export async function settleBatch<I, R>(
	kind: BatchKind<I, R>,
	entries: Entries<I, R>,
	sender: Sender,
	allowance = { left: entries.length + 1 },
): Promise<void> {
	const refused = await attemptBatch(kind, entries, sender, allowance);
	if (refused) await narrow(kind, entries, sender, allowance, refused);
}

/** Answers with the refusal when HubSpot refused the batch as a whole for what is in it; settles the entries otherwise. */
async function attemptBatch<I, R>(
	kind: BatchKind<I, R>,
	entries: Entries<I, R>,
	sender: Sender,
	allowance: { left: number },
): Promise<Refused | undefined> {
	allowance.left -= 1;
	const [first] = entries;
	const at = paths(sender.account.apiVersion);
	const ask = async <Body>(request: KindRequest, decode: Decode<Body>) =>
		await send(sender, { method: 'POST', effect: kind.effect, ...request, decode });
	const { single, singleResult } = kind;
	try {
		if (entries.length === 1 && single && singleResult) {
			const { body } = await ask(single(first.input, at), (answer) =>
				singleResult(answer, first.input),
			);
			first.resolve(body);
			return undefined;
		}
		const request =
			entries.length === 1 && single ? single(first.input, at) : kind.batch(entries, at);
		distribute(kind, entries, await ask(request, kind.done ? readDone : readBatch), sender);
		return undefined;
	} catch (error) {
		const ofInputs = error instanceof Refused && error.refusal.aboutInput;
		if (ofInputs && entries.length > 1) return error;
		for (const entry of entries) entry.reject(error);
		return undefined;
	}
}

async function narrow<I, R>(
	kind: BatchKind<I, R>,
	entries: Entries<I, R>,
	sender: Sender,
	allowance: { left: number },
	refused: Refused,
): Promise<void> {
	const named = entries.filter((entry) => names(kind, refused.refusal, entry));
	const others = entries.filter((entry) => !named.includes(entry));
	if (named.length > 0 && others.length > 0 && allowance.left > 0) {
		for (const entry of named) entry.reject(refused);
		return await settleBatch(kind, others, sender, allowance);
	}
	if (named.length > 0 || allowance.left < 2) {
		for (const entry of entries) entry.reject(refused);
		return;
	}
	const middle = Math.ceil(entries.length / 2);
	const halves = [entries.slice(0, middle), entries.slice(middle)];
	const answers = await Promise.all(
		halves.map(async (half) => await attemptBatch(kind, half, sender, allowance)),
	);
	const [left, right] = answers;
	const same = left && right && left.message === right.message && left.message === refused.message;
	for (const [place, half] of halves.entries()) {
		const answer = answers[place];
		if (!answer) continue;
		if (same && !entries.some((entry) => names(kind, answer.refusal, entry))) {
			for (const entry of half) entry.reject(answer);
		} else {
			await narrow(kind, half, sender, allowance, answer);
		}
	}
}

/** HubSpot lists all records that it doesn't have in one error; each item is told of its own. */
function ofItsOwn<I, R>(kind: BatchKind<I, R>, { input }: Entry<I, R>, refused: Refused): Refused {
	const { kind: why, correlationId } = refused.refusal;
	if (why !== 'notFound' || !kind.absent) return refused;
	return notFound(kind.absent(input), correlationId);
}

/** A refusal that says of no input that it is meant. */
const isNameless = ({ refusal: { traceIds, ids, context } }: Refused) =>
	!traceIds?.length && !ids?.length && !context?.associationSpec?.length;

function names<I, R>(kind: BatchKind<I, R>, refusal: Refusal, entry: Entry<I, R>): boolean {
	if (refusal.traceIds?.includes(entry.traceId)) return true;
	const { ids = [], context = {} } = refusal;
	const { fromObjectId, toObjectId, associationSpec = [] } = context;
	if (ids.length === 0 && associationSpec.length === 0) return false;
	const mentions = kind.mentions?.(entry.input) ?? [];
	const isMentioned = (list: string[]) => list.some((name) => mentions.includes(name));
	// A refused association names both of its ends: another one that shares an end is not meant.
	if (fromObjectId && toObjectId && mentions.length > 0) {
		return isMentioned(fromObjectId) && isMentioned(toObjectId);
	}
	const identity = kind.identity?.(entry.input);
	return isMentioned([...ids, ...associationSpec]) || ids.some((id) => id === identity);
}

/** What an answer says besides the results that were told: whom it is about is not known. */
interface Untold<R> {
	/** Results that nobody has been given, and that may be anybody's. */
	strangers: Array<Found<R>>;
	/** How many results can't be read, or contradict themselves. */
	unread: number;
	/** Errors that name no input. */
	nameless: Refused[];
}

/** Gives each entry of an answered batch its result, by trace id, by what it is about, or by its content: never by place. */
function distribute<I, R>(
	kind: BatchKind<I, R>,
	entries: Entries<I, R>,
	answer: Answer<BatchAnswer>,
	sender: Sender,
) {
	const open = new Set(entries);
	const { given = new Set<string>() } = kind;
	const found = kind.results(answer.body.results);
	const { strangers, unread } = resolveFound(kind, open, found, given);
	const nameless = rejectNamed(kind, open, answer, sender);
	claimByContent(kind, open, strangers, given);
	const untold = { strangers, unread, nameless };
	const count = open.size;
	for (const entry of open) {
		if (kind.done && nameless.length === 0) entry.resolve(kind.done(entry.input));
		else entry.reject(unanswered(kind, entry, untold, count));
	}
}

function resolveFound<I, R>(
	kind: BatchKind<I, R>,
	open: Set<Entry<I, R>>,
	found: Array<Found<R>>,
	given: Set<string>,
): Omit<Untold<R>, 'nameless'> {
	const strangers: Array<Found<R>> = [];
	let unread = 0;
	const byTrace = new Map([...open].map((entry) => [entry.traceId, entry]));
	const byIdentity = new Map([...open].map((entry) => [kind.identity?.(entry.input), entry]));
	for (const one of found) {
		const { traceId, identity, id, result } = one;
		const traced = byTrace.get(traceId ?? '');
		const named = identity === undefined ? undefined : byIdentity.get(identity);
		const entry = traced ?? (traceId === undefined ? named : undefined);
		const isContradiction = traced && named && traced !== named;
		const isAgain = id !== undefined && given.has(id);
		if (result === undefined && entry && !isContradiction && open.delete(entry)) {
			entry.reject(leftOut(kind, "gave a result for this record that can't be read"));
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
	kind: BatchKind<I, R>,
	open: Set<Entry<I, R>>,
	{ body, correlationId }: Answer<BatchAnswer>,
	sender: Sender,
): Refused[] {
	const { token } = sender.account;
	return body.errors
		.map((error) => new Refused(refusalOf(error, { token, correlationId })))
		.filter((refused) => {
			const named = [...open].filter((entry) => names(kind, refused.refusal, entry));
			for (const entry of named) {
				open.delete(entry);
				entry.reject(ofItsOwn(kind, entry, refused));
			}
			return named.length === 0 && (isNameless(refused) || kind.done !== undefined);
		});
}

/** HubSpot's answer lacks trace ids: a result goes to the first open input of which it holds the most. */
function claimByContent<I, R>(
	kind: BatchKind<I, R>,
	open: Set<Entry<I, R>>,
	strangers: Array<Found<R>>,
	given: Set<string>,
) {
	const { matches } = kind;
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
	kind: BatchKind<I, R>,
	{ input }: Entry<I, R>,
	{ strangers, unread, nameless }: Untold<R>,
	count: number,
): Refused {
	if (nameless.length >= count && strangers.length + unread === 0) return nameless[0];
	if (nameless.length > 0) {
		const { message } = nameless[0].refusal;
		return leftOut(
			kind,
			`refused ${nameless.length} of ${count} records without saying which (${message}), and left this one out`,
		);
	}
	if (kind.effect === 'read' && kind.absent && unread === 0) return notFound(kind.absent(input));
	return leftOut(kind, 'answered the batch but left this record out');
}

/** HubSpot's answer doesn't say what became of one of its inputs. */
function leftOut<I, R>({ effect }: BatchKind<I, R>, what: string): Refused {
	const advice = {
		read: '. Try again',
		write: '. Read it to see whether it was changed',
		associate: '. Read it to see whether it was changed',
		create: ': it may have been created. Look for it in HubSpot before you send it again',
	}[effect];
	return unreadable(`HubSpot ${what}${advice}`, effect !== 'read');
}
