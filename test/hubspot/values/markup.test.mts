import fc from 'fast-check';

import { asHtml, cutHtml, cutText } from '../../../nodes/hubspot/values/markup';

const LISTED = new Set(
	(
		'a b blockquote br caption code col colgroup div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre s span strong ' +
		'table tbody td tfoot th thead tr u ul'
	).split(' '),
);

const NAMED: Record<string, string> = { Tab: '\t', NewLine: '\n', colon: ':', amp: '&', lpar: '(' };

/** Decodes character references in an attribute value, as a browser does. */
const decoded = (value: string) =>
	value.replace(/&(?:#(\d+);?|#x([\da-f]+);?|(\w+);)/gi, (all, decimal, hex, name) => {
		if (name) return NAMED[name as string] ?? (all as string);
		const code = decimal ? Number(decimal) : Number.parseInt(hex as string, 16);
		return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : '\uFFFD';
	});

/** Finds markup that must not appear, as a lenient browser would read it. It shares no code with the node's own parser. */
function objections(html: string): string[] {
	const found: string[] = [];
	for (const [, rest] of html.matchAll(/<(?=[a-z/!?])([^<]*)/gi)) {
		const [name] = /^\/?[^\s/>]*/.exec(rest) ?? [''];
		if (!LISTED.has(name.replace('/', '').toLowerCase())) found.push(`tag ${name}`);
		if (!rest.includes('>')) found.push('no end');
		const inside = rest.slice(name.length);
		const names = inside.replace(/=\s*(?:"[^"]*"|'[^']*')/g, '').split('>')[0];
		if (/(?:^|[\s/"'])on/i.test(names)) found.push('handler');
		for (const [, value] of inside.matchAll(/(?:href|src)\s*=\s*["']?([^"'>]*)/gi)) {
			const address = decoded(value)
				.replace(/[\u0000-\u0020]/g, '')
				.toLowerCase();
			if (/^(?:javascript|vbscript|data|blob|file):/.test(address)) found.push(address);
		}
	}
	return found;
}

describe('text with only allowed tags is HTML', () => {
	it.each([
		['<p>a &lt; b</p>'],
		['one<br>two<br/>three<BR />four'],
		[
			'<ul><li><b>x</b></li><li><a href="https://example.com/?a=1&amp;b=2" target="_blank">y</a></li></ul>',
		],
		["<a href='mailto:ada@nordhafen.example'>Ada</a>"],
		['<a href=https://example.com>x</a>'],
		['<a href="/relative#part">x</a>'],
		[
			'<div style="font-family:Aptos,&quot;Segoe UI&quot;; color: rgb(0, 0, 0) !important" dir="auto" data-top-level="true">x</div>',
		],
		[
			'<table><thead><tr><th colspan="2">x</th></tr></thead><tbody><tr><td>y</td></tr></tbody></table>',
		],
		['<h1>x</h1><blockquote>y</blockquote><img src="cid:logo@x" alt="Logo">'],
		['<p>3 < 5 and <3</p>'],
		['<p>مرحبا 👩‍👩‍👧 שלום</p>'],
		['Tom &amp; Jerry'],
		['A &quot;good&quot; start &#39;now&#39; &#x1F600;'],
	])('%s', (text) => {
		expect(asHtml(text)).toBe(text);
	});
});

describe('any other text is plain text', () => {
	it.each([
		['no markup at all'],
		['a < b & c'],
		['Tom & Jerry &amp; Co'],
		['Q&amp;A\nand more'],
		['Jane <jane@example.com>'],
		['<script>alert(1)</script>'],
		['<p>x</p><script src="https://evil.example/x.js"></script>'],
		['<p onclick="x()">x</p>'],
		['<p OnClick=x()>x</p>'],
		['<img src=x onerror=alert(1)>'],
		['<img src=x/onerror=alert(1) onerror=1>'],
		['<img/onerror=alert(1)/src=x>'],
		['<a href="javascript:alert(1)">x</a>'],
		['<a href=" JaVaScRiPt:alert(1)">x</a>'],
		['<a href="java\tscript:alert(1)">x</a>'],
		['<a href="java&Tab;script:alert(1)">x</a>'],
		['<a href="javascript&colon;alert(1)">x</a>'],
		['<a href="&#106;avascript:alert(1)">x</a>'],
		['<a href="&#x6A&#x61vascript:alert(1)">x</a>'],
		['<a href="\u0001javascript:alert(1)">x</a>'],
		['<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>'],
		['<img src="data:image/svg+xml,<svg onload=alert(1)>">'],
		['<a href="vbscript:x">x</a>'],
		['<td background="javascript:x">x</td>'],
		['<p style="background:url(javascript:alert(1))">x</p>'],
		['<p style="width: expression(alert(1))">x</p>'],
		['<p style="wi\\64th:1">x</p>'],
		['<div style="position:fixed;top:0">x</div>'],
		['<style>p { color: red }</style>'],
		['<iframe src="https://evil.example"></iframe>'],
		['<form action="https://evil.example"><input></form>'],
		['<svg><a href="x">y</a></svg>'],
		['<p>x</p><!-- comment -->'],
		['<!--><p>x</p>'],
		['<![CDATA[<p>x</p>]]>'],
		['<?php echo 1 ?>'],
		['<p'],
		['<p title="x>y'],
		['<p title="<script>">x</p>'],
		['<p title="a"onclick="x">x</p>'],
		['</p onclick=x>'],
		['<<p>>'],
		['<p>x</p><'.concat('scr\u0000ipt>')],
		['<details open ontoggle=alert(1)>'],
		['<html><head><script>x()</script></head><body><p>x</p></body></html>'],
		['<html><body><p onclick=x>x</p></body></html>'],
	])('%s', (text) => {
		expect(asHtml(text)).toBeUndefined();
	});
});

test('an HTML document, as from Outlook, is reduced to its body', () => {
	const document =
		'<html>\r\n<head>\r\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\r\n<style>\r\n<!--\r\np {margin:0}\r\n-->\r\n</style>\r\n</head>\r\n<body dir="ltr">\r\n<div class="x">Hello</div>\r\n</body>\r\n</html>\r\n';
	expect(asHtml(document)).toBe('<div class="x">Hello</div>');
	expect(asHtml('<html-blob><p>Hello</p></html-blob>')).toBe('<p>Hello</p>');
});

test('line breaks become <br> if all tags are inline', () => {
	expect(asHtml('<b>Agenda</b>\r\n- one\n- <a\nhref="https://example.com">two</a>')).toBe(
		'<b>Agenda</b><br>- one<br>- <a\nhref="https://example.com">two</a>',
	);
	expect(asHtml('<p>one</p>\n<p>two</p>')).toBe('<p>one</p>\n<p>two</p>');
});

const PIECES = [
	...[
		'<',
		'>',
		'</',
		'/>',
		'"',
		"'",
		'=',
		' ',
		'\n',
		'\t',
		'\u0000',
		'/',
		'&',
		';',
		'`',
		'--',
		'!',
		'[',
		']]',
	],
	...[
		'<p>',
		'</p>',
		'<br>',
		'<b ',
		'<a href="',
		'<img src=',
		'<script>',
		'</script>',
		'<style>',
		'<svg/onload=',
	],
	...[
		'onclick=',
		' onerror=x',
		'style="',
		'javascript:',
		'java&#9;script:',
		'data:',
		'&Tab;',
		'&#106;',
		'https://x/',
	],
	...[
		'<!--',
		'-->',
		'<![CDATA[',
		'<?',
		'<html>',
		'<head>',
		'</head>',
		'<body>',
		'</body></html>',
		'x',
		'é',
		'😀',
	],
];
const hostile = fc.oneof(
	fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((pieces) => pieces.join('')),
	fc
		.array(fc.constantFrom(...PIECES), { maxLength: 6 })
		.map((pieces) => `<p title="x" ${pieces.join('')}>y</p>`),
	fc
		.array(fc.constantFrom(...PIECES), { maxLength: 6 })
		.map((pieces) => `<a href="${pieces.join('')}">y</a>`),
);

test('hostile markup is never accepted as HTML', () => {
	expect(objections('<p onclick=x><a href="java&Tab;script:y"><svg>')).toHaveLength(3);
	let html = 0;
	fc.assert(
		fc.property(hostile, (text) => {
			const read = asHtml(text);
			if (read === undefined) return;
			html += 1;
			expect(objections(read)).toEqual([]);
		}),
		{ numRuns: 20_000 },
	);
	expect(html).toBeGreaterThan(200);
});

test('a text of 200,000 characters is read quickly, whatever markup it repeats', () => {
	const long = 200_000;
	for (const piece of [
		...PIECES,
		'<p a',
		'<p a=',
		'<p a="x" ',
		'<b><i>',
		'<b></i>',
		' \n',
		'<html><meta>',
	]) {
		const text = piece.repeat(long / piece.length);
		for (const start of ['', '<p ', '<html><head>', '<html><body>', '<p title="']) {
			const before = process.cpuUsage();
			asHtml(start + text);
			cutHtml(start + text, 65_536);
			expect(process.cpuUsage(before).user / 1_000).toBeLessThan(400);
		}
	}
});

describe('cutting to a limit', () => {
	const listed = fc
		.array(
			fc.constantFrom(
				'<p>',
				'</p>',
				'<b>',
				'</b>',
				'<i>',
				'</i>',
				'<br>',
				'&amp;',
				'😀',
				'word ',
				'x',
			),
			{ maxLength: 40 },
		)
		.map((pieces) => pieces.join(''));

	test('HTML fits the limit and contains no partial tag, entity or character', () => {
		fc.assert(
			fc.property(listed, fc.integer({ min: 20, max: 120 }), (html, room) => {
				const cut = cutHtml(html, room) ?? '';
				if (html.length <= room) expect(cut).toBe(html);
				expect(cut.length).toBeLessThanOrEqual(room);
				expect(cut).not.toMatch(/[\uD800-\uDFFF]/u);
				expect(cut.replace(/<\/?(?:p|b|i|br)>|&amp;/g, '')).not.toMatch(/[<>&]/);
				if (html.length > room) {
					const [kept] = cut.split('…');
					expect(html.startsWith(kept)).toBe(true);
				}
			}),
			{ numRuns: 5_000 },
		);
	});

	test('open tags are closed', () => {
		expect(cutHtml(`<ul><li><b>${'x'.repeat(100)}</b></li></ul>`, 50)).toBe(
			`<ul><li><b>${'x'.repeat(24)}…</b></li></ul>`,
		);
	});

	test('markup that is not allowed is not cut', () => {
		expect(cutHtml(`<svg>${'x'.repeat(100)}</svg>`, 50)).toBeUndefined();
	});

	test('plain text contains no partial character', () => {
		expect(cutText('abc', 3)).toBe('abc');
		expect(cutText('ab😀cd', 4)).toBe('ab…');
	});
});
