import type { HubSpotObject } from '../types';

/** The record with some of its properties. */
export const keepProperties = (
	record: HubSpotObject,
	isKept: (name: string) => boolean,
): HubSpotObject => ({
	...record,
	properties: Object.fromEntries(
		Object.entries(record.properties ?? {}).filter(([name]) => isKept(name)),
	),
});
