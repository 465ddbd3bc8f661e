/*
 * English names, written out: to look them up in the language data while n8n loads the node takes longer than all the
 * rest of loading.
 */

/** The days of a week, as `getUTCDay` counts them. */
export const WEEKDAYS = [
	'Sunday',
	'Monday',
	'Tuesday',
	'Wednesday',
	'Thursday',
	'Friday',
	'Saturday',
] as const;

/** The months of a year, as `getUTCMonth` counts them. */
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
