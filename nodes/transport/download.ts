import type { IBinaryData, IHttpRequestOptions } from 'n8n-workflow';

import type { ApiFailure } from '../hubspot/errors/failure';
import { readFailure } from '../hubspot/errors/readFailure';
import { HubSpotApiError, neverSent } from './apiError';
import { cancelSignal, type ItemContext } from './context';
import { CLOSED } from './helperOptions';
import { retryDelay } from './retryPolicy';
import { codeOf, exchangeMs, OVERDUE, type Sender } from './send';
import { wait } from './wait';

/** The file to download, and its name in n8n. */
export interface Wanted {
	url: string;
	fileName: string;
	/** In bytes, if known. */
	size?: number;
	/** For messages: `file 123`. */
	what: string;
}

type Content = Parameters<ItemContext['helpers']['prepareBinaryData']>[0];

/**
 * Downloads a file from HubSpot's storage into n8n's, as a stream. The URL itself grants access, so the token is not
 * sent. The credential's allowed domains don't apply either, because they protect the token.
 *
 * @throws HubSpotApiError
 * @throws Cancelled
 */
export async function download(
	{ account, settings, options }: Sender,
	context: ItemContext,
	wanted: Wanted,
): Promise<IBinaryData> {
	const { protocol, host } = new URL(wanted.url);
	const isAllowed =
		protocol === 'https:' || (protocol === 'http:' && account.baseUrl.startsWith('http:'));
	if (!isAllowed) {
		throw neverSent(
			`HubSpot returned an insecure URL for ${wanted.what} (${protocol}//${host}). It was not used`,
		);
	}
	const signal = cancelSignal(context);
	for (let attempt = 1, waited = 0; ; attempt++) {
		const found = await fetchOnce(context, wanted, options ?? {});
		if (found.binary) return found.binary;
		const { failure } = found;
		const isFinal = !settings.retry || failure.networkCode === OVERDUE;
		const delay = isFinal ? undefined : retryDelay(failure, attempt, 'read');
		if (delay === undefined || waited + delay > settings.longestWaitMs) {
			const { status, networkCode } = failure;
			const why = networkCode ?? (status === 200 ? 'it was cut off' : `status ${status}`);
			const message = `HubSpot's storage at ${host} did not return ${wanted.what} (${why}). ${advice(failure)}`;
			throw new HubSpotApiError({ ...failure, message });
		}
		waited += delay;
		await wait(delay, signal);
	}
}

const advice = ({ kind }: ApiFailure) =>
	kind === 'redirect'
		? 'The redirect was not followed: check any proxy in between'
		: kind === 'notFound'
			? 'The file may have been deleted'
			: 'Try again. n8n must be able to reach that host, directly or through a proxy';

type Fetched = { binary: IBinaryData } | { binary?: undefined; failure: ApiFailure };

async function fetchOnce(
	context: ItemContext,
	{ url, fileName, size }: Wanted,
	{ timeout, ...prepared }: Partial<IHttpRequestOptions>,
): Promise<Fetched> {
	const cancel = cancelSignal(context);
	const deadline = AbortSignal.timeout(exchangeMs(timeout, size));
	const signal = cancel ? AbortSignal.any([cancel, deadline]) : deadline;
	try {
		const { statusCode, headers, body } = (await context.helpers.httpRequest({
			...prepared,
			...CLOSED,
			method: 'GET',
			url,
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			abortSignal: signal,
		})) as { statusCode: number; headers: Record<string, unknown>; body: Content };
		if (statusCode !== 200) {
			if ('destroy' in body) body.destroy();
			return { failure: readFailure({ status: statusCode, headers, body: '' }) };
		}
		const type = headers['content-type'];
		const binary = await context.helpers.prepareBinaryData(
			body,
			fileName,
			typeof type === 'string' ? type.split(';')[0] : undefined,
		);
		const length = binary.bytes ?? Number(headers['content-length'] ?? size);
		return size === undefined || length === size
			? { binary }
			: { failure: readFailure({ status: statusCode, body: '' }) };
	} catch (error) {
		const networkCode = deadline.aborted && !cancel?.aborted ? OVERDUE : codeOf(error, '');
		return { failure: readFailure({ status: 0, networkCode }) };
	}
}
