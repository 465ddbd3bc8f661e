import { requiredByRules } from '../errors.mts';
import type { RuleFault } from '../errors.mts';
import type { AccountRule } from '../types.mts';

/** What an admin set up: properties that a record must have. HubSpot holds writes of the API against them from 2026-09. */
export class AccountRules {
	private rules: AccountRule[];

	constructor(rules: readonly AccountRule[] = []) {
		this.rules = [...rules];
	}

	/** Adds a rule; the function that comes back removes it. */
	add(rule: AccountRule): () => void {
		this.rules = [...this.rules, rule];
		return () => {
			this.rules = this.rules.filter((one) => one !== rule);
		};
	}

	clear(): void {
		this.rules = [];
	}

	/**
	 * Refuses a record that lacks what a rule asks for.
	 *
	 * @param values what the write sets
	 * @param before the record as it is; none where it is created
	 * @param named whether a name means the object type
	 */
	check(
		values: Readonly<Record<string, string>>,
		before: Readonly<Record<string, string>> | undefined,
		named: (name: string) => boolean,
	): void {
		const after = { ...before, ...values };
		const faults = this.rules.flatMap((rule): RuleFault[] => {
			const { property, when } = rule;
			if (!named(rule.objectType) || after[property]) return [];
			if (!when) return before ? [] : [{ property }];
			// A record that lacked the property before stays editable in all other points.
			const touched = !before || property in values || when.property in values;
			const holds = [when.is].flat().includes(after[when.property] ?? '');
			return touched && holds ? [{ property, because: when.property }] : [];
		});
		if (faults.length > 0) throw requiredByRules(faults);
	}
}
