/** HubSpot's errors. Their bodies come from its documentation or from recorded traffic. */

export interface ErrorDetail {
	message: string;
	code?: string;
	in?: string;
	context?: Record<string, string[]>;
}

export interface ErrorBody {
	message: string;
	context?: Record<string, string[]>;
	errors?: ErrorDetail[];
	links?: Record<string, string>;
	category?: string;
	subCategory?: string;
	errorType?: string;
	policyName?: string;
}

/** An error response of HubSpot. The server adds `status: "error"` and the correlation ID. */
export class HubSpotError extends Error {
	constructor(
		readonly status: number,
		readonly body: ErrorBody,
	) {
		super(body.message);
	}
}

/** A property value that HubSpot rejects. */
export interface PropertyFault {
	name: string;
	code: string;
	message: string;
}

const validation = (message: string, rest: Omit<ErrorBody, 'message' | 'category'> = {}) =>
	new HubSpotError(400, { message, ...rest, category: 'VALIDATION_ERROR' });

/** 400 for a request that is invalid as a whole. */
export const invalid = validation;

/** 400 that lists every invalid property of one input. The shape is taken verbatim from the error guide. */
export function invalidProperties(faults: PropertyFault[], portalId: number): HubSpotError {
	const listed = faults.map(({ name, code, message }) => ({
		isValid: false,
		message,
		error: code,
		name,
		localizedErrorMessage: message,
		portalId,
	}));
	return validation(`Property values were not valid: ${JSON.stringify(listed)}`, {
		errors: faults.map(({ name, code, message }) => ({
			message,
			code,
			context: { propertyName: [name] },
		})),
	});
}

export const missingRequired = (enumName: string, properties: string[]) =>
	validation(`Error creating ${enumName}. Some required properties were not set.`, {
		context: { properties },
	});

/**
 * A missing property that one of the account's rules requires. `because` is the property whose value made the
 * rule apply.
 */
export interface RuleFault {
	property: string;
	because?: string;
}

/**
 * 400 for properties that the account's own rules require. Texts and codes are HubSpot's, from examples in its
 * changelog.
 */
export const requiredByRules = (faults: readonly RuleFault[]) =>
	validation('The property values provided are invalid', {
		errors: faults.map(({ property, because }) => ({
			message:
				because === undefined
					? `A value for ${property} must be provided`
					: `${property} is required because of a conditional property rule based on [${because}]`,
			code:
				because === undefined
					? 'MISSING_REQUIRED_PROPERTY'
					: 'MISSING_CONDITIONAL_REQUIRED_PROPERTY',
			context: { propertyName: [property] },
		})),
	});

export const nothingToUpdate = () =>
	validation('No properties found to update, please provide at least one.', {
		context: { properties: ['{}'] },
	});

/** 400 for a body that is not JSON or does not have the expected shape. */
export const badJson = (detail: string, column = 1, line = 1) =>
	validation(`Invalid input JSON on line ${line}, column ${column}: ${detail}`);

export const missingFields = (fields: string[]) =>
	validation(
		`Invalid input JSON on line 1, column 2. Some required fields were not set: [${fields.join(', ')}]`,
	);

/** 404 for a numeric ID that does not exist. HubSpot sends no category with it. */
export const notFound = () => new HubSpotError(404, { message: 'resource not found' });

export const badObjectId = (id: string) =>
	/^-?\d+$/.test(id)
		? new HubSpotError(404, {
				message: 'Object not found. objectId is usually positive.',
				context: { id: [id] },
				category: 'OBJECT_NOT_FOUND',
			})
		: new HubSpotError(404, {
				message: 'Object not found.  objectId are usually numeric.',
				context: { id: [id] },
				category: 'OBJECT_NOT_FOUND',
			});

export const unknownType = (name: string) =>
	validation(`Unable to infer object type from: ${name}`);

export const unauthorized = () =>
	new HubSpotError(401, {
		message:
			'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
		category: 'INVALID_AUTHENTICATION',
	});

const SCOPES_LINK = 'https://developers.hubspot.com/scopes';

export const missingScopes = (anyOf: string[]) =>
	new HubSpotError(403, {
		message: `This app hasn't been granted all required scopes to make this call. Read more about required scopes here: ${SCOPES_LINK}.`,
		errors: [
			{
				message: 'One or more of the following scopes are required.',
				context: { requiredGranularScopes: anyOf },
			},
		],
		links: { scopes: SCOPES_LINK },
		category: 'MISSING_SCOPES',
	});

export const dailyLimit = () =>
	new HubSpotError(429, {
		message: 'You have reached your daily limit.',
		errorType: 'RATE_LIMIT',
		policyName: 'DAILY',
	});

export const burstLimit = () =>
	new HubSpotError(429, {
		message: 'You have reached your ten_secondly_rolling limit.',
		errorType: 'RATE_LIMIT',
		policyName: 'TEN_SECONDLY_ROLLING',
	});

/** The response for the search limit has no policy (three recordings). */
export const searchLimit = () =>
	new HubSpotError(429, {
		message: 'You have reached your secondly limit.',
		category: 'RATE_LIMITS',
	});

/** One entry of `errors` in a batch response. */
export interface StandardError {
	status: 'error';
	category: string;
	subCategory?: string;
	message: string;
	errors?: ErrorDetail[];
	context: Record<string, string[]>;
}

/**
 * Converts an error to an entry of `errors` in a batch response. Keeps only details whose code is not in the
 * message.
 */
export function asStandardError(
	{ body }: HubSpotError,
	context: Record<string, string[]>,
): StandardError {
	const details = body.errors?.filter(({ code }) => code && !body.message.includes(code)) ?? [];
	return {
		status: 'error',
		category: body.category ?? 'OBJECT_NOT_FOUND',
		message: body.message,
		...(details.length > 0 && { errors: details }),
		context: { ...body.context, ...context },
	};
}
