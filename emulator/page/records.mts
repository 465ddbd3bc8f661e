import type { Account } from '../account/account.mts';
import { liveLinks } from '../account/present.mts';
import { MEETING_TYPE_ID } from '../account/object-types.mts';
import type { StoredRecord } from '../account/record.mts';
import { html } from './html.mts';
import type { Html } from './html.mts';

/** The record types of the list, in the order people look for them. */
const LISTED = ['0-1', '0-2', '0-3', '0-5'];

const MOST = 200;

const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What a record is called on screen. */
export function nameOf(account: Account, record: StoredRecord): string {
	const { type } = account.store(record.typeId);
	const { firstname, lastname } = record.properties;
	const person = [firstname, lastname].filter(Boolean).join(' ');
	return person || record.properties[type.title] || `${title(type.singular)} ${record.id}`;
}

/** The part of the address that chooses a record: `contacts/101`. */
export const keyOf = (account: Account, record: StoredRecord): string =>
	`${account.store(record.typeId).type.plural}/${record.id}`;

/** The record that an address names, undefined for all meetings or for nonsense. */
export function recordFor(account: Account, key: string): StoredRecord | undefined {
	const [type, id] = key.split('/');
	return account.findStore(type)?.get(Number(id));
}

export interface RecordGroup {
	label: string;
	records: StoredRecord[];
	more: number;
}

/** The records that can have a timeline, by type; custom objects come last. */
export function recordGroups(account: Account): RecordGroup[] {
	const custom = account.objectTypes.filter((type) => type.fullyQualifiedName);
	return [...LISTED, ...custom.map((type) => type.typeId)].map((typeId) => {
		const store = account.store(typeId);
		return {
			label: title(store.type.plural),
			records: store.page(0, MOST),
			more: Math.max(0, store.count() - MOST),
		};
	});
}

/** In the place of a record: the scheduling pages. */
export const SCHEDULING_KEY = 'scheduling-pages';

/** The list of records, with how many meetings each has. */
export const recordList = (account: Account, chosen: string): Html => html`
	<a class="row${chosen ? '' : ' here'}" href="/"
		><span>All meetings</span><b>${account.store(MEETING_TYPE_ID).count()}</b></a
	>
	<a class="row${chosen === SCHEDULING_KEY ? ' here' : ''}" href="/?record=${SCHEDULING_KEY}"
		><span>Scheduling pages</span><b>${account.scheduling.pages.length}</b></a
	>
	${recordGroups(account).map(
		({ label, records, more }) => html`
			<h3>${label}</h3>
			${records.map((record) => {
				const key = keyOf(account, record);
				const meetings = liveLinks(account, record, MEETING_TYPE_ID).size;
				return html`<a class="row${key === chosen ? ' here' : ''}" href="/?record=${key}"
					><span>${nameOf(account, record)}</span>${meetings > 0 && html`<b>${meetings}</b>`}</a
				>`;
			})}
			${more > 0 && html`<p class="quiet">and ${more} more</p>`}
		`,
	)}
`;

/** The same list as one field, for a narrow screen. */
export const recordSelect = (account: Account, chosen: string): Html => html`
	<form class="choose">
		<select name="record" aria-label="Record" onchange="this.form.submit()">
			<option value="">All meetings</option>
			<option value="${SCHEDULING_KEY}" ${chosen === SCHEDULING_KEY && html` selected`}>
				Scheduling pages
			</option>
			${recordGroups(account).map(
				({ label, records }) =>
					html`<optgroup label="${label}">
						${records.map((record) => {
							const key = keyOf(account, record);
							return html`<option value="${key}" ${key === chosen && html` selected`}>
								${nameOf(account, record)}
							</option>`;
						})}
					</optgroup>`,
			)}
		</select>
		<noscript><button>Show</button></noscript>
	</form>
`;
