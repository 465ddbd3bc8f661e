const MINUTE = 60_000;
const FIRST = Date.parse('2026-12-01T08:00:00Z');
const OWNERS = ['11349275740', '11349275741', '11349275742'];
const OUTCOMES = ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'];

const instant = (ms: number) => new Date(ms).toISOString();

/** The twelve documented properties of meeting `n`, as a row of a table. Each meeting has a different title. */
export function row(n: number): Record<string, string> {
	const start = FIRST + n * 15 * MINUTE;
	return {
		hs_timestamp: instant(start),
		hs_meeting_title: `Review ${n} with Brightfield`,
		hubspot_owner_id: OWNERS[n % OWNERS.length]!,
		hs_meeting_body: `<p>Agenda of meeting ${n}: numbers, open points, next steps.</p>`,
		hs_internal_meeting_notes: `<p>Prepare the figures of quarter ${1 + (n % 4)}.</p>`,
		hs_meeting_external_url: `https://calendar.example.com/event/${n}`,
		hs_meeting_location: `Room ${1 + (n % 12)}`,
		hs_meeting_start_time: instant(start),
		hs_meeting_end_time: instant(start + 45 * MINUTE),
		hs_meeting_outcome: OUTCOMES[n % OUTCOMES.length]!,
		hs_activity_type: 'First Meeting',
		hs_attachment_ids: `${24_332_474_034 + n}`,
	};
}

export const rows = (count: number, from = 0): Array<Record<string, string>> =>
	Array.from({ length: count }, (_, n) => row(from + n));

export const PROPERTY_NAMES = Object.keys(row(0));
