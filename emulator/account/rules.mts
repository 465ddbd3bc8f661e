import { requiredByRules } from '../errors.mts';
import type { RuleFault } from '../errors.mts';
import type { AccountRule } from '../types.mts';

/** An admin's rules about properties that a record must have. HubSpot's API enforces them from version 2026-09. */
export class AccountRules {
	private rules: AccountRule[];

	constructor(rules: readonly AccountRule[] = []) {
		this.rules = [...rules];
	}

	/** Adds a rule. Returns a function that removes it. */
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
	 * Throws a 400 if a record lacks a property that a rule requires.
	 *
	 * @param values the values that are about to be written
	 * @param before the current values of the record; undefined for a new record
	 * @param named whether a name refers to the object type
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
			// A record that already lacked the property can still be changed in other properties.
			const touched = !before || property in values || when.property in values;
			const holds = [when.is].flat().includes(after[when.property] ?? '');
			return touched && holds ? [{ property, because: when.property }] : [];
		});
		if (faults.length > 0) throw requiredByRules(faults);
	}
}
