import config from '../../../jest.config.js';
import { API_VERSIONS } from '../../../nodes/hubspot/versions.ts';
import { VERSIONS } from '../../support/versions.mts';

test('the operations are tested with every version that the credential offers', () => {
	expect(VERSIONS).toEqual(Object.keys(API_VERSIONS));
	const runs = (config.projects as Array<{ displayName?: string }>).map((run) => run.displayName);
	expect(runs).toEqual(['once', ...VERSIONS]);
});
