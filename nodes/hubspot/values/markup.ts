/** Decides which markup counts as HTML: the tags of calendar events and emails, and nothing that could run by itself. */

/**
 * Tags that only format text. With any other tag, the text counts as plain text, so visitors of a form can't put their own
 * markup on a timeline.
 */
const TAGS = new Set(
	(
		'a b blockquote br caption code col colgroup div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strong ' +
		'table tbody td tfoot th thead tr u ul'
	).split(' '),
);

/** Tags without an end tag. */
const VOID = new Set(['br', 'col', 'hr', 'img']);

/** Tags that separate lines. If a text has any, its line breaks have no meaning. */
const BLOCK = /^(?:blockquote|br|div|h[1-6r]|li|ol|p|pre|table|ul)$/;

const NAME = /<(\/?)([a-z][a-z0-9]*)/iy;
const ATTRIBUTE = /[\s/]+([a-z][\w-]*)(?:\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'=<>`]+)))?/iy;
const CLOSE = /[\s/]*>/y;

/** Attributes that hold one URL. */
const ADDRESSES = new Set([
	'background',
	'cite',
	'data',
	'href',
	'longdesc',
	'ping',
	'poster',
	'src',
]);

/** Attributes that hold markup, several URLs, or the target of a form. */
const REFUSED = new Set(['action', 'formaction', 'srcdoc', 'srcset']);

/** URL schemes allowed in links and pictures: for a page, a person, a call, or a part of the same email. */
const SCHEMES = new Set(
	'callto cid ftp http https mailto msteams sip sips skype sms tel webcal zoommtg'.split(' '),
);

/** Parts of a style that load or run something, move text over other text, or could be obfuscated. */
const BEYOND_LOOKS =
	/url\s*\(|expression\s*\(|script\s*:|position\s*:|behavior\s*:|binding\s*:|[\\@&]|\/\*/i;

/** A tag in a text, with its start and end position. */
export interface Tag {
	name: string;
	isEnd: boolean;
	start: number;
	end: number;
}

/**
 * Whether a URL has an allowed scheme, or none. Only the part before the first slash, question mark or number sign counts.
 * That part must not contain an entity, because the entity could hide the scheme.
 */
function isLink(value: string): boolean {
	const [head] = value.trim().split(/[/?#]/, 1);
	if (head.includes('&')) return false;
	const colon = head.indexOf(':');
	return colon < 0 || SCHEMES.has(head.slice(0, colon).toLowerCase());
}

function isHarmless(attribute: string, value: string): boolean {
	const name = attribute.toLowerCase();
	if (name.startsWith('on') || REFUSED.has(name)) return false;
	if (ADDRESSES.has(name)) return isLink(value);
	return name !== 'style' || !BEYOND_LOOKS.test(value.replace(/&(?:quot|apos|#39|#34);/g, "'"));
}

/** Matches a sticky pattern at a position. */
function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

/** The tag that begins at a position; undefined for anything that isn't a listed tag with harmless attributes. */
function tagAt(text: string, start: number): Tag | undefined {
	const opening = matchAt(NAME, text, start);
	const name = opening?.[2].toLowerCase();
	if (!opening || !name || !TAGS.has(name)) return undefined;
	const isEnd = opening[1] !== '';
	let at = NAME.lastIndex;
	for (;;) {
		const attribute = matchAt(ATTRIBUTE, text, at);
		if (!attribute) break;
		const [, attributeName, ...values] = attribute;
		if (isEnd || !isHarmless(attributeName, values.find((value) => value !== undefined) ?? '')) {
			return undefined;
		}
		at = ATTRIBUTE.lastIndex;
	}
	return matchAt(CLOSE, text, at) ? { name, isEnd, start, end: CLOSE.lastIndex } : undefined;
}

/**
 * The tags of a text; undefined if it has any markup besides listed tags. A `<` before whitespace, a digit, `=` or `-` is
 * text.
 */
function tagsOf(text: string): Tag[] | undefined {
	const tags: Tag[] = [];
	for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
		const next = text.charAt(at + 1);
		if (next === '' || /[\s\d=-]/.test(next)) {
			at += 1;
			continue;
		}
		const tag = tagAt(text, at);
		if (!tag) return undefined;
		tags.push(tag);
		at = tag.end;
	}
	return tags;
}

const OPENS_DOCUMENT = /^\s*(?:<!doctype html[^<>]*>\s*)?<html\b[^<>]*>\s*/i;
const HEAD_PART =
	/(?:<\/?head>|<meta\b[^<>]*>|<title>[^<]*<\/title>|<style\b[^<>]*>(?:\s*<!--)?[^<]*<\/style>)\s*/iy;
const BODY = /<body\b[^<>]*>/iy;
const CLOSES_DOCUMENT = /<\/body>\s*<\/html>\s*$/i;

/** The body of a complete HTML document, as Outlook sends one. Google Calendar's wrapper is removed, too. */
function bodyOf(text: string): string {
	const trimmed = text.trim();
	if (trimmed.startsWith('<html-blob>') && trimmed.endsWith('</html-blob>')) {
		return trimmed.slice('<html-blob>'.length, -'</html-blob>'.length);
	}
	const opening = OPENS_DOCUMENT.exec(text);
	if (!opening) return text;
	let at = opening[0].length;
	while (matchAt(HEAD_PART, text, at)) at = HEAD_PART.lastIndex;
	if (!matchAt(BODY, text, at)) return text;
	const end = CLOSES_DOCUMENT.exec(text)?.index;
	return end === undefined ? text : text.slice(BODY.lastIndex, end).trim();
}

const ENTITY = /&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,5});/gi;

/** Whether a text is a single line of escaped text, as HubSpot returns it: every `&` begins an entity, and there are no tags. */
function isEscaped(text: string): boolean {
	return /&/.test(text) && !/[<>\n]/.test(text) && !text.replace(ENTITY, '').includes('&');
}

/**
 * A text as HTML, if it is HTML: its markup has only listed tags, or it is escaped text. Undefined for anything else, which
 * is plain text. If no tag separates lines, line breaks become `<br>`.
 */
export function asHtml(text: string): string | undefined {
	const body = bodyOf(text);
	const tags = tagsOf(body);
	if (!tags) return undefined;
	if (tags.length === 0) return body !== text || isEscaped(text) ? body : undefined;
	if (!body.includes('\n') || tags.some(({ name }) => BLOCK.test(name))) return body;
	let html = '';
	let at = 0;
	for (const { start, end } of tags) {
		html += body.slice(at, start).replace(/\r?\n/g, '<br>') + body.slice(start, end);
		at = end;
	}
	return html + body.slice(at).replace(/\r?\n/g, '<br>');
}

const END = '…';

/** Shortens a text that is longer than `room`, and adds `…`. Never cuts a character in half. */
export function cutText(text: string, room: number): string {
	return text.length <= room ? text : text.slice(0, wholeUntil(text, room - END.length)) + END;
}

/** A position, or the one before it if the position is within a surrogate pair. */
const wholeUntil = (text: string, at: number) =>
	/[\uD800-\uDBFF]/.test(text.charAt(at - 1)) ? at - 1 : at;

/** Entities are not longer than this. */
const LONGEST_ENTITY = 10;

/** Like `cutText`, for HTML: never cuts a tag or an entity, and closes open tags. Undefined if the tags can't be read. */
export function cutHtml(html: string, room: number): string | undefined {
	if (html.length <= room) return html;
	const tags = tagsOf(html);
	if (!tags) return undefined;
	const open: string[] = [];
	const counts = new Map<string, number>();
	let closing = 0;
	const ends = () =>
		open
			.reverse()
			.map((name) => `</${name}>`)
			.join('');
	const cutAt = (from: number, at: number) => {
		const until = wholeUntil(html, at);
		const start = html.lastIndexOf('&', until - 1);
		const isWithin =
			start >= Math.max(from, until - LONGEST_ENTITY) && !html.slice(start, until).includes(';');
		return html.slice(0, isWithin ? start : until) + END + ends();
	};
	let from = 0;
	for (const { name, isEnd, start, end } of tags) {
		const last = room - END.length - closing;
		if (start > last) return cutAt(from, last);
		const count = counts.get(name) ?? 0;
		if (!isEnd && !VOID.has(name)) {
			const added = name.length + '</>'.length;
			if (end > last - added) return cutAt(from, start);
			open.push(name);
			counts.set(name, count + 1);
			closing += added;
		} else if (end > last && !(isEnd && count > 0)) return cutAt(from, start);
		else if (isEnd && count > 0) {
			let closed: string | undefined;
			while (closed !== name) {
				closed = open.pop() ?? name;
				counts.set(closed, (counts.get(closed) ?? 0) - 1);
				closing -= closed.length + '</>'.length;
			}
		}
		from = end;
	}
	return cutAt(from, room - END.length - closing);
}
