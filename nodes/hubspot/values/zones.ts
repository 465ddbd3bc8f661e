import { FixedOffsetZone, IANAZone, type Zone } from 'luxon';

import { InputError, ownOf, quote, textOf } from '../../common/input';
import { windowsZone } from './windowsZones';

const DAY = 86_400_000;

const known = new Map<string, Zone>();

/**
 * A time zone by its IANA name, its Windows name (as Outlook sends it) or an offset (`UTC+2`, `+05:30`, `Z`).
 * Abbreviations such as CST, which mean several zones, and all else are an InputError.
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

/** The zone that `toZone` reads, or undefined where there is none of that name. */
export function findZone(text: string): Zone | undefined {
	const cached = known.get(text);
	if (cached) return cached;
	const zone = zoneOf(text);
	if (zone) known.set(text, zone);
	return zone;
}

/** The zones of RFC 2822, in hours from UTC: unlike other abbreviations each has one meaning, in summer as in winter. */
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
 * The zone that follows a time in a text: UTC, an offset, an abbreviation of RFC 2822, an IANA or Windows name; undefined
 * for all else. CET and its like are left out: in summer they can mean two times.
 */
export function findZoneInText(text: string): Zone | undefined {
	const hours = ownOf(MAIL_ZONES, text.toUpperCase());
	if (hours !== undefined) return FixedOffsetZone.instance(hours * 60);
	return /^(?:z|utc|gmt)$|[/+ -]/i.test(text) ? findZone(text) : undefined;
}

/**
 * The IANA name of a zone, for those who take no other: HubSpot's scheduling pages.
 *
 * @throws InputError for an offset, which says nothing of summer time
 */
export function ianaZone(name: unknown, field = 'Time Zone'): string {
	const zone = toZone(name, field);
	if (zone.type === 'iana' || zone === FixedOffsetZone.utcInstance) return zone.name;
	throw new InputError(
		field,
		`${quote(name)} is an offset, not a time zone`,
		'Use a name such as Europe/Berlin or America/New_York: it knows when the clocks change.',
	);
}

/**
 * The names without a slash in the IANA database. Other short ones (CST, IST, BST) mean several zones, though some
 * systems pick one.
 */
const ONE_WORD =
	/^(?:[CEMW]ET|[EHM]ST|(?:EST5E|CST6C|MST7M|PST8P)DT|Cuba|Egypt|Eire|GB|GB-Eire|Hongkong|Iceland|Iran|Israel|Jamaica|Japan|Kwajalein|Libya|Navajo|NZ|NZ-CHAT|Poland|Portugal|PRC|RO[CK]|Singapore|Turkey|UCT|Universal|W-SU|Zulu)$/;

/** More characters than any name of a zone has. */
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
 * The instant at which clocks of a zone show a time. When clocks are put forward and the time never comes, it is
 * the one as much later (02:30 becomes 03:30); when they are put back and it comes twice, it is the first. So do
 * calendars (RFC 5545).
 *
 * @param wall the time on the clock, in milliseconds as if it were UTC
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

/** Asking for an offset is slow (Intl), and the meetings of a run lie close together. */
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

/** What clocks of a zone show at an instant, in milliseconds as if it were UTC. */
export function wallOf(instant: number, zone: Zone): number {
	const day = Math.floor(instant / DAY);
	const offset = offsetOfDay(day, zone);
	const isAllDay = offset === offsetOfDay(day + 1, zone);
	return instant + (isAllDay ? offset : zone.offset(instant)) * 60_000;
}
