import type { NodeExecutionHint } from 'n8n-workflow';

import { SEARCH_DELAY } from '../hubspot/errors/phrases';

/** The hints that a run can show to its user, one line each. */
const TEXTS = {
	nothingFree: (values: string) => `No free times: ${values}.`,
	notFound: (values: string) => `Not found in HubSpot, so not associated: ${values}.`,
	deletedFiles: (values: string) =>
		`Files permanently deleted, also for other records that use them: ${values}.`,
	noFile: (values: string) =>
		`Files not found in HubSpot, or hidden from this token, which then needs the scope files.ui_hidden.read: ${values}.`,
	ownOutput: (values: string) =>
		`Left out, since these keys are part of the node's own output, not properties: ${values}.`,
	nothingMatches: () => `No meetings found. ${SEARCH_DELAY}`,
	sameKey: (values: string) =>
		`Several items have the same key, so later items updated the meeting of the first: ${values}.`,
	unassigned: (values: string) => `Not an owner of this account, so not assigned: ${values}.`,
	readOnly: (values: string) => `Left out, since HubSpot sets these properties itself: ${values}.`,
	unread: (values: string) =>
		`HubSpot returned invalid results (no ID, or unreadable), left out of: ${values}.`,
	noKey: (values: string) => `Not keys of the output, so left out: ${values}.`,
	textCut: (values: string) => `Shortened to HubSpot's maximum: ${values}.`,
};

export type HintKind = keyof typeof TEXTS;

/** How many values a hint lists before it only counts the rest. */
const LISTED = 10;

/** Collects hints for the user from the items of a run, besides the output. */
export class Hints {
	private readonly values = new Map<HintKind, Set<string>>();

	add(kind: HintKind, value: string): void {
		const values = this.values.get(kind) ?? new Set();
		this.values.set(kind, values.add(value));
	}

	/** Returns one hint per kind, as n8n shows it above the output, and removes it from the collection. */
	take(): NodeExecutionHint[] {
		const hints = [...this.values].map(([kind, values]): NodeExecutionHint => {
			const rest = values.size - LISTED;
			const listed = [...values].slice(0, LISTED).join(', ');
			const message = TEXTS[kind](`${listed}${rest > 0 ? ` and ${rest} more` : ''}`);
			return { message, location: 'outputPane' };
		});
		this.values.clear();
		return hints;
	}
}
