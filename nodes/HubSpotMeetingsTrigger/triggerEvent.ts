import type { HubSpotObject, JsonObject } from '../hubspot/types';

/** Something that happened to a meeting. Each event becomes an item of the output. */
export interface TriggerEvent {
	/** The type of the event, as in the output. Users' workflows depend on these values. */
	type: string;
	/** When it happened, in epoch ms. */
	at: number;
	record: HubSpotObject;
	/** Further fields of `event` in the output. */
	details?: JsonObject;
}
