import type { JsonObject } from 'n8n-workflow';

import { createCalendarEvent } from '../../../api/scheduler';
import { allOf } from '../../../common/allOf';
import { InputError } from '../../../common/input';
import * as Prop from '../../../hubspot/propertyNames';
import { isOn } from '../../../hubspot/values/conversion';
import { ianaZone } from '../../../hubspot/values/zones';
import { simplifyField } from '../../../shared/fields/output';
import type { Item } from '../../../transport/item';
import type { OperationOption } from '../../../transport/operation';
import { alsoAssociate, ownDomains, recordsNotFound } from '../../fields/associations';
import { calendarEventFields } from '../../fields/calendarEvent';
import { optionsField } from '../../fields/options';
import { show } from '../../fields/show';
import { valueOptions } from '../../fields/valuesToSend';
import { bringAlong, listAlong } from '../../input/alsoAssociate';
import { readEventInput, type EventInput } from '../../input/calendarEvent';
import { listMissing, readLinks, toAssociations } from '../../input/links';
import { readMeetingInput, type ValueOptions } from '../../input/meetingInput';
import { timesFor, toProperties } from '../../input/meetingProperties';
import { outputFor } from '../../input/output';
import { scheduleNew } from '../../input/schedule';
import { uploadAttachments } from '../../input/uploads';
import { writeRepaired } from '../../input/writeRepaired';

export const option: OperationOption = {
	name: 'Schedule',
	value: 'schedule',
	action: 'Schedule meeting',
	description:
		"Add a meeting to a user's calendar and invite the attendees (not yet confirmed against a live account, nor that the ID in the output is that of the meeting record)",
	request: { method: 'POST', url: '/scheduler/meetings/calendar' },
};

export const description = show({ resource: ['meeting'], operation: ['schedule'] }, [
	...calendarEventFields,
	simplifyField,
	optionsField([...valueOptions, alsoAssociate, ownDomains, recordsNotFound]),
]);

/** The default outcome, for a meeting in the future. HubSpot requires an outcome. */
const SCHEDULED = 'SCHEDULED';

/** Adds a meeting to a calendar (POST …/meetings/calendar). Sent once for each item: HubSpot has no batch for it. */
export async function operate(item: Item): Promise<JsonObject[]> {
	const options = item.field<ValueOptions>('options', {});
	const input = await readMeetingInput(item, options);
	const { zone } = timesFor(item, options);
	const timeZone = ianaZone(zone);
	const { properties, lookUp } = await toProperties(item, input, options);
	if (!properties[Prop.TITLE]) throw missing('Title', 'The calendar event needs one.');
	if (!properties[Prop.START]) throw missing('Start Time', 'The calendar event needs one.');
	scheduleNew(properties, { duration: input.duration, zone });
	if (!properties[Prop.END]) throw missing('End Time', "Set it, or 'Duration (Minutes)'.");
	properties[Prop.OUTCOME] ??= SCHEDULED;
	const whenNotFound = options.notFound ?? 'fail';
	let reading: Promise<EventInput> | undefined;
	const readEvent = async () => await (reading ??= readEventInput(item));
	const found = await readLinks(item, input, { ...options, notFound: whenNotFound }, async () => {
		await allOf<unknown>([lookUp(), readEvent()]);
	});
	const { organizer, organizerUserId, ...event } = await readEvent();
	Object.assign(properties, event.properties, { [Prop.OWNER]: organizer.id });
	const { links, notFound, createdContacts } = found;
	const along = await bringAlong(item, links, options.alsoAssociate);
	const { orSay } = await uploadAttachments(item, input, properties);
	const { result: meeting, notFound: unknown } = await writeRepaired(
		{ properties, links: [...links, ...along] },
		async (content) =>
			await createCalendarEvent(item, {
				organizerUserId,
				timeZone,
				properties: content.properties,
				associations: await toAssociations(item, content.links),
				reminders: event.reminders,
				remindersDescribe: isOn(event.remindersDescribe),
			}),
		{ notFound: whenNotFound },
	).catch(orSay);
	item.created.push(meeting.id);
	const alsoAssociated = listAlong(along);
	const listed = listMissing(item, input, [...notFound, ...unknown]);
	return [
		outputFor(item, properties)(meeting, { notFound: listed, createdContacts, alsoAssociated }),
	];
}

const missing = (field: string, advice: string) => new InputError(field, 'is empty', advice);
