import { meetingProperty } from '../../hubspot/meetingProperties';
import { matchOption } from '../../hubspot/values/enumerations';
import { HubSpotApiError } from '../../transport/apiError';

type Properties = Record<string, string>;

/**
 * Writes properties; where HubSpot refuses an option and names the account's, the values are matched with them, by label
 * or value in any case, and written once more.
 *
 * @throws InputError that lists the options when none of them is meant
 */
export async function withOptionsMatched<T>(
	properties: Properties,
	write: (properties: Properties) => Promise<T>,
): Promise<T> {
	return await write(properties).catch(async (error: unknown) => {
		const matched = error instanceof HubSpotApiError ? match(properties, error) : undefined;
		if (!matched) throw error;
		return await write(matched);
	});
}

/** The properties with every refused option matched; undefined when HubSpot objects to anything else, too. */
function match(properties: Properties, { failure }: HubSpotApiError): Properties | undefined {
	const { propertyErrors = [] } = failure;
	if (propertyErrors.length === 0) return undefined;
	const matched = { ...properties };
	for (const { name, code, allowed = [] } of propertyErrors) {
		if (code !== 'INVALID_OPTION' || allowed.length === 0) return undefined;
		const field = meetingProperty(name)?.displayName ?? name;
		matched[name] = matchOption(properties[name] ?? '', allowed, field);
	}
	const changed = Object.keys(matched).some((name) => matched[name] !== properties[name]);
	return changed ? matched : undefined;
}
