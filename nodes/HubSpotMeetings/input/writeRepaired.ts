import { meetingProperty } from '../../hubspot/meetingProperties';
import { findObjectType } from '../../hubspot/objectTypes';
import { matchOption } from '../../hubspot/values/enumerations';
import { HubSpotApiError } from '../../transport/apiError';
import type { WhenNotFound } from './findRecords';
import type { Link } from './links';

/** What to write: properties, associations with records, or both. */
interface Content {
	properties: Record<string, string>;
	links: Link[];
}

interface Attempt extends Content {
	/** IDs of the records that were left out. */
	notFound: string[];
	isMatched?: boolean;
}

interface RepairOptions {
	/** 'fail' throws HubSpot's error for unknown records. */
	notFound?: WhenNotFound;
	/** The ID of the meeting, if it exists already. If HubSpot doesn't have it, the request can't be repaired. */
	from?: string;
}

/** Returns what to write after an error, or undefined if this repair can't help. */
type Repair = (
	attempt: Attempt,
	error: HubSpotApiError,
	options: RepairOptions,
) => Attempt | undefined;

/**
 * Sends a write. If HubSpot's error says how to correct the request, corrects it and sends it again (see `REPAIRS`).
 *
 * @returns the result of the write, and the IDs of records that HubSpot doesn't have
 */
export async function writeRepaired<T>(
	{ properties = {}, links = [] }: Partial<Content>,
	write: (content: Content) => Promise<T>,
	options: RepairOptions = {},
): Promise<{ result: T; notFound: string[] }> {
	let attempt: Attempt = { properties, links, notFound: [] };
	for (;;) {
		const outcome = await write(attempt).then(
			(result) => ({ result }),
			(error: unknown) => ({ error }),
		);
		if ('result' in outcome) return { ...outcome, notFound: attempt.notFound };
		const { error } = outcome;
		const repaired = error instanceof HubSpotApiError && repair(attempt, error, options);
		if (!repaired) throw error;
		attempt = repaired;
	}
}

function repair(...failed: Parameters<Repair>): Attempt | undefined {
	for (const one of REPAIRS) {
		const repaired = one(...failed);
		if (repaired) return repaired;
	}
	return undefined;
}

/** None of them can loop forever: options are matched once, and each record is left out at most once. */
const REPAIRS: readonly Repair[] = [matchOptions, leaveOutUnknownRecords];

/**
 * Handles an unknown option. HubSpot's error lists the account's options. The values are matched with them by label or
 * value (case-insensitive).
 *
 * @throws InputError that lists the options when none of them matches
 */
function matchOptions(attempt: Attempt, { failure }: HubSpotApiError): Attempt | undefined {
	const { propertyErrors = [] } = failure;
	const areAllOptions = propertyErrors.every(
		({ code, allowed = [] }) => code === 'INVALID_OPTION' && allowed.length > 0,
	);
	if (attempt.isMatched || propertyErrors.length === 0 || !areAllOptions) return undefined;
	const properties = { ...attempt.properties };
	for (const { name, allowed = [] } of propertyErrors) {
		const field = meetingProperty(name)?.displayName ?? name;
		properties[name] = matchOption(properties[name] ?? '', allowed, field);
	}
	const isChanged = propertyErrors.some(
		({ name }) => properties[name] !== attempt.properties[name],
	);
	return isChanged ? { ...attempt, properties, isMatched: true } : undefined;
}

/** Handles records that HubSpot doesn't have (`CONTACT=424242 is not valid`): leaves them out and lists them. */
function leaveOutUnknownRecords(
	attempt: Attempt,
	{ failure }: HubSpotApiError,
	{ notFound: whenNotFound = 'skip', from }: RepairOptions,
): Attempt | undefined {
	if (whenNotFound === 'fail') return undefined;
	const entries = failure.context?.INVALID_OBJECT_IDS ?? [];
	const named = entries.map((entry) => /^([\w-]+)=(\d+)/.exec(entry) ?? []);
	if (named.some(([, , id]) => id === from)) return undefined;
	const isUnknown = (link: Link) =>
		named.some(([, typeName = '', id]) => {
			const type = findObjectType(typeName);
			return id === link.id && (!type || !link.type || type.name === link.type.name);
		});
	const unknown = attempt.links.filter(isUnknown);
	if (unknown.length === 0) return undefined;
	return {
		...attempt,
		links: attempt.links.filter((link) => !isUnknown(link)),
		notFound: [...attempt.notFound, ...unknown.map(({ id }) => id)],
	};
}
