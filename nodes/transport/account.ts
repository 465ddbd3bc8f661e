import { createHash } from 'crypto';
import type { ICredentialDataDecryptedObject, IExecuteFunctions } from 'n8n-workflow';

import { InputError, textOf } from '../common/input';
import { parseBaseUrl } from '../hubspot/baseUrl';
import { toApiVersion, type ApiVersion } from '../hubspot/versions';
import { CREDENTIAL, itemContext, type RequestContext } from './context';
import { storedCredentialOf } from './n8nInternals';

/** Who a request is made for: the host, the version of the API, and the token's holder. */
export interface Account {
	/** Without a slash at the end, e.g. `https://api.hubapi.com`. */
	baseUrl: string;
	apiVersion: ApiVersion;
	/** A hash of host and token: tells accounts apart and gives nothing away. */
	key: string;
	/** The hosts that the credential may be used with, as n8n's request helper takes them, where the user restricts them. */
	allowedDomains?: string;
	/** To remove the token from texts, and for the hint about another region; never for anything that leaves. */
	token: string;
}

interface Credential {
	accessToken?: unknown;
	baseUrl?: unknown;
	apiVersion?: unknown;
	/** Fields that n8n gives every credential. */
	allowedHttpRequestDomains?: unknown;
	allowedDomains?: unknown;
}

/**
 * The account of the item, picker or trigger that asks.
 *
 * @throws InputError when the credential's Base URL can't be understood, or its list of allowed domains is empty
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
 * n8n's own function for this has other arguments in each of its lines (2.41 and 1.123), and lets everything through when
 * it is called with the wrong ones.
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
 * The account of all items of a node, where it is certain to be the same for each of them.
 *
 * @returns undefined where each item has to be asked for its own, and where its credential can't be used: each item says why
 */
export async function commonAccount(context: IExecuteFunctions): Promise<Account | undefined> {
	try {
		const isCommon = context.getInputData().length === 1 || (await sameForAllItems(context));
		return isCommon ? await accountOf(itemContext(context, 0)) : undefined;
	} catch {
		return undefined;
	}
}

/** A value that n8n resolves from its secret store: an expression that no item has a part in. */
const SECRET = /^=\s*\{\{\s*\$secrets\.[\w.-]+\s*\}\}\s*$/;

/**
 * Whether every item certainly has the same credential values: then one look-up serves all of them. n8n has no function
 * for it, so the stored values are read. Where n8n doesn't show them, every item looks up its own.
 */
async function sameForAllItems(context: IExecuteFunctions): Promise<boolean> {
	const stored = await storedCredentialOf(context, CREDENTIAL);
	if (!stored) return false;
	return Object.values(stored).every(
		(value) => typeof value !== 'string' || !value.startsWith('=') || SECRET.test(value),
	);
}
