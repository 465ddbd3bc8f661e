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

/** Whether this is the name of a time zone; an offset such as `+02:00` is none. */
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
 * What the clocks of a zone show, as if they showed UTC: its hours and days can be read from it.
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

/** The day of a zone on which an instant lies, as the midnight that its clocks show. */
export const dayOf = (zone: string, ms: number): number => Math.floor(wallOf(zone, ms) / DAY) * DAY;

/**
 * The instant at which the clocks of a zone show this: the first of two in autumn, and in spring, where there is none, as
 * much later as the clocks are put forward.
 */
export function instantOf(zone: string, wall: number): number {
	const offsets = [wall - DAY, wall + DAY].map((ms) => wallOf(zone, ms) - ms);
	const found = offsets
		.map((offset) => wall - offset)
		.sort((a, b) => a - b)
		.find((ms) => wallOf(zone, ms) === wall);
	return found ?? wall - offsets[0];
}

/** The month of a zone that is `offset` months after that of `now`: its first instant, and that of the next. */
export function monthOf(zone: string, now: number, offset: number): { start: number; end: number } {
	const today = new Date(wallOf(zone, now));
	const first = (more: number) =>
		instantOf(zone, Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + offset + more, 1));
	return { start: first(0), end: first(1) };
}
