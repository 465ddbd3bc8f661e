/** HubSpot's limits. [DOC] its documentation, [SPEC] its OpenAPI documents, [REC] seen in recorded answers. */

/** Inputs of one batch. */
export const BATCH_SIZE = {
	/** Object batches: create, read, update, upsert, archive [DOC]. */
	objects: 100,
	/** A batch read with property history [REC]. */
	objectsWithHistory: 50,
	/** Association batches that write [DOC]. */
	associations: 2_000,
	/** Association batches that read [DOC]. */
	associationReads: 1_000,
} as const;

/** Results on one page. */
export const PAGE_SIZE = {
	list: 100 /* [DOC] */,
	listWithHistory: 50 /* [REC] */,
	search: 200 /* [DOC] */,
	associations: 500 /* [DOC] */,
	owners: 500 /* [SPEC] */,
} as const;

/** What one search may hold and reach [DOC]. */
export const SEARCH_LIMITS = {
	/** A cursor at or past it is refused. */
	results: 10_000,
	/** Characters of the body. */
	characters: 3_000,
	filterGroups: 5,
	filtersPerGroup: 6,
	filters: 18,
	sorts: 1,
} as const;

/** Searches a second for the whole account, not counted in the window of an app [DOC]. */
export const SEARCH_PER_SECOND = 5;

/** Length of an app's rolling window [DOC, REC]. */
export const BURST_WINDOW_MS = 10_000;

/** Requests in a window: Free and Starter, Professional and Enterprise, with the limit increase [DOC]. */
export const BURST_TIERS = [100, 190, 250] as const;

/** Association requests in a window, by the same tiers [DOC]. */
export const ASSOCIATION_BURST_TIERS = [100, 150, 200] as const;

/** Requests a day: Free and Starter, Professional, Enterprise [DOC]. */
export const DAILY_TIERS = [250_000, 625_000, 1_000_000] as const;

/** Days that a deleted record stays in the recycling bin [DOC]. */
export const RECYCLING_BIN_DAYS = 90;

/** Characters of an address kept below 414 with room to spare (no figure published; Airbyte uses 15,000). */
export const ADDRESS_CHARACTERS = 8_000;
