import { findObjectType } from '../../hubspot/objectTypes';
import { HubSpotApiError } from '../../transport/apiError';
import type { WhenNotFound } from './findRecords';
import type { Link } from './links';

/** What was written, and the ids of records that HubSpot does not have. */
export interface Written<T> {
	result: T;
	notFound: string[];
}

/**
 * Writes with associated records; where HubSpot refuses some of them because it does not have them, writes without those
 * and lists them.
 *
 * @param whenNotFound 'fail' lets HubSpot's refusal stand
 * @param from the record that they are associated with, where it is there already: without it nothing can be written
 */
export async function withKnownRecords<T>(
	links: Link[],
	whenNotFound: WhenNotFound = 'skip',
	write: (links: Link[]) => Promise<T>,
	from?: string,
): Promise<Written<T>> {
	const outcome = await write(links).then(
		(result) => ({ result }),
		(error: unknown) => ({
			error,
			unknown: whenNotFound === 'fail' ? [] : among(links, error, from),
		}),
	);
	if ('result' in outcome) return { result: outcome.result, notFound: [] };
	const { error, unknown } = outcome;
	if (unknown.length === 0) throw error;
	const known = links.filter((link) => !unknown.includes(link));
	const { result, notFound } = await withKnownRecords(known, whenNotFound, write, from);
	return { result, notFound: [...unknown.map(({ id }) => id), ...notFound] };
}

/** The links that a refusal calls unknown, as `CONTACT=424242 is not valid`. */
function among(links: Link[], error: unknown, from?: string): Link[] {
	if (!(error instanceof HubSpotApiError)) return [];
	const entries = error.failure.context?.INVALID_OBJECT_IDS ?? [];
	const named = entries.map((entry) => /^([\w-]+)=(\d+)/.exec(entry) ?? []);
	if (named.some(([, , id]) => id === from)) return [];
	return links.filter((link) =>
		named.some(([, typeName = '', id]) => {
			const type = findObjectType(typeName);
			return id === link.id && (!type || !link.type || type.name === link.type.name);
		}),
	);
}
