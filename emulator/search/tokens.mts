const words = (text: string): string[] =>
	text
		.toLowerCase()
		.split(/[^\p{L}\p{N}*]+/u)
		.filter(Boolean);

/** The tokens of a text: its words, and its parts separated by spaces. An email address is one token, too. */
function tokensOf(text: string): string[] {
	const plain = text.replace(/<[^>]+>/g, ' ');
	return [
		...words(plain.replaceAll('*', ' ')),
		...plain.toLowerCase().split(/\s+/).filter(Boolean),
	];
}

const pattern = (token: string): RegExp =>
	new RegExp(`^${token.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}$`, 'u');

/** Builds a test for CONTAINS_TOKEN: each part of the value must be a token of the text. `*` matches anything. */
export function containsTokens(value: string): (text: string) => boolean {
	const parts = value.toLowerCase().split(/\s+/).filter(Boolean).map(pattern);
	return (text) => {
		const tokens = tokensOf(text);
		return parts.every((part) => tokens.some((token) => part.test(token)));
	};
}

/** Builds a test for `query`: each of its words must be the start of a token in one of the texts. */
export function matchesQuery(query: string): (texts: readonly string[]) => boolean {
	const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
	return (texts) => {
		const tokens = texts.flatMap(tokensOf);
		return wanted.every((word) => tokens.some((token) => token.startsWith(word)));
	};
}
