/** Markup that is safe to send as it is. */
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

/** A template of markup: what is put in is escaped, unless it is markup itself. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
	new Html(strings.reduce((text, string, index) => text + render(parts[index - 1]) + string));

/** The words of a description in HTML. */
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
