/** Markup that needs no escaping. */
export class Html {
	constructor(readonly text: string) {}
}

const ESCAPES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

type Part = Html | string | number | false | null | undefined | readonly Part[];

const render = (part: Part): string => {
	if (part instanceof Html) return part.text;
	if (Array.isArray(part)) return part.map(render).join('');
	return part === false || part === null || part === undefined ? '' : escape(String(part));
};

/** Template tag for markup. Escapes inserted values, except those that are already `Html`. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
	new Html(strings.reduce((text, string, index) => text + render(parts[index - 1]) + string));

/** Converts an HTML description to plain text. */
export const plainText = (markup: string): string =>
	markup
		.replace(/<\/?(?:b|i|u|a|em|strong|span)\b[^>]*>/gi, '')
		.replace(/<[^>]+>/g, ' ')
		.replace(/&nbsp;/g, ' ')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&')
		.replace(/\s+/g, ' ')
		.trim();
