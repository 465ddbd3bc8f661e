import { createPrivateKey } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';

/** A private key for tests only. Its certificate is for 127.0.0.1 and localhost. */
const KEY = {
	kty: 'EC',
	crv: 'P-256',
	x: 'tZUued2oOx9le4MKYpbUAspqUyOgXPiJ-l3p8kJOLfw',
	y: 'hHJ0Wnk0f4hayq-XVRKfchv1KwAtQ49wm9VzUWZdE-o',
	d: '0v5IPxLbBAYcYqAYb4WqJI8OuXU7I-VmOkAC_vR5Lvw',
};

const CERTIFICATE = [
	'MIIBrTCCAVOgAwIBAgIUfepaIkfVkkE4mu0GNONxKMis+u8wCgYIKoZIzj0EAwIwHTEbMBkGA1UEAwwSZW11bGF0b3Igb2YgYSB0ZXN0MCAX',
	'DTI2MTEyOTAyNTcxNVoYDzIxMjYxMTA1MDI1NzE1WjAdMRswGQYDVQQDDBJlbXVsYXRvciBvZiBhIHRlc3QwWTATBgcqhkjOPQIBBggqhkjO',
	'PQMBBwNCAAS1lS553ag7H2V7gwpiltQCympTI6Bc+In6XenyQk4t/IRydFp5NH+IWsqvl1USn3Ib9SsALUOPcJvVc1FmXRPqo28wbTAdBgNV',
	'HQ4EFgQUhoiF96CJqYjqieMaa21hvsJUt7gwHwYDVR0jBBgwFoAUhoiF96CJqYjqieMaa21hvsJUt7gwDwYDVR0TAQH/BAUwAwEB/zAaBgNV',
	'HREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZIzj0EAwIDSAAwRQIgNq20Blt2pbhdojI0XjDE9jKU28dqiP+o7dU6epnStMgCIQD6h1zp',
	'ZDIEjWGprbGnga+hvQR7gfSdMgwtjDJA32GSXg==',
].join('');

/** Creates an HTTPS server with a self-signed certificate. */
export const createSecureServer = (listener: RequestListener) =>
	createServer(
		{
			key: createPrivateKey({ key: KEY, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' }),
			cert: `-----BEGIN CERTIFICATE-----\n${CERTIFICATE}\n-----END CERTIFICATE-----\n`,
		},
		listener,
	);
