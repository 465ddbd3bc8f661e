import type { INodePropertyOptions } from 'n8n-workflow';

import type { HubSpotClient } from '../../transport/client';
import type { TriggerConfig } from '../config';
import type { Detector } from '../cursor';
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
const DETECTORS: Record<
	Exclude<EventName, 'deleted'>,
	(config: TriggerConfig, client: HubSpotClient) => Detector
> = {
	created: created.detector,
	createdOrUpdated: createdOrUpdated.detector,
	ended: ended.detector,
	outcomeChanged: outcomeChanged.detector,
	startingSoon: startingSoon.detector,
	updated: updated.detector,
};

/** How an event is watched. */
export const detectorFor = (
	event: Exclude<EventName, 'deleted'>,
	config: TriggerConfig,
	client: HubSpotClient,
): Detector => DETECTORS[event](config, client);
