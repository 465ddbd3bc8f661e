import fc from 'fast-check';

import { appendHtml, htmlToPlain, plainToHtml, prependHtml } from '../../nodes/hubspot/texts';

it.each([
	['The first meeting to discuss options', 'The first meeting to discuss options'],
	['a < b & "c"', 'a &lt; b &amp; &quot;c&quot;'],
	['one\ntwo\r\nthree', 'one<br>two<br>three'],
	['one\n\ntwo\nmore\n \n\nthree', '<p>one</p><p>two<br>more</p><p>three</p>'],
	['\n\none\n\n', 'one'],
	['a   b', 'a&nbsp;&nbsp; b'],
	['', ''],
])('%j as HTML', (text, html) => {
	expect(plainToHtml(text)).toBe(html);
});

it.each([
	[
		'<div style="" dir="auto"><p>One<br>two</p><p>Three &amp; four</p></div>',
		'One\ntwo\n\nThree & four',
	],
	['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
	['a<!-- x --><script>y()</script>&nbsp;b &#39;c&#x27; &unknown;', "a b 'c' &unknown;"],
])('%j as text', (html, text) => {
	expect(htmlToPlain(html)).toBe(text);
});

it('text comes back as it was, but for the number of empty lines and blanks at the ends', () => {
	fc.assert(
		fc.property(fc.array(fc.stringMatching(/^[ -~]{0,12}$/)), (lines) => {
			const text = lines
				.map((line) => line.trim())
				.join('\n')
				.replace(/\n{3,}/g, '\n\n')
				.trim();
			expect(htmlToPlain(plainToHtml(text))).toBe(text);
		}),
	);
});

it('no tag of a text survives', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			const html = plainToHtml(text).replace(/<\/?p>|<br>/g, '');
			expect(html).not.toMatch(/[<>]/);
		}),
	);
});

describe('below one another', () => {
	it.each([
		[undefined, 'new', 'new'],
		[null, 'new', 'new'],
		['old', '', 'old'],
		['old', 'new', 'old<br>new'],
		['<p>old</p>', 'new', '<p>old</p>new'],
		['old', '<p>new</p>', 'old<p>new</p>'],
	])('%p and %p', (existing, added, expected) => {
		expect(appendHtml(existing, added)).toBe(expected);
	});
	it('above', () => {
		expect(prependHtml('old', 'new')).toBe('new<br>old');
		expect(prependHtml(undefined, 'new')).toBe('new');
	});
});
