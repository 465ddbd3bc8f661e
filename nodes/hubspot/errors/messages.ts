import { list, sentence, short } from '../../common/text';
import { findObjectType } from '../objectTypes';
import type { ApiFailure, Facts, Hints } from './failure';
import { hiddenFile, noFile, noObjectType, notThere, webPage } from './phrases';
import { allowedLines } from './propertyMessages';
import { validationMessage } from './validationMessages';

/** The message of an error, which makes sense without the description, and the description with details. */
export function describe(facts: Facts, hints: Hints): Pick<ApiFailure, 'message' | 'description'> {
	const message = (WORDS[facts.kind] ?? WORDS.validation)(facts, hints);
	const details = [
		hubspotsWords(facts, message),
		allowedLines(facts.propertyErrors ?? []),
		facts.missingScopes?.length ? `Scopes: ${facts.missingScopes.join(', ')}` : '',
		facts.kind === 'unreadable' && hints.text
			? `The response began: ${short(hints.text, 120)}`
			: '',
		facts.networkCode ? `Code: ${facts.networkCode}` : '',
		facts.status > 0 ? `Status: ${facts.status}` : '',
		facts.category ? `Category: ${facts.category}` : '',
		facts.correlationId ? `Correlation ID: ${facts.correlationId}` : '',
	];
	return { message, description: details.filter((line) => line !== '').join('\n') };
}

/** HubSpot's own words, unless the message contains them. For property errors, without the JSON in HubSpot's message. */
function hubspotsWords({ hubspotMessage, propertyErrors = [] }: Facts, message: string): string {
	const said =
		propertyErrors.length > 0
			? propertyErrors.map((property) => `${property.name}: ${property.message}`).join('; ')
			: (hubspotMessage ?? '');
	return said === '' || message.includes(said) ? '' : `HubSpot says: ${sentence(said)}`;
}

const WORDS: Record<ApiFailure['kind'], (facts: Facts, hints: Hints) => string> = {
	auth: ({ category, otherBaseUrl }) => {
		if (otherBaseUrl) {
			return `HubSpot does not accept the access token at this URL. The token seems to be from another region: set Base URL in the credential to ${otherBaseUrl}, or check that the token is complete and was not rotated or revoked`;
		}
		return category === 'EXPIRED_AUTHENTICATION'
			? 'The access token has expired. Enter a new one in the credential'
			: 'HubSpot does not accept the access token. Check in the credential that it is complete and was not rotated or revoked in HubSpot';
	},
	scope: ({ missingScopes = [] }, { what = '' }) => {
		if (missingScopes.length === 0) {
			return 'The access token lacks a scope that HubSpot requires here. Add it to the service key or private app in HubSpot, then try again';
		}
		const [first] = missingScopes;
		const named =
			missingScopes.length === 1
				? `the scope ${first}. Add it`
				: missingScopes.length <= 4
					? `a scope that HubSpot requires here: ${missingScopes.join(' or ')}. Add one of them`
					: `a scope that HubSpot requires here, such as ${missingScopes.slice(0, 3).join(', ')}. Add one of them`;
		const isHidden = missingScopes.every((name) => name.startsWith('files.ui_hidden.'));
		const why = isHidden && what.startsWith('file ') ? hiddenFile(what) : '';
		return `${why}The access token lacks ${named} to the service key or private app in HubSpot, then try again`;
	},
	forbidden: ({ hubspotMessage }) =>
		`HubSpot does not allow this with this access token${hubspotMessage ? `: ${sentence(hubspotMessage)}` : '.'} Check the scopes of the token and what the account's subscription includes`,
	notFound: ({ hubspotMessage, ids }, { what, text }) => {
		if (hubspotMessage === undefined && text !== undefined) {
			return 'There is no HubSpot API at this URL. Check Base URL and API Version in the credential';
		}
		if (/usually (?:numeric|positive)/i.test(hubspotMessage ?? '')) {
			return `${what ?? 'The ID'} is not the ID of a HubSpot record. Record IDs are numbers, such as 513881705057`;
		}
		const unknownType = /^object type (.+)/.exec(what ?? '')?.[1];
		if (unknownType !== undefined) return noObjectType(unknownType);
		if (what?.startsWith('file ')) return noFile(what);
		const type = findObjectType(/get some (\w+) objects/i.exec(hubspotMessage ?? '')?.[1] ?? '');
		const missing = ids?.length
			? `${type?.singular ?? 'record'} ${list(ids)}`
			: (what ?? 'such record');
		return notThere(missing);
	},
	conflict: ({ hubspotMessage }) => {
		const id = /Existing ID:\s*(\d+)/i.exec(hubspotMessage ?? '')?.[1];
		if (id) return `HubSpot already has this record, with the ID ${id}. Update it instead`;
		return `This record conflicts with one in HubSpot${hubspotMessage ? `: ${sentence(hubspotMessage)}` : '.'} Read the current record and try again, or update the existing one`;
	},
	locked: () =>
		'Another change to this record is in progress in HubSpot. Try again in a few seconds',
	migration: ({ retryAfterMs }) =>
		`HubSpot is moving this account to another data center and accepts no requests. Try again ${inTime(retryAfterMs) ?? 'later; it can take up to 24 hours'}`,
	rateLimit: ({ limit, retryAfterMs }) =>
		`HubSpot's request limit ${limit === 'secondly' ? 'per second' : 'per 10 seconds'} is reached. Other apps and workers of this account share it. Try again ${inTime(retryAfterMs) ?? 'in a few seconds'}`,
	redirect: ({ status, redirectTo = 'an unreadable URL' }) =>
		`The Base URL in the credential redirects to ${redirectTo} (status ${status}). The request was not sent there, because it contains the access token. Check Base URL in the credential and any proxy in between`,
	dailyLimit: () =>
		"HubSpot's daily request limit is reached. It resets at midnight in the time zone of the HubSpot account. Try again then, or raise the account's API limit",
	tooLong: () =>
		'The request is too long for HubSpot. Request fewer properties, or split the values into several items',
	server: ({ status, retryAfterMs }) =>
		`HubSpot is not available right now (status ${status}). Try again ${inTime(retryAfterMs) ?? 'in a few minutes'}; status.hubspot.com shows known disruptions`,
	network: ({ networkCode = '', certain }) => {
		if (/CERT|SELF_SIGNED|TLS|SSL/.test(networkCode)) {
			return 'The certificate of the HubSpot server is not trusted. Check Base URL in the credential and the certificates of the n8n server';
		}
		if (/ENOTFOUND|EAI_AGAIN/.test(networkCode)) {
			return 'The HubSpot server was not found. Check Base URL in the credential and the connection of the n8n server';
		}
		if (certain) {
			return 'HubSpot cannot be reached from the n8n server. Check Base URL in the credential, the connection and any proxy';
		}
		return /TIMEDOUT|ABORTED|TIMEOUT/.test(networkCode)
			? 'HubSpot took too long to respond. Try again'
			: 'The connection to HubSpot was lost before a response came. Try again';
	},
	unreadable: ({ status }, { text }) =>
		webPage(text, status) ??
		`HubSpot's response was cut off or is unreadable (status ${status}). Try again`,
	validation: validationMessage,
};

/** A wait in words, such as `in 5 minutes`. */
function inTime(ms: number | undefined): string | undefined {
	if (ms === undefined) return undefined;
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	if (seconds < 120) return `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
	return seconds < 7200
		? `in ${Math.ceil(seconds / 60)} minutes`
		: `in ${Math.ceil(seconds / 3600)} hours`;
}
