import type { IHttpRequestOptions } from 'n8n-workflow';

import { InputError } from '../common/input';
import type { ItemContext } from './context';

/** The fields of "Request Options", which n8n adds to every declarative node. */
interface RequestOptionFields {
	proxy?: string;
	/** In ms. */
	timeout?: number;
	allowUnauthorizedCerts?: boolean;
}

/**
 * The node's request options in the format of n8n's request helper. Expressions in them are resolved for the item.
 *
 * @throws InputError if the proxy is not a URL
 */
export function requestOptionsOf(context: ItemContext): Partial<IHttpRequestOptions> {
	const { proxy, timeout, allowUnauthorizedCerts } = context.getNodeParameter(
		'requestOptions',
		{},
	) as RequestOptionFields;
	return {
		...(timeout && { timeout }),
		...(proxy && { proxy: parseProxy(proxy) }),
		...(allowUnauthorizedCerts && { skipSslCertificateValidation: true }),
	};
}

function parseProxy(text: string): IHttpRequestOptions['proxy'] {
	if (!URL.canParse(text)) {
		throw new InputError(
			'Proxy',
			'is not the URL of a proxy',
			'Enter it with its protocol and port, e.g. http://proxy.example:3128.',
		);
	}
	const { hostname, port, protocol, username, password } = new URL(text);
	return {
		host: hostname,
		port: Number(port) || (protocol === 'https:' ? 443 : 80),
		protocol: protocol.replace(':', ''),
		...(username && { auth: { username: decoded(username), password: decoded(password) } }),
	};
}

/** Decodes a part of a URL. Returns it unchanged if its encoding is not valid. */
function decoded(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}
