/** Formats times for display in one time zone. All times are in milliseconds since the epoch. */
export interface Times {
	day(ms: number): { weekday: string; date: string; month: string; year: string };
	clock(ms: number): string;
	month(ms: number): string;
	second(ms: number): string;
}

/** @param timeZone an IANA name */
export function timesIn(timeZone: string): Times {
	const format = (options: Intl.DateTimeFormatOptions) => {
		const made = new Intl.DateTimeFormat('en-US', { timeZone, ...options });
		return (ms: number) => made.format(ms);
	};
	const weekday = format({ weekday: 'short' });
	const date = format({ day: 'numeric' });
	const month = format({ month: 'short' });
	const year = format({ year: 'numeric' });
	return {
		day: (ms) => ({ weekday: weekday(ms), date: date(ms), month: month(ms), year: year(ms) }),
		clock: format({ hour: 'numeric', minute: '2-digit' }),
		month: format({ month: 'long', year: 'numeric' }),
		second: format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
	};
}
