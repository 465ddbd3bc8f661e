/** HubSpot's limits. Sources: [DOC] its documentation, [SPEC] its OpenAPI documents, [REC] recorded responses. */
export const LIMITS = {
	/** Inputs per batch request. */
	batch: {
		/** Object batches: create, read, update, upsert, archive [DOC]. */
		objects: 100,
		/** A batch read with property history [REC]. */
		objectsWithHistory: 50,
		/** Batches that change associations [DOC]. */
		associations: 2_000,
		/** Batches that read associations [DOC]. */
		associationReads: 1_000,
	},
	/** Results per page. */
	page: {
		/** [DOC] */
		list: 100,
		/** [REC] */
		listWithHistory: 50,
		/** [DOC] */
		search: 200,
		/** [DOC] */
		associations: 500,
		/** [SPEC] */
		owners: 500,
		/** Search for files [SPEC]. */
		files: 100,
	},
	/** Limits of one search [DOC]. */
	search: {
		/** HubSpot refuses a cursor at or past this offset. */
		results: 10_000,
		/** Characters in the request body. */
		characters: 3_000,
		filterGroups: 5,
		filtersPerGroup: 6,
		filters: 18,
		/** Searches per second for the whole account. They don't count towards an app's rate limit window. */
		perSecond: 5,
	},
	rate: {
		/** Length of an app's rolling rate limit window, in milliseconds [DOC, REC]. */
		windowMs: 10_000,
		/** Requests per window: Free and Starter, Professional and Enterprise, with the API limit increase [DOC]. */
		tiers: [100, 190, 250],
		/** Plausible header values, with a wide margin around the documented ones. For any other value, the figures above apply. */
		plausible: { max: [10, 10_000], windowMs: [1_000, 60_000] },
	},
	/** Accepted range of Retry-After, in milliseconds. The longest documented wait is for an account that is being migrated [DOC]. */
	retryAfter: { shortestMs: 1_000, longestMs: 24 * 3_600_000 },
	/** Characters in a text property. Documented for the bodies of notes, seen for properties of other types. */
	textCharacters: 65_536,
	/** Records or owners in one field: more than anyone needs, and few enough to process at once. */
	entries: 10_000,
	/** Characters in a URL, well below the length that causes a 414 (HubSpot publishes no figure; Airbyte uses 15,000). */
	addressCharacters: 8_000,
} as const;
