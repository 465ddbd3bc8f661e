import fc from 'fast-check';

import { appendHtml, plainToHtml, prependHtml } from '../../../nodes/hubspot/values/html';

it.each([
	['The first meeting to discuss options', 'The first meeting to discuss options'],
	['a < b & "c"', 'a &lt; b &amp; &quot;c&quot;'],
	['one\ntwo\r\nthree', 'one<br>two<br>three'],
	['one\n\ntwo\nmore\n \n\nthree', '<p>one</p><p>two<br>more</p><p>three</p>'],
	['\n\none\n\n', 'one'],
	['a   b', 'a&nbsp;&nbsp; b'],
	['', ''],
])('%j is converted to HTML', (text, html) => {
	expect(plainToHtml(text)).toBe(html);
});

/** The text that HubSpot shows for this HTML. */
const shown = (html: string) =>
	html
		.replaceAll('</p><p>', '\n\n')
		.replace(/<\/?p>/g, '')
		.replaceAll('<br>', '\n')
		.replaceAll('&nbsp;', ' ')
		.replaceAll('&quot;', '"')
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&amp;', '&');

it('HubSpot shows the same text, apart from extra empty lines and outer spaces', () => {
	fc.assert(
		fc.property(fc.array(fc.stringMatching(/^(?:[ -~]|&lt;){0,12}$/)), (lines) => {
			const text = lines
				.map((line) => line.trim())
				.join('\n')
				.replace(/\n{3,}/g, '\n\n')
				.trim();
			expect(shown(plainToHtml(text))).toBe(text);
		}),
	);
});

it('tags in a text are escaped', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const html = plainToHtml(text).replace(/<\/?p>|<br>/g, '');
			expect(html).not.toMatch(/[<>]/);
		}),
	);
});

describe('existing text', () => {
	it.each([
		[undefined, 'new', 'new'],
		[null, 'new', 'new'],
		['old', '', 'old'],
		['old', 'new', 'old<br>new'],
		['<p>old</p>', 'new', '<p>old</p>new'],
		['old', '<p>new</p>', 'old<p>new</p>'],
	])('%p with %p appended', (existing, added, expected) => {
		expect(appendHtml(existing, added)).toBe(expected);
	});
	it('with text prepended', () => {
		expect(prependHtml('old', 'new')).toBe('new<br>old');
		expect(prependHtml(undefined, 'new')).toBe('new');
	});
});
