const words = (text: string): string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}*]+/u)
		.filter(Boolean);

/** The words of a text, and its parts between blanks as they are (an address is a token, too). */
function tokensOf(text: string): string[] {
	const plain = text.replace(/<[^>]+>/g, ' ');
	return [
		...words(plain.replaceAll('*', ' ')),
		...plain.toLowerCase().split(/\s+/).filter(Boolean),
	];
}

const pattern = (token: string): RegExp =>
	new RegExp(`^${token.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'u');

/** Tests for CONTAINS_TOKEN: every part of the value is a token of the text; `*` stands for anything. */
export function containsTokens(value: string): (text: string) => boolean {
	const parts = value.toLowerCase().split(/\s+/).filter(Boolean).map(pattern);
	return (text) => {
		const tokens = tokensOf(text);
		return parts.every((part) => tokens.some((token) => part.test(token)));
	};
}

/** Tests for `query`: every word of it begins a token of one of the texts. */
export function matchesQuery(query: string): (texts: readonly string[]) => boolean {
	const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
	return (texts) => {
		const tokens = texts.flatMap(tokensOf);
		return wanted.every((word) => tokens.some((token) => token.startsWith(word)));
	};
}
