import { capitalized } from '../../common/text';

/** New and changed records appear in search results with a delay (HubSpot's guide to the search). */
export const SEARCH_DELAY =
	"HubSpot's search finds new and changed meetings only after a few seconds.";

/** The message for a response that is a web page, so it isn't from the API. Undefined for any other response. */
export const webPage = (text: string | undefined, status: number) =>
	/^\s*</.test(text ?? '')
		? `The response was a web page, not HubSpot API data (status ${status}). Check Base URL in the credential and any proxy in between`
		: undefined;

export const noObjectType = (name: string) =>
	`HubSpot has no object type ${name}. Use contacts, companies, deals, tickets, another object's name, or the type ID of a custom object such as 2-123`;

/** @param what such as `file 123` */
export const noFile = (what: string) =>
	`HubSpot has no ${what} that this token can see. It was deleted, belongs to another account, or is hidden: files attached in HubSpot itself need the scope files.ui_hidden.read`;

/** @param what such as `file 123` */
export const hiddenFile = (what: string) =>
	`${capitalized(what)} is hidden, because it was attached in HubSpot itself. `;

export const notThere = (what: string) =>
	`HubSpot has no ${what}. Check the ID; it may belong to another account or object type, or the record was deleted (Deleted Only shows the recycling bin)`;
