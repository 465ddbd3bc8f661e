/** Description and Internal Notes are HTML in HubSpot, but users also enter plain text. */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Converts plain text to HTML that looks the same. Special characters are escaped, line breaks become `<br>`, and blocks
 * between blank lines become paragraphs. A single line without special characters doesn't change.
 */
export function plainToHtml(text: string): string {
	const blocks = text
		.replace(/\r\n?/g, '\n')
		.replace(/^\n+/, '')
		.trimEnd()
		.split(/\n(?:[ \t]*\n)+/)
		.map((block) =>
			block
				.replace(/[&<>"]/g, (character) => ESCAPES[character])
				.replace(/\t/g, '    ')
				.replace(/ {2,}/g, (blanks) => `${'&nbsp;'.repeat(blanks.length - 1)} `)
				.replace(/\n/g, '<br>'),
		);
	return blocks.length > 1 ? blocks.map((block) => `<p>${block}</p>`).join('') : blocks[0];
}

const ENDS_BLOCK = /<\/(?:p|div|ul|ol|table|h[1-6]|blockquote)>\s*$|<(?:br|hr)\s*\/?>\s*$/i;
const STARTS_BLOCK = /^\s*<(?:p|div|ul|ol|table|h[1-6]|blockquote|br|hr)\b/i;

/** Joins two pieces of HTML, one below the other. If one is empty, the result is the other one. */
function below(upper: string, lower: string): string {
	if (upper.trim() === '') return lower;
	if (lower.trim() === '') return upper;
	return ENDS_BLOCK.test(upper) || STARTS_BLOCK.test(lower)
		? upper + lower
		: `${upper}<br>${lower}`;
}

/** Adds HTML below existing HTML, such as a transcript below existing notes. */
export function appendHtml(existing: string | null | undefined, added: string): string {
	return below(existing ?? '', added);
}

/** Adds HTML above existing HTML. */
export function prependHtml(existing: string | null | undefined, added: string): string {
	return below(added, existing ?? '');
}
