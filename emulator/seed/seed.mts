import type { Account } from '../account/account.mts';
import { seedDefinitions } from './definitions.mts';
import { seedFiles } from './files.mts';
import { seedMeetings } from './meetings.mts';
import { OWNERS } from './owners.mts';
import { seedRecords } from './records.mts';
import { seedScheduling } from './scheduling.mts';

/** Fills a new account. With `empty`, it only adds owners, definitions and scheduling pages, but no records. */
export function seed(account: Account, kind: 'account' | 'empty'): void {
	account.owners = OWNERS.map((owner) => ({ ...owner }));
	seedDefinitions(account);
	seedScheduling(account);
	if (kind === 'empty') return;
	seedRecords(account);
	seedMeetings(account, seedFiles(account));
}
