import { list, sentence, short } from '../../common/text';
import {
	defaultAssociationTypeId,
	findDefaultAssociation,
	oppositeAssociation,
} from '../associationTypes';
import { CREATE_UNIQUE, propertyLabel } from '../meetingProperties';
import { findObjectType } from '../objectTypes';
import * as Prop from '../propertyNames';
import type { Facts, Hints } from './failure';
import { noObjectType, webPage } from './phrases';
import { propertyMessage, propertyMessages } from './propertyMessages';

/** Explains the cause of a 400, and how to fix it. */
export function validationMessage(facts: Facts, { what, text }: Hints): string {
	const { hubspotMessage = '', propertyErrors = [], context = {} } = facts;
	if (propertyErrors.length > 0) return propertyMessages(propertyErrors);
	if (/required properties were not set/i.test(hubspotMessage)) {
		const names = context.properties ?? [];
		if (names.includes(Prop.DATE)) {
			return `HubSpot needs a time for the meeting. Set ${propertyLabel(Prop.START)} or ${propertyLabel(Prop.DATE)}`;
		}
		return `HubSpot needs ${names.map(propertyLabel).join(', ') || 'more properties'} for this record. Set ${names.length === 1 ? 'it' : 'them'} and try again`;
	}
	if (/No properties found to update/i.test(hubspotMessage)) {
		return 'There is nothing to update. Set at least one property';
	}
	if (context.INVALID_OBJECT_IDS) {
		const records = context.INVALID_OBJECT_IDS.map((entry) => {
			const [, type, id] = /^(\w[\w-]*)=(\S+)/.exec(entry) ?? [];
			return type ? `${findObjectType(type)?.singular ?? type.toLowerCase()} ${id}` : entry;
		});
		return `HubSpot has no ${list(records)} to associate with. Check the ID; the record may be deleted or have another object type`;
	}
	const association = associationWords(hubspotMessage, context.INVALID_ASSOCIATION_TYPE_ID?.[0]);
	if (association !== undefined) return association;
	if (/\bpinned\b/i.test(hubspotMessage) || 'hs_pinned_engagement_id' in context) {
		return 'HubSpot pins a meeting only on associated records. Associate the two first, and check that neither is deleted';
	}
	const unknownProperty = /Property "([^"]+)" does not exist/i.exec(hubspotMessage)?.[1];
	if (unknownProperty !== undefined) {
		return propertyMessage({ name: unknownProperty, code: 'PROPERTY_DOESNT_EXIST', message: '' });
	}
	const unknownType = /Unable to infer object type from:?\s*(\S+)/i.exec(hubspotMessage)?.[1];
	if (unknownType !== undefined) return noObjectType(unknownType);
	if (/no default association type/i.test(hubspotMessage)) {
		return "HubSpot associates these object types only by a label or type ID, or not at all. 'Get Many Types' lists the available types";
	}
	if (/could not get some/i.test(hubspotMessage)) {
		return 'HubSpot does not have the record, or it was deleted. Check the ID';
	}
	if (/duplicate ids/i.test(hubspotMessage)) {
		return `The same ID occurs more than once in one request (${list(context.ids ?? [])}). Send each record once`;
	}
	if (/uniqu/i.test(hubspotMessage)) {
		return `${sentence(hubspotMessage)} Find By accepts only properties with unique values, which HubSpot's own properties don't support: ${CREATE_UNIQUE}`;
	}
	if (hubspotMessage) {
		return `HubSpot refused ${what ? `${what}: ` : 'the request: '}${short(hubspotMessage, 300)}`;
	}
	return (
		webPage(text, facts.status) ??
		`HubSpot refused the request without giving a reason (status ${facts.status}). Check the values and try again`
	);
}

/**
 * Explains why an association type id doesn't fit: it is for the other direction or for other object types, it has
 * another category, or it doesn't exist. Undefined if the error is about something else.
 */
function associationWords(message: string, invalid: string | undefined): string | undefined {
	const [, side, type = ''] = /invalid (from|to) object type (\S+)/i.exec(message) ?? [];
	const [, category, unknownId] = /\b(\w+)=(\d+)/.exec(invalid ?? '') ?? [];
	const id = /For definition \d+-(\d+)/i.exec(message)?.[1] ?? unknownId;
	if (id === undefined) return undefined;
	const known = findDefaultAssociation(id);
	if (known && category !== undefined && category !== 'HUBSPOT_DEFINED') {
		return `Association type ${id} is HubSpot's own, not ${category}. Set its category to HUBSPOT_DEFINED`;
	}
	if (!known) {
		return `Association type ${id} does not exist between these object types. Get Many Types lists the available types and labels; also check the category`;
	}
	const given = findObjectType(type)?.name ?? type;
	const goes = `Association type ${id} is for ${known.from} to ${known.to}`;
	const opposite = oppositeAssociation(id);
	if (side === 'from' && opposite?.from === given) {
		return `${goes}. For ${opposite.from} to ${opposite.to}, use ${opposite.typeId}`;
	}
	const [from, to] = side === 'from' ? [given, known.to] : [known.from, given];
	const right = given === '' ? undefined : defaultAssociationTypeId(from, to);
	return right === undefined
		? `${goes}. Get Many Types lists the types and labels between other object types`
		: `${goes}. For ${from} to ${to}, use ${right}`;
}
