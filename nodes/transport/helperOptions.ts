import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * What n8n's request helper does by itself, and what is made of it in both places that send: `send`, and the credential's
 * test.
 *
 * - **Redirects** are not followed: the helper would send the token along, to any host, and make a GET of a POST.
 * - **Credentials on redirects** are off as well, should a version of n8n follow one.
 * - **A 401** is not sent again: `send` takes every status for an answer, and the helper repeats what it takes for an
 *   error. The test needs the error for its messages; there a read is asked twice at most, at the same host.
 * - **Statuses** are ours to judge in `send`; in the test all but 2xx fail.
 * - **Bodies** go as text: the helper merges objects, and loses keys such as `constructor` and `__proto__`.
 * - **Time-outs** of the helper count silences: one deadline is over the whole exchange.
 * - **Compression** stays: the helper asks for it and unpacks the answer.
 * - **Proxies, certificates and allowed domains** are n8n's to decide, by the node's options and its own settings.
 */
export const CLOSED: Pick<
	IHttpRequestOptions,
	'disableFollowRedirect' | 'sendCredentialsOnCrossOriginRedirect'
> = { disableFollowRedirect: true, sendCredentialsOnCrossOriginRedirect: false };
