/** Names that people typed or a program wrote, such as column names. Differences that nobody can see are ignored. */

/** A byte order mark that was read in the wrong encoding. */
const MISREAD_MARK = /^ï»¿/;

/** A name in lower case, without invisible characters, quotes, and extra whitespace. */
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

/** Longer names are not compared, because they are hardly typing mistakes. */
const LONGEST = 80;

/**
 * How many characters must be added, removed, changed or swapped to turn one name into the other. Undefined if there
 * are more than `limit`.
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
