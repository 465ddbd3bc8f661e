import type { Account } from '../account/account.mts';
import { MEETING_TYPE_ID } from '../account/object-types.mts';
import { PIN_PROPERTY } from '../account/pins.mts';
import { liveLinks } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import type { StorageLinks } from '../storage/links.mts';
import { html, plainText } from './html.mts';
import type { Html } from './html.mts';
import { keyOf, nameOf } from './records.mts';
import { timesIn } from './times.mts';
import type { Times } from './times.mts';

const MOST = 60;

/** How long links to attachments are valid, in milliseconds. */
const HOUR = 3_600_000;

const OUTCOMES: Readonly<Record<string, string>> = {
	SCHEDULED: 'Scheduled',
	COMPLETED: 'Completed',
	RESCHEDULED: 'Rescheduled',
	NO_SHOW: 'No show',
	CANCELED: 'Canceled',
};

const SOURCES: Readonly<Record<string, string>> = {
	CRM_UI: 'Logged by hand',
	MEETINGS: 'Booked on the meetings page',
	CALENDAR_SYNC: 'From the calendar',
	INTEGRATION: 'By an app',
};

const LISTED = ['0-1', '0-2', '0-3', '0-5'];

/** A pushpin icon. */
const PIN = html`<svg viewBox="0 0 16 16" aria-hidden="true">
	<path d="M5 1h6l-1 5 3 3H9l-1 6-1-6H3l3-3z" />
</svg>`;

/** A paper clip icon. */
const CLIP = html`<svg viewBox="0 0 16 16" aria-hidden="true">
	<path d="M5 4v7a3 3 0 0 0 6 0V4a2 2 0 0 0-4 0v6.5a1 1 0 0 0 2 0V5" />
</svg>`;

const startOf = ({ properties }: StoredRecord): number =>
	Date.parse(properties.hs_meeting_start_time ?? properties.hs_timestamp ?? '') || 0;

function ownerOf(account: Account, { properties }: StoredRecord): Html | false {
	const owner = account.owner(properties.hubspot_owner_id ?? '');
	if (!owner) return false;
	const initials = `${owner.firstName.charAt(0)}${owner.lastName.charAt(0)}`;
	return html`<span class="owner" title="${owner.email}"
		><i style="--hue:${(Number(owner.id) * 67) % 360}">${initials}</i>${owner.firstName}
		${owner.lastName}</span
	>`;
}

/** Where a meeting came from. For a booking, this includes the name of the scheduling page, no matter who booked. */
function sourceOf(account: Account, { properties, source }: StoredRecord): string {
	const from = SOURCES[source.sourceType] ?? source.sourceType;
	const link = properties.hs_meeting_created_from_link_id;
	const page = account.scheduling.pages.find(({ id }) => id === link);
	return page ? `${from}: ${page.name}` : from;
}

/** The other associated records, as links to their timelines. */
function companions(account: Account, meeting: StoredRecord, chosen: string): Html[] {
	const custom = account.objectTypes.filter((type) => type.fullyQualifiedName);
	return [...LISTED, ...custom.map(({ typeId }) => typeId)].flatMap((typeId) =>
		[...liveLinks(account, meeting, typeId)].flatMap(([id, types]) => {
			const record = account.record(typeId, id);
			const key = keyOf(account, record);
			if (key === chosen) return [];
			const labels = [...types].flatMap(({ label }) => label ?? []);
			return [
				html`<a class="chip t${typeId}" href="/?record=${key}"
					>${nameOf(account, record)}${labels.length > 0 && html`<small>${labels.join(', ')}</small>`}</a
				>`,
			];
		}),
	);
}

/** The attached files. As in HubSpot's UI, every file can be opened, including private and hidden ones. */
function attachments(account: Account, links: StorageLinks, { properties }: StoredRecord): Html[] {
	const ids = (properties.hs_attachment_ids ?? '').split(';').filter(Boolean);
	return ids.map((id) => {
		const file = account.files.get(id);
		if (!file) return html`<span class="chip gone">File ${id} is gone</span>`;
		const size = `${Math.max(1, Math.round(file.content.size / 1024)).toLocaleString('en-US')} KB`;
		return html`<a class="chip file" href="${links.signed(file, account.now() + HOUR)}"
			>${CLIP}${file.fileName} <small>${size}${file.open && ', public'}</small></a
		>`;
	});
}

function card(
	account: Account,
	links: StorageLinks,
	times: Times,
	meeting: StoredRecord,
	chosen: string,
	pinned: boolean,
) {
	const { properties } = meeting;
	const start = startOf(meeting);
	const end = Date.parse(properties.hs_meeting_end_time ?? '');
	const { weekday, date, month, year } = times.day(start);
	const outcome = properties.hs_meeting_outcome;
	const text = plainText(properties.hs_meeting_body ?? '');
	const notes = plainText(properties.hs_internal_meeting_notes ?? '');
	return html`<article class="meeting${pinned ? ' pinned' : ''}" id="m${meeting.id}">
		<time datetime="${new Date(start).toISOString()}"
			><span>${weekday}</span><b>${date}</b><span>${month} ${year}</span></time
		>
		<div>
			<header>
				<h4>${properties.hs_meeting_title ?? 'Meeting'}</h4>
				${pinned && html`<span class="pin">${PIN}Pinned</span>`}
				<span class="pill ${(outcome ?? 'none').toLowerCase()}"
					>${outcome ? (OUTCOMES[outcome] ?? outcome) : 'No outcome'}</span
				>
			</header>
			<p class="facts">
				<span
					>${times.clock(start)}${!Number.isNaN(end) && end > start && html` – ${times.clock(end)}`}</span
				>
				${ownerOf(account, meeting)}
				${properties.hs_activity_type && html`<span>${properties.hs_activity_type}</span>`}
				${properties.hs_meeting_location && html`<span>${properties.hs_meeting_location}</span>`}
				${
					properties.hs_guest_emails &&
					html`<span>with ${properties.hs_guest_emails.split(';').join(', ')}</span>`
				}
			</p>
			${text && html`<p class="text">${text.slice(0, 220)}${text.length > 220 && '…'}</p>`}
			${notes && html`<p class="notes">${notes.slice(0, 220)}${notes.length > 220 && '…'}</p>`}
			<footer>
				${attachments(account, links, meeting)}${companions(account, meeting, chosen)}
				<span class="quiet">
					<span>${sourceOf(account, meeting)}</span>
					<span>ID ${meeting.id}</span>
				</span>
			</footer>
		</div>
	</article>`;
}

/** The heading above the timeline: the name and main properties of the record. */
function heading(account: Account, record: StoredRecord | undefined): Html {
	if (!record) {
		return html`<div class="who">
			<h2>All meetings</h2>
			<p class="quiet">Upcoming first, then the past</p>
		</div>`;
	}
	const { type } = account.store(record.typeId);
	const { properties } = record;
	const facts = [
		properties.jobtitle,
		properties.company,
		properties.email,
		properties.domain,
		properties.city,
		properties.amount && `$${Number(properties.amount).toLocaleString('en-US')}`,
		properties.serial_number,
	].filter(Boolean);
	const owner = ownerOf(account, record);
	return html`<div class="who">
		<p class="kind t${type.typeId}">${type.singular}</p>
		<h2>${nameOf(account, record)}</h2>
		<p class="facts">
			${facts.map((fact) => html`<span>${fact}</span>`)}${owner}<span class="quiet"
				>ID ${record.id}</span
			>
		</p>
	</div>`;
}

/** The timeline of a record or of the whole account: the pinned meeting first, then upcoming ones, then past ones. */
export function timeline(
	account: Account,
	links: StorageLinks,
	record: StoredRecord | undefined,
): Html {
	const store = account.store(MEETING_TYPE_ID);
	const times = timesIn(account.timeZone);
	const chosen = record ? keyOf(account, record) : '';
	const all = record
		? [...liveLinks(account, record, MEETING_TYPE_ID).keys()].flatMap((id) => store.get(id) ?? [])
		: [...store.all()];
	const sorted = all
		.map((meeting) => ({ meeting, start: startOf(meeting) }))
		.sort((a, b) => b.start - a.start);
	const pinned = store.get(Number(record?.properties[PIN_PROPERTY]));
	const now = account.now();
	const others = sorted.filter(({ meeting }) => meeting !== pinned);
	const meetings = (list: typeof others) => list.map(({ meeting }) => meeting);
	const upcoming = meetings(others.filter(({ start }) => start >= now)).reverse();
	const past = meetings(others.filter(({ start }) => start < now));
	const show = (list: StoredRecord[]) =>
		list.slice(0, MOST).map((meeting) => card(account, links, times, meeting, chosen, false));
	const rest = (list: StoredRecord[]) =>
		list.length > MOST && html`<p class="quiet">and ${list.length - MOST} more</p>`;
	return html`${heading(account, record)}
	${pinned && card(account, links, times, pinned, chosen, true)}
	${
		upcoming.length > 0 &&
		html`<h3>Upcoming</h3>
			${show(upcoming)}${rest(upcoming)}`
	}
	${
		past.length > 0 &&
		html`<h3>Past</h3>
			${show(past)}${rest(past)}`
	}
	${
		all.length === 0 &&
		html`<p class="empty">
			No meetings yet. A meeting appears here when it is associated with this
			${record ? account.store(record.typeId).type.singular : 'account'}.
		</p>`
	}`;
}
