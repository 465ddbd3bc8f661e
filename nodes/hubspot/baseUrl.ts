import { InputError, quote, textOf } from '../common/input';

export const DEFAULT_BASE_URL = 'https://api.hubapi.com';

const FIELD = 'Base URL';
const WAY_OUT = `Use ${DEFAULT_BASE_URL}, or the URL of your region, such as https://api-eu1.hubapi.com.`;

/** Prefixes of HubSpot's own paths. Such a path, pasted with the host, is dropped. Any other path belongs to a proxy. */
const API_ROOT = /^\/(?:crm|crm-object-schemas|account-info|files|scheduler|oauth)(?:\/|$)/i;

/** This machine, or a container on it (a single word). The token may be sent to these hosts unencrypted. */
const LOCAL_HOST =
	/^(?:127(?:\.\d{1,3}){3}|\[::1\]|host\.docker\.internal|(?:[a-z0-9-]+\.)*localhost|[a-z][a-z0-9-]*)$/i;

const isLocal = (host: string) => LOCAL_HOST.test(host);

/** Accepts a domain name, an IPv4 address and `[::1]`. A single word other than `localhost` requires a scheme. */
function isHost(host: string, hasScheme: boolean): boolean {
	if (host.startsWith('[')) return host === '[::1]';
	if (/^[\d.]+$/.test(host)) {
		return (
			/^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/.test(host) &&
			host.split('.').every((part) => Number(part) < 256)
		);
	}
	const labels = host.split('.');
	return (
		labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label)) &&
		/^[a-z]/.test(labels[labels.length - 1]) &&
		(hasScheme || labels.length > 1 || host === 'localhost')
	);
}

/**
 * Normalizes the base URL of the credential: scheme and host (and a proxy's path), without a trailing slash.
 * An empty value means HubSpot's URL. Surrounding whitespace, a missing scheme, trailing slashes and a pasted API
 * path are accepted.
 *
 * @throws InputError for anything that would send the token to the wrong place
 */
export function parseBaseUrl(text: unknown): string {
	if (text === undefined || text === null) return DEFAULT_BASE_URL;
	const given = textOf(text);
	if (given === '') return DEFAULT_BASE_URL;
	const parts =
		/^(?:([a-z][a-z0-9+.-]*):\/\/)?((?:\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?)(\/[^?#\s\\]*)?$/i.exec(
			given,
		);
	if (!parts) {
		const what = /[?#]/.test(given)
			? 'the URL must not have a query or an anchor'
			: given.includes('@')
				? 'the URL must not contain a user name or a password'
				: `${quote(given)} is not a URL`;
		throw new InputError(FIELD, what, WAY_OUT);
	}
	const authority = parts[2].toLowerCase();
	const host = authority.replace(/:\d+$/, '');
	if (!isHost(host, parts[1] !== undefined)) {
		throw new InputError(FIELD, `${quote(given)} is not a URL`, WAY_OUT);
	}
	const scheme = (parts[1] ?? (isLocal(host) ? 'http' : 'https')).toLowerCase();
	const port = Number(/:(\d+)$/.exec(authority)?.[1] ?? 1);
	if (port < 1 || port > 65_535) {
		throw new InputError(FIELD, `${quote(given)} has no valid port`, WAY_OUT);
	}
	if (scheme !== 'https' && scheme !== 'http') {
		throw new InputError(FIELD, `'${scheme}://' is not a scheme for an API`, WAY_OUT);
	}
	if (scheme === 'http' && !isLocal(host)) {
		throw new InputError(FIELD, 'http would send the access token unencrypted', 'Use https.');
	}
	if (/^app(?:-[a-z]{2}\d)?\.hubspot\.com$/.test(host)) {
		throw new InputError(FIELD, `${host} is the login page, not the API`, WAY_OUT);
	}
	const path = withoutSlashes(parts[3] ?? '');
	// A server or proxy may decode dots, slashes, backslashes or the percent sign before it resolves the path.
	if (/(?:^|\/)\.{1,2}(?:\/|$)|%(?:25|2f|5c)/i.test(path.replace(/%2e/gi, '.'))) {
		throw new InputError(FIELD, `the path ${quote(path)} points outside the API`, WAY_OUT);
	}
	return `${scheme}://${authority}${API_ROOT.test(path) ? '' : path}`;
}

function withoutSlashes(path: string): string {
	let end = path.length;
	while (path[end - 1] === '/') end -= 1;
	return path.slice(0, end);
}

/** The host of a normalized base URL, without the port. */
export function hostOf(baseUrl: string): string {
	return /^[a-z]+:\/\/(\[[^\]]+\]|[^/:]+)/i.exec(baseUrl)?.[1]?.toLowerCase() ?? '';
}

/**
 * The base URL of a token's region, if its prefix names one (`pat-eu1-…`). HubSpot documents one host for all
 * regions. Users report that some tokens work only with the host of their region; HubSpot doesn't document this.
 */
export function regionBaseUrl(token: string): string | undefined {
	const region = /^pat-([a-z]{2}\d)-/i.exec(token.trim())?.[1]?.toLowerCase();
	if (!region) return undefined;
	return region === 'na1' ? DEFAULT_BASE_URL : `https://api-${region}.hubapi.com`;
}
