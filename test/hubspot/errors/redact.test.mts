import fc from 'fast-check';

import { HIDDEN, redact, redactDeep } from '../../../nodes/hubspot/errors/redact';

const TOKEN = 'pat-na1-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';

it.each([
	`token ${TOKEN}!`,
	`Bearer ${TOKEN}`,
	`cut: ${TOKEN.slice(0, 20)}`,
	`end: ${TOKEN.slice(-13)}`,
	`the middle ${TOKEN.slice(10, 30)} of it`,
	`${TOKEN}${TOKEN}`,
])('the token is hidden in: %s', (text) => {
	const clean = redact(text, TOKEN);
	for (let at = 0; at + 12 <= TOKEN.length; at++) {
		expect(clean).not.toContain(TOKEN.slice(at, at + 12));
	}
	expect(clean).toContain(HIDDEN);
});

it('other tokens are recognized by their format and hidden', () => {
	expect(redact('was pat-eu1-11111111-2222 and Bearer abc.def')).toBe(
		`was ${HIDDEN} and Bearer ${HIDDEN}`,
	);
});

it('text that is not a token is kept', () => {
	const text =
		'Correlation ID: 00000000-0000-0000-0000-000000000001, a pat-terned note, bearer of news';
	expect(redact(text, 'pat-na1-00000000-0000-0000-0000-000000000000')).toContain(
		'00000000-0000-0000-0000-000000000001',
	);
	expect(redact('a note', '')).toBe('a note');
	expect(redact('a note', 'a')).toBe('a note');
});

it('any token is hidden anywhere in a nested value', () => {
	const token = fc.stringMatching(/^[A-Za-z0-9._~+/=-]{8,60}$/);
	fc.assert(
		fc.property(token, fc.string(), fc.string(), fc.jsonValue(), (secret, before, after, other) => {
			const value = {
				[`k${secret}`]: other,
				list: [before + secret + after, { inner: `Bearer ${secret}` }],
				headers: { authorization: `x${secret}` },
			};
			expect(JSON.stringify(redactDeep(value, secret))).not.toContain(secret);
		}),
	);
});

it('circular references are removed and the rest is kept', () => {
	const value: Record<string, unknown> = { number: 1, none: null };
	value.self = value;
	expect(redactDeep(value, TOKEN)).toEqual({ number: 1, none: null, self: undefined });
});

const hex = (text: string) => Buffer.from(text).toString('hex');
const percent = (text: string) => hex(text).replace(/../g, '%$&');
const base64 = (text: string) => Buffer.from(text).toString('base64');
const FORMS: Record<string, (token: string) => string> = {
	plain: (token) => token,
	'as Bearer': (token) => `Bearer ${token}`,
	'in a URL': encodeURIComponent,
	'in hex': hex,
	'in uppercase hex': (token) => hex(token).toUpperCase(),
	'fully percent-encoded': percent,
	'fully percent-encoded in uppercase': (token) => percent(token).toUpperCase(),
	'in base64': base64,
	'in base64 with Bearer': (token) => base64(`Bearer ${token}`),
	'in base64 with a user name': (token) => base64(`me:${token}`),
	'in base64url': (token) => Buffer.from(`a${token}?>`).toString('base64url'),
};

it.each(Object.keys(FORMS))('the token %s is hidden, whole or cut in half', (name) => {
	for (const token of [TOKEN, 'CiRuYTEtb/+~abcdefghij==&0123456789']) {
		const text = FORMS[name](token);
		const half = Math.ceil(text.length / 2);
		for (const part of [text, text.slice(0, half), text.slice(half)]) {
			const clean = redact(`said ${part}, he`, token);
			expect(clean).toContain(HIDDEN);
			// Parts that remain at the ends of a cut token are shorter than 40 characters.
			for (let at = 0; at + 40 <= part.length; at++) {
				expect(clean).not.toContain(part.slice(at, at + 40));
			}
			expect(clean.replace(HIDDEN, '').length).toBeLessThan(40);
		}
	}
});
