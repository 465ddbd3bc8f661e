import fc from 'fast-check';

import { InputError } from '../../nodes/common/input';
import { hostOf, parseBaseUrl, regionBaseUrl } from '../../nodes/hubspot/baseUrl';

const HUBSPOT = 'https://api.hubapi.com';

it.each([
	[undefined, HUBSPOT],
	['', HUBSPOT],
	['  ', HUBSPOT],
	[HUBSPOT, HUBSPOT],
	[' https://API.hubapi.com/ ', HUBSPOT],
	['https://api.hubapi.com//', HUBSPOT],
	['api.hubapi.com', HUBSPOT],
	['HTTPS://api.hubapi.com', HUBSPOT],
	['https://api.hubapi.com/crm/v3/objects/meetings', HUBSPOT],
	['https://api-eu1.hubapi.com', 'https://api-eu1.hubapi.com'],
	['https://proxy.example.com/hubspot/', 'https://proxy.example.com/hubspot'],
	['https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
	['http://127.0.0.1:4010/', 'http://127.0.0.1:4010'],
	['localhost:4010', 'http://localhost:4010'],
	['http://[::1]:4010', 'http://[::1]:4010'],
	['http://emulator:4010', 'http://emulator:4010'],
	['http://host.docker.internal:4010', 'http://host.docker.internal:4010'],
])('Base URL %p is read as %s', (given, expected) => {
	expect(parseBaseUrl(given)).toBe(expected);
});

it.each([
	['http://api.hubapi.com', 'unencrypted'],
	['http://127.0.0.1.evil.example', 'unencrypted'],
	['ftp://api.hubapi.com', "'ftp://'"],
	['https://app.hubspot.com', 'is the login page'],
	['https://app-eu1.hubspot.com/contacts/1', 'is the login page'],
	['https://api.hubapi.com?x=1', 'query'],
	['https://api.hubapi.com/#x', 'anchor'],
	['https://user:secret@api.hubapi.com', 'user name'],
	['https://api.hubapi.com:99999', 'port'],
	['https://proxy.example.com/a/../b', 'points outside the API'],
	...['%2e%2e/x', 'a/%2E./b', '..%2fx', 'a%5c..%5cb', '%252e%252e/x'].map((path) => [
		`https://proxy.example.com/${path}`,
		'points outside the API',
	]),
	['https://', 'not a URL'],
	['not an address', 'not a URL'],
	['hubspot', 'not a URL'],
	['127.1', 'not a URL'],
	['https://api..hubapi.com', 'not a URL'],
	['={{ $json.url }}', 'not a URL'],
])('Base URL %s is refused with the reason', (given, hint) => {
	expect(() => parseBaseUrl(given)).toThrow(InputError);
	expect(() => parseBaseUrl(given)).toThrow(/^Base URL: /);
	expect(() => parseBaseUrl(given)).toThrow(hint);
});

it('an accepted Base URL stays the same when read again, and hostOf returns its host', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.webUrl(),
				fc.string(),
				fc.stringMatching(/^(https?:\/\/)?[a-f0-9.:[\]-]{1,20}\/?$/),
			),
			(text) => {
				let once: string;
				try {
					once = parseBaseUrl(text);
				} catch (error) {
					expect(error).toBeInstanceOf(InputError);
					return;
				}
				expect(parseBaseUrl(once)).toBe(once);
				expect(new URL(once).hostname).toBe(hostOf(once));
			},
		),
		{ numRuns: 2000 },
	);
});

it.each([
	['pat-na1-x', HUBSPOT],
	['pat-eu1-x', 'https://api-eu1.hubapi.com'],
	[' PAT-ap1-x', 'https://api-ap1.hubapi.com'],
	['pat-x', undefined],
	['', undefined],
])('the Base URL for the region of token %p is %p', (token, url) => {
	expect(regionBaseUrl(token)).toBe(url);
});
