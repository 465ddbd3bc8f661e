import { freeTimes } from '../account/free-times.mts';
import type { SchedulingPage } from '../account/scheduling-page.mts';
import { isZone, monthOf } from '../account/zones.mts';
import { invalid } from '../errors.mts';
import { ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { get } from '../http/router.mts';
import type { Route } from '../http/router.mts';
import type { ApiVersion } from '../http/versions.mts';
import { presentAvailability, presentBookingInfo, presentPage } from './scheduler-present.mts';
import { unknownSlug } from './scheduler-errors.mts';

const READ = ['scheduler.meetings.meeting-link.read'];

const TYPES = ['PERSONAL_LINK', 'GROUP_CALENDAR', 'ROUND_ROBIN_CALENDAR'];

/** The largest `monthOffset`: a hundred years, which is more than any HubSpot page offers. */
const MAX_MONTHS = 1_200;

/** Finds the page with this slug, or throws a 404. */
export function pageFor(call: Call, slug: string): SchedulingPage {
	const page = call.account.scheduling.find(slug);
	if (!page) throw unknownSlug();
	return page;
}

/** Returns the name of a time zone, or throws a 400 if it is invalid. */
export function checkZone(name: string): string {
	if (!isZone(name)) throw invalid(`Invalid timezone: ${name}`);
	return name;
}

function zoneOf(call: Call): string {
	const zone = call.parameter('timezone');
	if (!zone) throw invalid('query param timezone may not be null');
	return checkZone(zone);
}

const list = (paymentLinks: boolean) => (call: Call) => {
	call.allow(READ);
	const { account } = call;
	const limit = call.limit(20, 100);
	const after = Number(call.parameter('after') || 0);
	if (!Number.isFinite(after)) throw invalid('Unable to parse value for query parameter after');
	const type = call.parameter('type');
	if (type !== undefined && !TYPES.includes(type)) {
		throw invalid(`Unable to parse value for query parameter type: ${type}`);
	}
	const name = call.parameter('name')?.toLowerCase();
	const organizer = call.parameter('organizerUserId');
	const found = account.scheduling.pages
		.map((page) => presentPage(account, page, paymentLinks))
		.filter((page) => type === undefined || page.type === type)
		.filter((page) => name === undefined || page.name.toLowerCase() === name)
		.filter((page) => organizer === undefined || page.organizerUserId === organizer)
		.sort((a, b) => Number(a.id) - Number(b.id));
	const rest = found.filter(({ id }) => Number(id) >= after);
	const next = rest.at(limit);
	return ok({
		total: found.length,
		results: rest.slice(0, limit),
		...(next && { paging: call.next(next.id) }),
	});
};

const freeIn = (call: Call, page: SchedulingPage, zone: string, months: number) => {
	const { start, end } = monthOf(zone, call.account.now(), months);
	return freeTimes(call.account, page, start, end);
};

function read(call: Call) {
	call.allow(READ);
	const zone = zoneOf(call);
	const page = pageFor(call, call.params.slug);
	return ok(presentBookingInfo(call.account, page, freeIn(call, page, zone, 0)));
}

function availability(call: Call) {
	call.allow(READ);
	const zone = zoneOf(call);
	const months = Number(call.parameter('monthOffset') ?? 0);
	if (!Number.isInteger(months) || Math.abs(months) > MAX_MONTHS) {
		throw invalid('Unable to parse value for query parameter monthOffset');
	}
	const page = pageFor(call, call.params.slug);
	return ok(presentAvailability(call.account, freeIn(call, page, zone, months)));
}

/** Endpoints for scheduling pages ("meeting links") and their free times. */
export const schedulerRoutes = ({ paymentLinks }: ApiVersion): readonly Route[] => [
	get('/meeting-links', list(paymentLinks)),
	get('/meeting-links/book/:slug', read),
	get('/meeting-links/book/availability-page/:slug', availability),
];
