/** Small tools for texts of one line. */

/** The first five of a list, and how many more there are. */
export const list = (entries: readonly string[]) =>
	entries.length > 6
		? `${entries.slice(0, 5).join(', ')} and ${entries.length - 5} more`
		: entries.join(', ');

/** One line, cut off at a length. */
export const short = (text: string, length: number) => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

/** One line that ends like a sentence. */
export const sentence = (text: string) => {
	const line = short(text, 400);
	return line === '' || /[.!?…]$/.test(line) ? line : `${line}.`;
};

/** What is said where something else than the API answered; undefined where the answer is no web page. */
export const webPage = (text: string | undefined, status: number) =>
	/^\s*</.test(text ?? '')
		? `What answered was a web page, not the HubSpot API (status ${status}). Check Base URL in the credential and any proxy in between`
		: undefined;

export const noObjectType = (name: string) =>
	`HubSpot has no object type ${name}. Use contacts, companies, deals, tickets, another object's name, or the type id of a custom object such as 2-123`;

export const notThere = (what: string) =>
	`HubSpot has no ${what}. Check the ID; it may belong to another account or object type, or the record was deleted (Deleted Only shows what is in the recycling bin)`;

export const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
