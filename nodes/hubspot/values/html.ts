/** Description and Internal Notes are HTML in HubSpot; users give plain text, too. */

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * Plain text as HTML that looks the same: special characters escaped, a line break for each line, a paragraph for
 * each block. A single line without special characters stays as it is.
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

/** Two pieces of HTML one below the other; an empty one leaves the other as it is. */
function below(upper: string, lower: string): string {
	if (upper.trim() === '') return lower;
	if (lower.trim() === '') return upper;
	return ENDS_BLOCK.test(upper) || STARTS_BLOCK.test(lower)
		? upper + lower
		: `${upper}<br>${lower}`;
}

/** HTML with more HTML below it, such as a transcript under the notes that are there. */
export function appendHtml(existing: string | null | undefined, added: string): string {
	return below(existing ?? '', added);
}

/** HTML with more HTML above it. */
export function prependHtml(existing: string | null | undefined, added: string): string {
	return below(added, existing ?? '');
}
