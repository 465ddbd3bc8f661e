import type { Scenario } from '../scenario.mts';
import { agent } from './agent.mts';
import { attachment } from './attachment.mts';
import { booking } from './booking.mts';
import { create } from './create.mts';
import { credential } from './credential.mts';
import { examples } from './examples.mts';
import { expression } from './expression.mts';
import { freeTimes } from './freeTimes.mts';
import { mapping } from './mapping.mts';
import { panel } from './panel.mts';
import { rows } from './rows.mts';
import { scope } from './scope.mts';
import { search } from './search.mts';
import { trigger } from './trigger.mts';

/** The order in which a new user would do these tasks. The 200 rows come after the scenarios that show the whole account. */
export const SCENARIOS: Scenario[] = [
	credential,
	panel,
	create,
	attachment,
	search,
	freeTimes,
	trigger,
	rows,
	expression,
	mapping,
	scope,
	agent,
	booking,
	examples,
];
