import type { IHttpRequestOptions } from 'n8n-workflow';

/**
 * What n8n's request helper does by default, and how the senders of requests deal with it: `send`, `download` and the
 * credential test.
 *
 * - **Redirects** are not followed. The helper would send the token to any host, and turn a POST into a GET.
 * - **Credentials on redirects** are off as well, in case a version of n8n follows a redirect.
 * - **A 401** is not sent again by `send`. The helper repeats requests that throw, and `send` accepts every status. The
 *   credential test needs the error for its messages. There, a read is sent at most twice, to the same host.
 * - **Status codes** are evaluated in `send`. In the credential test, every status except 2xx is an error.
 * - **Bodies** are passed as text. The helper merges objects, and loses keys such as `constructor` and `__proto__`.
 * - **Timeouts** of the helper only measure inactivity. `send` has one deadline for the whole exchange.
 * - **Compression** stays on. The helper requests it and decompresses the response.
 * - **Proxies, certificates and allowed domains** are left to n8n, which uses the node's options and its own settings.
 */
export const CLOSED: Pick<
	IHttpRequestOptions,
	'disableFollowRedirect' | 'sendCredentialsOnCrossOriginRedirect'
> = { disableFollowRedirect: true, sendCredentialsOnCrossOriginRedirect: false };
