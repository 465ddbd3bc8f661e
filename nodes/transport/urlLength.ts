import type { IDataObject } from 'n8n-workflow';

import { LIMITS } from '../hubspot/limits';

/**
 * Whether a request's URL is short enough for HubSpot. If it is too long, a batch can carry the same data in its body.
 */
export function fitsUrl(path: string, qs: IDataObject = {}): boolean {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(qs)) {
		if (value !== undefined) query.append(name, String(value));
	}
	return path.length + 1 + query.toString().length <= LIMITS.addressCharacters;
}
