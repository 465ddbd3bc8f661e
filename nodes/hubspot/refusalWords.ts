import { findDefaultAssociation, oppositeAssociation } from './associationTypes';
import { type PropertyError } from './errorBody';
import { meetingProperty, propertyLabel } from './meetingProperties';
import { findObjectType } from './objectTypes';
import type { Refusal } from './refusals';

type Facts = Omit<Refusal, 'message' | 'description' | 'aboutInput'>;
interface Hints {
	/** What the request was about: `meeting 123`. */
	what?: string;
	/** The answer's text when it was not JSON. */
	text?: string;
}

/** Message (stands alone) and description (details) of a refusal. */
export function describe(facts: Facts, hints: Hints): Pick<Refusal, 'message' | 'description'> {
	const message = (WORDS[facts.kind] ?? WORDS.validation)(facts, hints);
	const details = [
		facts.hubspotMessage && !message.includes(facts.hubspotMessage)
			? `HubSpot says: ${sentence(facts.hubspotMessage)}`
			: '',
		allowedLines(facts.propertyErrors ?? []),
		facts.missingScopes?.length ? `Scopes: ${facts.missingScopes.join(', ')}` : '',
		facts.kind === 'unreadable' && hints.text ? `The answer began: ${short(hints.text, 120)}` : '',
		facts.networkCode ? `Code: ${plainCode(facts.networkCode)}` : '',
		facts.status > 0 ? `Status: ${facts.status}` : '',
		facts.category ? `Category: ${facts.category}` : '',
		facts.correlationId ? `Correlation ID: ${facts.correlationId}` : '',
	];
	return { message, description: details.filter((line) => line !== '').join('\n') };
}

const WORDS: Record<Refusal['kind'], (facts: Facts, hints: Hints) => string> = {
	auth: ({ category, otherBaseUrl }) => {
		if (otherBaseUrl) {
			return `HubSpot does not accept the access token at this address. The token belongs to another region: set Base URL in the credential to ${otherBaseUrl}, and check that the token is complete and still valid`;
		}
		return category === 'EXPIRED_AUTHENTICATION'
			? 'The access token has expired. Put a new one into the credential'
			: 'HubSpot does not accept the access token. Check in the credential that it is complete and was not rotated or revoked in HubSpot';
	},
	scope: ({ missingScopes = [] }) => {
		if (missingScopes.length === 0) {
			return 'The access token lacks a scope that HubSpot asks for here. Add it to the service key or private app in HubSpot, then try again';
		}
		const [first] = missingScopes;
		const named =
			missingScopes.length === 1
				? `the scope ${first}`
				: missingScopes.length <= 4
					? `the scopes that HubSpot asks for here (${missingScopes.join(', ')})`
					: `a scope that HubSpot asks for here, such as ${missingScopes.slice(0, 3).join(', ')}`;
		return `The access token lacks ${named}. Add it to the service key or private app in HubSpot, then try again`;
	},
	forbidden: ({ hubspotMessage }) =>
		`HubSpot does not allow this for the access token${hubspotMessage ? `: ${sentence(hubspotMessage)}` : '.'} Check the scopes of the token and what the account's subscription includes`,
	notFound: ({ hubspotMessage, ids }, { what, text }) => {
		if (hubspotMessage === undefined && text !== undefined) {
			return 'There is no HubSpot API at this address. Check Base URL and API Version in the credential';
		}
		if (/usually (?:numeric|positive)/i.test(hubspotMessage ?? '')) {
			return `${what ?? 'The ID'} is not the ID of a HubSpot record. Record IDs are numbers, such as 513881705057`;
		}
		const missing = ids?.length ? `record ${ids.join(', ')}` : (what ?? 'such record');
		return `HubSpot has no ${missing}. Check the ID; it may belong to another account or object type, or the record was deleted (Deleted Only shows what is in the recycling bin)`;
	},
	conflict: ({ hubspotMessage }) => {
		const id = /Existing ID:\s*(\d+)/i.exec(hubspotMessage ?? '')?.[1];
		if (id) return `HubSpot already has this record, with the ID ${id}. Update that one instead`;
		return `HubSpot has a record that this one conflicts with${hubspotMessage ? `: ${sentence(hubspotMessage)}` : '.'} Read the current record and try again, or update the existing one`;
	},
	locked: () => 'Another change to this record is under way in HubSpot. Try again in a few seconds',
	migration: ({ retryAfterMs }) =>
		`HubSpot is moving this account to another data centre and takes no requests. Try again ${inTime(retryAfterMs) ?? 'later; it can take up to 24 hours'}`,
	rateLimit: ({ limit, retryAfterMs }) =>
		`HubSpot's limit of requests ${limit === 'secondly' ? 'a second' : 'in ten seconds'} is used up, also by other apps or workers with this account. Try again ${inTime(retryAfterMs) ?? 'in a few seconds'}`,
	dailyLimit: () =>
		"HubSpot's daily limit of requests is used up. It starts anew at midnight in the time zone of the HubSpot account; try again then, or raise the account's API limit",
	tooLong: () =>
		'The request is too long for HubSpot. Ask for fewer properties, or split the values into several items',
	server: ({ status, retryAfterMs }) =>
		`HubSpot is not available at the moment (status ${status}). Try again ${inTime(retryAfterMs) ?? 'in a few minutes'}; status.hubspot.com shows known disruptions`,
	network: ({ networkCode = '', certain }) => {
		if (/CERT|SELF_SIGNED|TLS|SSL/.test(networkCode)) {
			return 'The certificate of the HubSpot address is not trusted. Check Base URL in the credential and the certificates of the n8n server';
		}
		if (/ENOTFOUND|EAI_AGAIN/.test(networkCode)) {
			return 'The HubSpot address was not found. Check Base URL in the credential and the connection of the n8n server';
		}
		if (certain) {
			return 'HubSpot cannot be reached from the n8n server. Check Base URL in the credential, the connection and any proxy';
		}
		return /TIMEDOUT|ABORTED|TIMEOUT/.test(networkCode)
			? 'HubSpot took too long to answer. Try again'
			: 'The connection to HubSpot broke off before an answer came. Try again';
	},
	unreadable: ({ status }, { text }) =>
		/^\s*</.test(text ?? '')
			? `What answered was a web page, not the HubSpot API (status ${status}). Check Base URL in the credential and any proxy in between`
			: `HubSpot's answer was cut off or is not JSON (status ${status}). Try again`,
	validation: validationWords,
};

function validationWords(facts: Facts, { what, text }: Hints): string {
	const { hubspotMessage = '', propertyErrors = [], context = {} } = facts;
	if (propertyErrors.length > 0) {
		const shown = propertyErrors.slice(0, 3).map(propertyWords);
		const rest = propertyErrors.length - shown.length;
		return `${shown.join('. ')}${rest > 0 ? `. And ${rest} more` : ''}`;
	}
	if (/required properties were not set/i.test(hubspotMessage)) {
		const names = context.properties ?? [];
		if (names.includes('hs_timestamp')) {
			return `HubSpot needs a time for the meeting. Set ${propertyLabel('hs_meeting_start_time')} or ${propertyLabel('hs_timestamp')}`;
		}
		return `HubSpot needs ${names.map(propertyLabel).join(', ') || 'more properties'} for this record. Set ${names.length === 1 ? 'it' : 'them'} and try again`;
	}
	if (/No properties found to update/i.test(hubspotMessage)) {
		return 'There is nothing to update. Set at least one property';
	}
	if (context.INVALID_OBJECT_IDS) {
		const records = context.INVALID_OBJECT_IDS.map((entry) => {
			const [, type, id] = /^(\w[\w-]*)=(\S+)/.exec(entry) ?? [];
			return type ? `${findObjectType(type)?.singular ?? type.toLowerCase()} ${id}` : entry;
		});
		return `HubSpot has no ${records.join(', ')} to associate with. Check the ID; the record may be deleted or of another object type`;
	}
	const definition =
		/For definition \d+-(\d+)/i.exec(hubspotMessage)?.[1] ??
		/=(\d+)/.exec(context.INVALID_ASSOCIATION_TYPE_ID?.[0] ?? '')?.[1];
	if (definition !== undefined) return associationWords(definition);
	const unknownType = /Unable to infer object type from:?\s*(\S+)/i.exec(hubspotMessage)?.[1];
	if (unknownType !== undefined) {
		return `HubSpot has no object type ${unknownType}. Use contacts, companies, deals, tickets, another object's name, or the type id of a custom object such as 2-123`;
	}
	if (/duplicate ids/i.test(hubspotMessage)) {
		return `The same ID stands more than once in one request (${(context.ids ?? []).join(', ')}). Send each record once`;
	}
	if (/uniqu/i.test(hubspotMessage)) {
		return `${sentence(hubspotMessage)} Find By takes only properties whose values HubSpot holds unique; choose one in HubSpot's property settings`;
	}
	if (hubspotMessage) {
		return `HubSpot refused ${what ? `${what}: ` : 'the request: '}${short(hubspotMessage, 300)}`;
	}
	return text !== undefined && /^\s*</.test(text)
		? 'What answered was a web page, not the HubSpot API. Check Base URL in the credential and any proxy in between'
		: `HubSpot refused the request without a reason (status ${facts.status}). Check the values and try again`;
}

/** A type id that doesn't fit: the one for the other direction, or none at all. */
function associationWords(id: string): string {
	const known = findDefaultAssociation(id);
	const opposite = oppositeAssociation(id);
	if (known && opposite) {
		return `Association type ${id} goes from ${known.from} to ${known.to}. Use ${opposite.typeId} from ${opposite.from} to ${opposite.to}`;
	}
	return `Association type ${id} does not exist between these object types. Get Many Types lists the types and labels there are; check the category as well`;
}

function propertyWords({ name, code, message, allowed }: PropertyError): string {
	const label = propertyLabel(name);
	switch (code) {
		case 'PROPERTY_DOESNT_EXIST':
			return `HubSpot has no property ${name} here. Use the internal name from HubSpot's property settings, or leave it out`;
		case 'INVALID_OPTION':
			return `${label}: ${given(message)}is not one of its options${optionList(allowed)}`;
		case 'READ_ONLY_VALUE':
		case 'READ_ONLY_PROPERTY':
			return `${label} is read-only: HubSpot sets it itself. Leave it out`;
		case 'INVALID_LONG':
		case 'INVALID_DATE':
			return `${label}: ${given(message)}is not ${meetingProperty(name)?.kind === 'datetime' || code === 'INVALID_DATE' ? 'a date and time. Use a form such as 2026-03-23T10:00:00Z' : 'a whole number'}`;
		case 'INVALID_INTEGER':
		case 'INVALID_NUMERIC':
			return `${label}: ${given(message)}is not a number`;
		case 'INVALID_EMAIL':
			return `${label}: ${given(message)}is not an e-mail address`;
		case 'INVALID_OWNER_ID':
			return `${label}: ${given(message)}is not the ID of an owner. Use the owner's ID (not the user ID) or e-mail address`;
		default:
			return `${label}: ${sentence(message) || 'HubSpot does not take this value.'}`.replace(
				/\.$/,
				'',
			);
	}
}

/** The value that HubSpot's message begins with, quoted. */
function given(message: string): string {
	const value = /^"?(.*?)"? was not /s.exec(message)?.[1];
	return value === undefined ? 'the value ' : `'${short(value, 60)}' `;
}

function optionList(allowed: PropertyError['allowed']): string {
	if (!allowed || allowed.length === 0) return '. Choose one that HubSpot lists for this property';
	const shown = allowed
		.slice(0, 12)
		.map(({ label, value }) => (label === value ? value : `${value} (${label})`));
	return `. Use one of: ${shown.join(', ')}${allowed.length > shown.length ? ' …' : ''}`;
}

/** Every option, for the description, when the message could not hold them. */
function allowedLines(errors: PropertyError[]): string {
	return errors
		.filter(({ allowed }) => (allowed?.length ?? 0) > 12)
		.map(({ name, allowed = [] }) => `${name}: ${allowed.map(({ value }) => value).join(', ')}`)
		.join('\n');
}

/** A time from now as people say it. */
function inTime(ms: number | undefined): string | undefined {
	if (ms === undefined) return undefined;
	const seconds = Math.max(1, Math.ceil(ms / 1000));
	if (seconds < 120) return `in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
	return seconds < 7200
		? `in ${Math.ceil(seconds / 60)} minutes`
		: `in ${Math.ceil(seconds / 3600)} hours`;
}

/** n8n replaces the text of an error that holds a connection's code as it stands, so it is spelled apart. */
const plainCode = (code: string) => code.toLowerCase().replace(/_/g, ' ');

const short = (text: string, length: number) => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

const sentence = (text: string) => {
	const line = short(text, 400);
	return line === '' || /[.!?…]$/.test(line) ? line : `${line}.`;
};
