/** HubSpot's limits. [DOC] its documentation, [SPEC] its OpenAPI documents, [REC] seen in recorded answers. */
export const LIMITS = {
	/** Inputs of one batch. */
	batch: {
		/** Object batches: create, read, update, upsert, archive [DOC]. */
		objects: 100,
		/** A batch read with property history [REC]. */
		objectsWithHistory: 50,
		/** Association batches that write [DOC]. */
		associations: 2_000,
		/** Association batches that read [DOC]. */
		associationReads: 1_000,
	},
	/** Results on one page. */
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
		/** Of a search for files [SPEC]. */
		files: 100,
	},
	/** What one search may hold and reach [DOC]. */
	search: {
		/** A cursor at or past it is refused. */
		results: 10_000,
		/** Characters of the body. */
		characters: 3_000,
		filterGroups: 5,
		filtersPerGroup: 6,
		filters: 18,
		/** Searches a second for the whole account, not counted in an app's window. */
		perSecond: 5,
	},
	rate: {
		/** Length of an app's rolling window, in milliseconds [DOC, REC]. */
		windowMs: 10_000,
		/** Requests in a window: Free and Starter, Professional and Enterprise, with the increase [DOC]. */
		tiers: [100, 190, 250],
		/** What a header can mean: well around what is documented. Where it says anything else, the figures above count. */
		plausible: { max: [10, 10_000], windowMs: [1_000, 60_000] },
	},
	/** What a Retry-After can mean, in milliseconds: the longest that is documented is that of an account that moves [DOC]. */
	retryAfter: { shortestMs: 1_000, longestMs: 24 * 3_600_000 },
	/** Characters of a text: documented for the bodies of notes, seen for properties of other types. */
	textCharacters: 65_536,
	/** Records or owners in one field: far more than anybody means, and few enough to be carried out at once. */
	entries: 10_000,
	/** Characters of an address well below a 414 (no figure published; Airbyte uses 15,000). */
	addressCharacters: 8_000,
} as const;
