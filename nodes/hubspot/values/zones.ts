import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';

import { InputError, ownOf, quote, textOf } from '../../common/input';
import { windowsZone } from './windowsZones';

const DAY = 86_400_000;

const known = new Map<string, Zone>();

/**
 * A time zone by its IANA name, its Windows name (as Outlook sends it) or an offset (`UTC+2`, `+05:30`, `Z`).
 *
 * @throws InputError for anything else, and for abbreviations such as CST, which can mean several zones
 */
export function toZone(name: unknown, field = 'Time Zone'): Zone {
	const text = textOf(name);
	const zone = findZone(text);
	if (zone) return zone;
	throw new InputError(
		field,
		text === '' ? 'the time zone is empty' : `${quote(text)} is not a time zone`,
		'Use a name such as Europe/Berlin or America/New_York.',
	);
}

/** Like `toZone`, but returns undefined instead of throwing. */
export function findZone(text: string): Zone | undefined {
	const cached = known.get(text);
	if (cached) return cached;
	const zone = zoneOf(text);
	if (zone) known.set(text, zone);
	return zone;
}

/** The zones of RFC 2822, in hours from UTC. Unlike other abbreviations, each one has a single meaning all year. */
const MAIL_ZONES: Record<string, number> = {
	UT: 0,
	EDT: -4,
	EST: -5,
	CDT: -5,
	CST: -6,
	MDT: -6,
	MST: -7,
	PDT: -7,
	PST: -8,
};

/**
 * The zone that follows a time in a text: UTC, an offset, an abbreviation of RFC 2822, or an IANA or Windows name. Undefined
 * for anything else. CET and similar abbreviations are not accepted, because they are ambiguous in summer.
 */
export function findZoneInText(text: string): Zone | undefined {
	const hours = ownOf(MAIL_ZONES, text.toUpperCase());
	if (hours !== undefined) return FixedOffsetZone.instance(hours * 60);
	return /^(?:z|utc|gmt)$|[/+ -]/i.test(text) ? findZone(text) : undefined;
}

/**
 * The IANA name of a zone. HubSpot's scheduling pages accept no other form.
 *
 * @throws InputError for an offset other than UTC, because it has no rules for daylight saving time
 */
export function ianaZone(name: unknown, field = 'Time Zone'): string {
	const zone = toZone(name, field);
	if (zone.type === 'iana' || zone === FixedOffsetZone.utcInstance) return zone.name;
	throw new InputError(
		field,
		`${quote(name)} is an offset, not a time zone`,
		'Use a name such as Europe/Berlin or America/New_York, which covers daylight saving time.',
	);
}

/**
 * The names without a slash in the IANA database. Other short names (CST, IST, BST) can mean several zones, although some
 * systems accept them for one.
 */
const ONE_WORD =
	/^(?:[CEMW]ET|[EHM]ST|(?:EST5E|CST6C|MST7M|PST8P)DT|Cuba|Egypt|Eire|GB|GB-Eire|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Kwajalein|Libya|Navajo|NZ|NZ-CHAT|Poland|Portugal|PRC|RO[CK]|Singapore|Turkey|UCT|Universal|W-SU|Zulu)$/;

/** No name of a zone is longer than this. */
const LONGEST_NAME = 100;

function zoneOf(text: string): Zone | undefined {
	if (text.length > LONGEST_NAME) return undefined;
	if (/^(?:z|utc|gmt)$/i.test(text)) return FixedOffsetZone.utcInstance;
	const offset = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(text);
	if (offset) {
		const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
		return minutes > 14 * 60
			? undefined
			: FixedOffsetZone.instance(offset[1] === '-' ? -minutes : minutes);
	}
	const name = windowsZone(text) ?? text;
	if (!name.includes('/') && !ONE_WORD.test(name)) return undefined;
	const zone = IANAZone.create(name);
	return zone.isValid ? zone : undefined;
}

/**
 * The instant of a local time in a zone. A time that is skipped when clocks go forward moves forward by the length of the
 * gap (02:30 becomes 03:30). A time that occurs twice when clocks go back means its first occurrence. Calendars do the same
 * (RFC 5545).
 *
 * @param wall the local time, in milliseconds as if it were UTC
 */
export function instantOf(wall: number, zone: Zone): number {
	const day = Math.floor(wall / DAY);
	const around = [day - 1, day + 2].map((each) => offsetOfDay(each, zone));
	if (around[0] === around[1]) return wall - around[0] * 60_000;
	const before = wall - zone.offset(wall - DAY) * 60_000;
	const after = wall - zone.offset(wall + DAY) * 60_000;
	const shows = (instant: number) => instant + zone.offset(instant) * 60_000 === wall;
	return !shows(before) && shows(after) ? after : before;
}

/** Cache of offsets. Calculating an offset is slow (Intl), and the meetings of a run are usually close together. */
const offsets = new WeakMap<Zone, Map<number, number>>();
const KEPT_DAYS = 4_000;

/** The offset at the start of a day (UTC), in minutes. No zone changes its clocks twice within three days. */
function offsetOfDay(day: number, zone: Zone): number {
	let kept = offsets.get(zone);
	if (!kept || kept.size > KEPT_DAYS) offsets.set(zone, (kept = new Map<number, number>()));
	let offset = kept.get(day);
	if (offset === undefined) kept.set(day, (offset = zone.offset(day * DAY)));
	return offset;
}

/** The local time in a zone at an instant, in milliseconds as if it were UTC. */
export function wallOf(instant: number, zone: Zone): number {
	const day = Math.floor(instant / DAY);
	const offset = offsetOfDay(day, zone);
	const isAllDay = offset === offsetOfDay(day + 1, zone);
	return instant + (isAllDay ? offset : zone.offset(instant)) * 60_000;
}
