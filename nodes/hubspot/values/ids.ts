import {
	InputError,
	isEmpty,
	isRecord,
	parseJson,
	quote,
	textOf,
	wholeText,
} from '../../common/input';
import { findObjectType, type ObjectType } from '../objectTypes';

/** The parts of a record's URL in HubSpot's app. */
export interface RecordAddress {
	/** Type id, such as `0-47`. */
	objectTypeId: string;
	id: string;
	portalId: string;
	/** The activity on the record's timeline, if the URL is the link of an activity (`?engagement=`). */
	activityId?: string;
}

const WAY_OUT = 'Enter the number that HubSpot shows as Record ID, such as 513881705057.';

/**
 * Parses a record's URL in HubSpot's app: `/contacts/{hub}/record/0-47/{id}` and the older forms
 * `/contacts/{hub}/contact/{id}`, `/company/`, `/deal/`, `/ticket/`, on any regional host. Also accepts views of an
 * object whose URL contains the record (`…/record/0-1/101/view/1`), and a ticket in the help desk
 * (`/help-desk/{hub}/view/1/ticket/{id}`). Undefined for anything else.
 */
export function parseRecordUrl(text: string): RecordAddress | undefined {
	const match =
		/^(?:https?:\/\/)?(?:app|app-[a-z]{2}\d|local)\.hubspot(?:qa)?\.com\/(?:contacts|sales|help-desk|crm)\/(\d+)\/(?:view\/\d+\/)?(?:record\/(\d+-\d+)|(contact|company|deal|ticket))\/(\d+)(?:[/?#].*)?$/i.exec(
			text.trim(),
		);
	if (!match) return undefined;
	const [, portalId, typeId, word, id] = match;
	const objectTypeId = typeId ?? findObjectType(word)?.typeId;
	if (objectTypeId === undefined) return undefined;
	const activityId = /[?&]engagement=(\d+)(?:[&#]|$)/.exec(text.trim())?.[1];
	return { objectTypeId, id, portalId, activityId };
}

/** Keys under which objects of HubSpot and n8n have the id of a record. */
const ID_KEYS: readonly string[] = ['id', 'hs_object_id', 'toObjectId', 'value'];

/** The id in an object, such as a record, an associated record or an option of a list. */
function unwrap(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const key = ID_KEYS.find((name) => !isEmpty(value[name]));
	return key === undefined ? value : value[key];
}

/**
 * The id of a record: digits as text. Accepts numbers, text with whitespace around it, `123.0` (from a spreadsheet), an
 * object with an `id`, and a record's URL in HubSpot's app.
 *
 * @param type the object type of the record, which is checked if the id is given as a URL
 * @throws InputError for an empty value (an empty id never means "all"), for anything that is not a positive whole number,
 * and for the URL of another object type
 */
export function toId(value: unknown, field: string, type?: ObjectType): string {
	const given = unwrap(value);
	if (isEmpty(given)) throw new InputError(field, 'is empty', WAY_OUT);
	if (typeof given === 'number' && !Number.isSafeInteger(given)) {
		const what = Number.isInteger(given)
			? `${given} is too long for a number, so its last digits are lost`
			: `${given} is not the ID of a record`;
		throw new InputError(field, what, Number.isInteger(given) ? 'Enter it as text.' : WAY_OUT);
	}
	const text = isRecord(given) ? '' : textOf(given);
	const address = parseRecordUrl(text);
	if (address) {
		// The link that HubSpot copies for a meeting is the URL of a record that it is associated with.
		if (type?.name === 'meetings' && address.activityId !== undefined) return address.activityId;
		if (type?.typeId !== undefined && address.objectTypeId !== type.typeId) {
			const other = findObjectType(address.objectTypeId)?.displayName ?? address.objectTypeId;
			throw new InputError(
				field,
				`the URL belongs to another object type (${other})`,
				`Enter the URL or ID of a ${type.displayName.toLowerCase()}.`,
			);
		}
		return address.id;
	}
	const digits = /^0*([1-9]\d{0,18})(?:\.0+)?$/.exec(text)?.[1];
	if (digits) return digits;
	const scientific = /^\d(?:[.,]\d+)?e\+?\d+$/i.test(text);
	throw new InputError(
		field,
		`${quote(given)} is not the ID of a record`,
		scientific
			? 'A spreadsheet has shortened it, and digits are lost: format the column as text.'
			: WAY_OUT,
	);
}

/** Whether a text is meant as an id, even if a spreadsheet has shortened it. */
export const looksLikeId = (text: string): boolean => /^[\d.\s]+(?:e\+?\d+)?$/i.test(text);

/**
 * The entries of a list: an array (also as JSON text), or text separated by commas, semicolons or line breaks.
 * Whitespace around entries and empty entries are dropped.
 *
 * @param split splits a text whose entries may contain these separators
 * @param blanks replaces an empty entry of an array; by default the entry is dropped
 */
export function toList(
	value: unknown,
	split = splitText,
	blanks: readonly unknown[] = [],
): unknown[] {
	const array = asArray(value);
	if (array) {
		return array.flatMap((entry) =>
			isEmpty(entry) && !Array.isArray(entry) ? blanks : toList(entry, split, blanks),
		);
	}
	if (isEmpty(value)) return [];
	if (typeof value !== 'string') return [value];
	const text = value.trim();
	const json = text.startsWith('{') ? parseJson(text) : undefined;
	return isRecord(json) ? [json] : split(text);
}

const splitText = (text: string): string[] =>
	text
		.split(/[,;\r\n]+/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');

/** An array, also as JSON text; undefined for anything else. */
export function asArray(value: unknown): unknown[] | undefined {
	const given =
		typeof value === 'string' && value.trim().startsWith('[') ? parseJson(value) : value;
	return Array.isArray(given) ? given : undefined;
}

/**
 * The entries of a list of texts, such as labels or values to compare with. Entries of an array (also as JSON text) are not
 * split, even if they contain commas. Other text is split as in `toList`. Empty entries are dropped.
 */
export function toTexts(value: unknown): unknown[] {
	return (
		asArray(value)
			?.flat(Infinity)
			.filter((entry) => !isEmpty(entry)) ?? toList(value)
	);
}

/** The names in a list, without duplicates. */
export function toNames(value: unknown): string[] {
	return [...new Set(toList(value).map(textOf))];
}

/** The ids in a list, without duplicates, in the given order. An empty list is allowed. */
export function toIdList(value: unknown, field: string, type?: ObjectType): string[] {
	return [...new Set(toList(value).map((entry) => toId(entry, field, type)))];
}

/** A value of a unique property by which HubSpot finds a record: any text that is not empty. */
export function toUniqueValue(value: unknown, field: string): string {
	const given = unwrap(value);
	if (isEmpty(given) || isRecord(given) || Array.isArray(given)) {
		throw new InputError(
			field,
			isEmpty(given) ? 'is empty' : `${quote(given)} is not a single value`,
			'Enter the value of the property to find the record by.',
		);
	}
	return wholeText(textOf(given), field);
}
