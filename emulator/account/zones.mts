const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		formats.set(zone, format);
	}
	return format;
}

/** Whether this is the name of a time zone. An offset such as `+02:00` is not. */
export function isZone(name: string): boolean {
	if (!/^[A-Za-z]/.test(name)) return false;
	try {
		formatOf(name);
		return true;
	} catch {
		return false;
	}
}

/**
 * Converts an instant to the wall-clock time of a zone. The result looks like a UTC timestamp, so UTC functions
 * return the hours and days of the zone.
 *
 * @param zone an IANA name
 * @param ms milliseconds since the epoch
 */
export function wallOf(zone: string, ms: number): number {
	const parts: Record<string, number> = {};
	for (const { type, value } of formatOf(zone).formatToParts(ms)) parts[type] = Number(value);
	const { year, month, day, hour, minute, second } = parts;
	return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}

/** The day of an instant in a zone, as the wall-clock time of its midnight. */
export const dayOf = (zone: string, ms: number): number => Math.floor(wallOf(zone, ms) / DAY) * DAY;

/**
 * Converts a wall-clock time of a zone to an instant. If the time occurs twice (clocks go back), the first one
 * is used. If it does not exist (clocks go forward), the result is later by the amount that clocks go forward.
 */
export function instantOf(zone: string, wall: number): number {
	const offsets = [wall - DAY, wall + DAY].map((ms) => wallOf(zone, ms) - ms);
	const found = offsets
		.map((offset) => wall - offset)
		.sort((a, b) => a - b)
		.find((ms) => wallOf(zone, ms) === wall);
	return found ?? wall - offsets[0];
}

/**
 * The month in a zone that is `offset` months after the current one: its first instant, and that of the next
 * month.
 */
export function monthOf(zone: string, now: number, offset: number): { start: number; end: number } {
	const today = new Date(wallOf(zone, now));
	const first = (more: number) =>
		instantOf(zone, Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + offset + more, 1));
	return { start: first(0), end: first(1) };
}
