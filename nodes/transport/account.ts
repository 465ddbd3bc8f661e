import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError, textOf } from '../common/input';
import { parseBaseUrl } from '../hubspot/baseUrl';
import { toApiVersion, type ApiVersion } from '../hubspot/versions';
import { CREDENTIAL, type ItemContext, type RequestContext } from './context';
import { storedCredentialOf } from './n8nInternals';

/** The account that a request is made for: the host, the API version and the token. */
export interface Account {
	/** Without a trailing slash, e.g. `https://api.hubapi.com`. */
	baseUrl: string;
	apiVersion: ApiVersion;
	/** A hash of host and token. Identifies the account without revealing the token. */
	key: string;
	/**
	 * The hosts that the credential may be used with, if the user restricts them. In the format of n8n's request
	 * helper.
	 */
	allowedDomains?: string;
	/** Only for removing the token from texts, and for the hint about another region. It must never be sent or shown. */
	token: string;
}

interface Credential {
	accessToken?: unknown;
	baseUrl?: unknown;
	apiVersion?: unknown;
	/** Fields that n8n adds to every credential. */
	allowedHttpRequestDomains?: unknown;
	allowedDomains?: unknown;
}

/**
 * The account in the credential of the item, picker or trigger.
 *
 * @throws InputError if the credential's Base URL is not valid, or if its list of allowed domains is empty
 */
export async function accountOf(context: RequestContext): Promise<Account> {
	const credential = await context.getCredentials<Credential & ICredentialDataDecryptedObject>(
		CREDENTIAL,
	);
	const baseUrl = parseBaseUrl(credential.baseUrl);
	const token = textOf(credential.accessToken);
	return {
		baseUrl,
		apiVersion: toApiVersion(credential.apiVersion),
		key: createHash('sha256').update(`${baseUrl}\n${token}`).digest('hex').slice(0, 16),
		allowedDomains: allowedDomainsOf(credential),
		token,
	};
}

/**
 * n8n's own function for this takes different arguments in 2.41 and 1.123, and allows every host if it is called with
 * the wrong ones.
 */
function allowedDomainsOf(credential: Credential): string | undefined {
	if (credential.allowedHttpRequestDomains !== 'domains') return undefined;
	const domains = textOf(credential.allowedDomains);
	if (domains !== '') return domains;
	throw new InputError(
		'Allowed Domains',
		'is empty in the credential',
		"Enter the host of its Base URL, or set 'Allowed HTTP Request Domains' to 'All'.",
	);
}

/**
 * The account of all items of a node, if it is certainly the same for each of them.
 *
 * @param first the context of the first item
 * @returns undefined if each item must look up its own account, or if the credential can't be used. In that case each
 * item reports the error itself
 */
export async function commonAccount(
	context: IExecuteFunctions,
	first: ItemContext,
): Promise<Account | undefined> {
	try {
		const isCommon = context.getInputData().length === 1 || (await sameForAllItems(context));
		return isCommon ? await accountOf(first) : undefined;
	} catch {
		return undefined;
	}
}

/** An expression that n8n resolves from its secret store. It is the same for all items. */
const SECRET = /^=\s*\{\{\s*\$secrets\.[\w.-]+\s*\}\}\s*$/;

/**
 * Whether every item certainly has the same credential values. If so, one lookup is enough for all of them. n8n has no
 * function for this, so we read the stored values. If n8n doesn't provide them, every item looks up its own.
 */
async function sameForAllItems(context: IExecuteFunctions): Promise<boolean> {
	const stored = await storedCredentialOf(context, CREDENTIAL);
	if (!stored) return false;
	return Object.values(stored).every(
		(value) => typeof value !== 'string' || !value.startsWith('=') || SECRET.test(value),
	);
}
