import type { INodePropertyOptions } from 'n8n-workflow';

import type { Asker } from '../../transport/client';
import type { Wishes } from '../config';
import type { Watch } from '../cursor';
import type { EventName } from '../triggerEvent';
import * as created from './created';
import * as createdOrUpdated from './createdOrUpdated';
import * as deleted from './deleted';
import * as ended from './ended';
import * as outcomeChanged from './outcomeChanged';
import * as startingSoon from './startingSoon';
import * as updated from './updated';

/** The events as they are offered, sorted as n8n wants them. */
export const eventOptions: INodePropertyOptions[] = [
	created.option,
	createdOrUpdated.option,
	deleted.option,
	ended.option,
	outcomeChanged.option,
	startingSoon.option,
	updated.option,
];

/** Those that are watched by search; deletions are not in it. */
const WATCHES: Record<Exclude<EventName, 'deleted'>, (wishes: Wishes, asker: Asker) => Watch> = {
	created: created.watch,
	createdOrUpdated: createdOrUpdated.watch,
	ended: ended.watch,
	outcomeChanged: outcomeChanged.watch,
	startingSoon: startingSoon.watch,
	updated: updated.watch,
};

/** How an event is watched. */
export const watchFor = (
	event: Exclude<EventName, 'deleted'>,
	wishes: Wishes,
	asker: Asker,
): Watch => WATCHES[event](wishes, asker);
