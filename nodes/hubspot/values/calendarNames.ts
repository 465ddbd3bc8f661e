/*
 * English names, written out. Getting them from the language data while n8n loads the node would take longer than the
 * rest of loading.
 */

/** The days of the week, in the order of `getUTCDay`. */
export const WEEKDAYS = [
	'Sunday',
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
] as const;

/** The months of the year, in the order of `getUTCMonth`. */
export const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December',
] as const;
