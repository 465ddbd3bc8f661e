import { capitalized } from '../../common/text';

/** The message for a response that is a web page, so it isn't from the API. Undefined for any other response. */
export const webPage = (text: string | undefined, status: number) =>
	/^\s*</.test(text ?? '')
		? `The answer was a web page, not the HubSpot API (status ${status}). Check Base URL in the credential and any proxy in between`
		: undefined;

export const noObjectType = (name: string) =>
	`HubSpot has no object type ${name}. Use contacts, companies, deals, tickets, another object's name, or the type id of a custom object such as 2-123`;

/** @param what such as `file 123` */
export const noFile = (what: string) =>
	`HubSpot has no ${what} that this token can see. It was deleted, belongs to another account, or is hidden: files that people attach in HubSpot's own pages need the scope files.ui_hidden.read`;

/** @param what such as `file 123` */
export const hiddenFile = (what: string) =>
	`${capitalized(what)} is hidden, since somebody attached it in HubSpot's own pages. `;

export const notThere = (what: string) =>
	`HubSpot has no ${what}. Check the ID; it may belong to another account or object type, or the record was deleted (Deleted Only shows what is in the recycling bin)`;
