import type { HubSpotObject, JsonObject } from '../hubspot/types';

/** Something that happened to a meeting: an item of the output. */
export interface TriggerEvent {
	/** What it was: the value of an event, which users' workflows keep. */
	type: string;
	/** When, in epoch ms. */
	at: number;
	record: HubSpotObject;
	/** What else the output tells of it. */
	details?: JsonObject;
}
