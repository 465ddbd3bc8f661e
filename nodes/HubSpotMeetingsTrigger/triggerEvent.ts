import type { HubSpotObject, JsonObject } from '../hubspot/types';

/** The events that can be chosen: values that users' workflows keep. */
export type EventName =
	| 'created'
	| 'createdOrUpdated'
	| 'deleted'
	| 'ended'
	| 'outcomeChanged'
	| 'startingSoon'
	| 'updated';

/** Something that happened to a meeting: an item of the output. */
export interface TriggerEvent {
	/** What it was; `createdOrUpdated` fires as one of the two. */
	type: EventName;
	/** When, in epoch ms. */
	at: number;
	record: HubSpotObject;
	/** What else the output tells of it. */
	details?: JsonObject;
}
