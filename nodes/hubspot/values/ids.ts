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

/** What a record's address in HubSpot's app says. */
export interface RecordAddress {
	/** Type id, such as `0-47`. */
	objectTypeId: string;
	id: string;
	portalId: string;
	/** The activity on the record's timeline that the link of an activity leads to (`?engagement=`). */
	activityId?: string;
}

const WAY_OUT = 'Give the number that HubSpot shows as Record ID, such as 513881705057.';

/**
 * The record of an address in HubSpot's app: `/contacts/{hub}/record/0-47/{id}` and the older forms
 * `/contacts/{hub}/contact/{id}`, `/company/`, `/deal/`, `/ticket/`, on any regional host. Views of an
 * object that hold the record's address (`…/record/0-1/101/view/1`) count, and so does a ticket in the help desk
 * (`/help-desk/{hub}/view/1/ticket/{id}`). Undefined for all else.
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

/** Keys under which HubSpot's and n8n's objects carry the id of a record. */
const ID_KEYS: readonly string[] = ['id', 'hs_object_id', 'toObjectId', 'value'];

/** The id in an object: a record, an associated record, an option of a list. */
function unwrap(value: unknown): unknown {
	if (!isRecord(value)) return value;
	const key = ID_KEYS.find((name) => !isEmpty(value[name]));
	return key === undefined ? value : value[key];
}

/**
 * The id of a record: digits as text. Takes numbers, text with blanks around it, `123.0` (a spreadsheet's),
 * an object with an `id`, and a record's address in HubSpot's app. An InputError for nothing (an empty id never
 * means "all"), for anything that is no positive whole number, and for an address of another object type.
 *
 * @param type the object type that the id must be of, where an address tells
 */
export function toId(value: unknown, field: string, type?: ObjectType): string {
	const given = unwrap(value);
	if (isEmpty(given)) throw new InputError(field, 'is empty', WAY_OUT);
	if (typeof given === 'number' && !Number.isSafeInteger(given)) {
		const what = Number.isInteger(given)
			? `${given} is too long for a number, so its last digits are lost`
			: `${given} is not the ID of a record`;
		throw new InputError(field, what, Number.isInteger(given) ? 'Give it as text.' : WAY_OUT);
	}
	const text = isRecord(given) ? '' : textOf(given);
	const address = parseRecordUrl(text);
	if (address) {
		// What HubSpot copies as the link of a meeting is the address of a record with it.
		if (type?.name === 'meetings' && address.activityId !== undefined) return address.activityId;
		if (type?.typeId !== undefined && address.objectTypeId !== type.typeId) {
			const other = findObjectType(address.objectTypeId)?.displayName ?? address.objectTypeId;
			throw new InputError(
				field,
				`the URL is of another object type (${other})`,
				`Give the URL or ID of a ${type.displayName.toLowerCase()}.`,
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

/** Whether a text is meant as an id, also one that a spreadsheet has shortened. */
export const looksLikeId = (text: string): boolean => /^[\d.\s]+(?:e\+?\d+)?$/i.test(text);

/**
 * The entries of a list: an array (also as JSON text), or text separated by comma, semicolon or line break.
 * Blanks around entries and empty entries are dropped.
 *
 * @param split how a text is separated, where its entries may hold such characters
 * @param blanks what an array has in place of an empty entry; nothing where it is left out
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

/** An array, also as JSON text; undefined for all else. */
export function asArray(value: unknown): unknown[] | undefined {
	const given =
		typeof value === 'string' && value.trim().startsWith('[') ? parseJson(value) : value;
	return Array.isArray(given) ? given : undefined;
}

/**
 * The entries of a list of texts, such as labels or values to compare with: those of an array (also as JSON text) stay
 * whole, whatever commas they hold; other text is separated as in `toList`. Empty entries are dropped.
 */
export function toTexts(value: unknown): unknown[] {
	return (
		asArray(value)
			?.flat(Infinity)
			.filter((entry) => !isEmpty(entry)) ?? toList(value)
	);
}

/** The names of a list, each once. */
export function toNames(value: unknown): string[] {
	return [...new Set(toList(value).map(textOf))];
}

/** The ids of a list, each once, in the order given. An empty list is an empty list. */
export function toIdList(value: unknown, field: string, type?: ObjectType): string[] {
	return [...new Set(toList(value).map((entry) => toId(entry, field, type)))];
}

/** A value by which HubSpot finds a record through a unique property: any text but an empty one. */
export function toUniqueValue(value: unknown, field: string): string {
	const given = unwrap(value);
	if (isEmpty(given) || isRecord(given) || Array.isArray(given)) {
		throw new InputError(
			field,
			isEmpty(given) ? 'is empty' : `${quote(given)} is not a single value`,
			'Give the value of the property to find the record by.',
		);
	}
	return wholeText(textOf(given), field);
}
