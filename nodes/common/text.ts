/** Helpers for single-line texts. */

/** Lists up to six entries. For a longer list, it shows the first five and the number of the others. */
export const list = (entries: readonly string[]) =>
	entries.length > 6
		? `${entries.slice(0, 5).join(', ')} and ${entries.length - 5} more`
		: entries.join(', ');

/** Puts a text on one line, and cuts it off at a length. */
export const short = (text: string, length: number) => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length > length ? `${line.slice(0, length - 1)}…` : line;
};

/** Puts a text on one line that ends like a sentence. */
export const sentence = (text: string) => {
	const line = short(text, 400);
	return line === '' || /[.!?…]$/.test(line) ? line : `${line}.`;
};

export const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
