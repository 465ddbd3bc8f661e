import type { Account } from '../account/account.mts';
import { calendarsOf, freeMembers, startsOf } from '../account/free-times.mts';
import { instant } from '../account/instants.mts';
import { liveLinks } from '../account/present.mts';
import { durationsOf } from '../account/scheduling-page.mts';
import type { SchedulingPage } from '../account/scheduling-page.mts';
import { html } from './html.mts';
import type { Html } from './html.mts';
import { keyOf, nameOf } from './records.mts';
import { timesIn } from './times.mts';

const NEXT = 4;

const TYPES: Readonly<Record<SchedulingPage['type'], string>> = {
	PERSONAL_LINK: 'One person',
	GROUP_CALENDAR: 'Group',
	ROUND_ROBIN_CALENDAR: 'Round robin',
};

/** The next free start times of a page for its shortest duration. */
function nextFree(account: Account, page: SchedulingPage): number[] {
	const now = account.now();
	const duration = Math.min(...durationsOf(page));
	const calendars = calendarsOf(account, page, now, Infinity);
	const found: number[] = [];
	for (const start of startsOf(account, page, duration, now, Infinity)) {
		if (freeMembers(page, calendars, start, duration).length > 0) found.push(start);
		if (found.length === NEXT) break;
	}
	return found;
}

/** The contacts of upcoming meetings that were booked on a page. */
function bookings(account: Account, page: SchedulingPage): Html[] {
	const now = instant(account.now());
	const { clock, day } = timesIn(account.timeZone);
	return [...account.store('meetings').all()]
		.filter(
			({ properties }) =>
				properties.hs_meeting_created_from_link_id === page.id &&
				(properties.hs_meeting_start_time ?? '') >= now,
		)
		.flatMap((meeting) =>
			[...liveLinks(account, meeting, '0-1').keys()].map((id) => {
				const contact = account.record('contacts', id);
				const start = Date.parse(meeting.properties.hs_meeting_start_time);
				const { month, date } = day(start);
				return html`<a class="chip" href="/?record=${keyOf(account, contact)}"
					>${nameOf(account, contact)}<small>${month} ${date}, ${clock(start)}</small></a
				>`;
			}),
		);
}

function card(account: Account, page: SchedulingPage): Html {
	const { clock, day } = timesIn(account.timeZone);
	const people = page.members.map((id) => {
		const owner = account.owner(id);
		const name = `${owner?.firstName ?? ''} ${owner?.lastName ?? ''}`.trim();
		return account.scheduling.isConnected(id) ? name : `${name} (calendar not connected)`;
	});
	const free = nextFree(account, page);
	const booked = bookings(account, page);
	return html`<article class="meeting page" id="s${page.id}">
		<div>
			<header>
				<h4>${page.name}</h4>
				${page.paymentLinkId && html`<span class="pill">Payment</span>`}
				<span class="pill">${TYPES[page.type]}</span>
			</header>
			<p class="facts">
				<span>/${page.slug}</span>
				<span>${page.durationsMinutes.join(', ')} min</span>
				<span>${people.join(', ')}</span>
				<span>hours in ${page.timeZone}</span>
			</p>
			<p>
				<b>Next free:</b>
				${
					free.length > 0
						? free
								.map((start) => {
									const { weekday, month, date } = day(start);
									return `${weekday}, ${month} ${date}, ${clock(start)}`;
								})
								.join(' · ')
						: 'nothing'
				}
			</p>
			<footer>
				${booked}
				<span class="quiet"><span>ID ${page.id}</span></span>
			</footer>
		</div>
	</article>`;
}

/** Lists the scheduling pages with their next free times and upcoming bookings. */
export const schedulingPages = (account: Account): Html =>
	html`<div class="who">
			<h2>Scheduling pages</h2>
			<p class="quiet">With their next free times and upcoming bookings</p>
		</div>
		${account.scheduling.pages.map((page) => card(account, page))}`;
