/** Names that people typed or a program wrote, such as those of columns: what nobody sees of them doesn't count. */

/** What is left of a byte order mark that was read in another encoding. */
const MISREAD_MARK = /^ï»¿/;

/** A name without case, invisible characters, quotes, and blanks around or doubled. */
export function foldName(name: string): string {
	const visible = name
		.normalize('NFKC')
		.replace(MISREAD_MARK, '')
		.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim();
	const isQuoted = visible.length > 1 && visible.startsWith('"') && visible.endsWith('"');
	return (isQuoted ? visible.slice(1, -1).trim() : visible).toLowerCase();
}

/** Longer names are nobody's typing mistake. */
const LONGEST = 80;

/**
 * How many characters have to be typed, left out, changed or swapped to make one name of the other; undefined when more than
 * `most`.
 */
export function editDistance(a: string, b: string, limit: number): number | undefined {
	if (Math.abs(a.length - b.length) > limit || a.length > LONGEST) return undefined;
	let before: number[] = [];
	let above = Array.from({ length: b.length + 1 }, (_, n) => n);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const isSame = a[i - 1] === b[j - 1];
			row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (isSame ? 0 : 1));
			const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			if (isSwapped) row[j] = Math.min(row[j], before[j - 2] + 1);
		}
		if (Math.min(...row) > limit) return undefined;
		[before, above] = [above, row];
	}
	return above[b.length] <= limit ? above[b.length] : undefined;
}
