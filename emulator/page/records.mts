import type { Account } from '../account/account.mts';
import { liveLinks } from '../account/present.mts';
import { MEETING_TYPE_ID } from '../account/object-types.mts';
import type { StoredRecord } from '../account/record.mts';
import { html } from './html.mts';
import type { Html } from './html.mts';

/** Object types in the list, in display order. */
const LISTED = ['0-1', '0-2', '0-3', '0-5'];

const MOST = 200;

const title = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The display name of a record. */
export function nameOf(account: Account, record: StoredRecord): string {
	const { type } = account.store(record.typeId);
	const { firstname, lastname } = record.properties;
	const person = [firstname, lastname].filter(Boolean).join(' ');
	return person || record.properties[type.title] || `${title(type.singular)} ${record.id}`;
}

/** The value of the query parameter that selects a record, such as `contacts/101`. */
export const keyOf = (account: Account, record: StoredRecord): string =>
	`${account.store(record.typeId).type.plural}/${record.id}`;

/** Finds the record for the query parameter. Returns undefined for all meetings or an invalid value. */
export function recordFor(account: Account, key: string): StoredRecord | undefined {
	const [type, id] = key.split('/');
	return account.findStore(type)?.get(Number(id));
}

export interface RecordGroup {
	label: string;
	records: StoredRecord[];
	more: number;
}

/** Records that can have a timeline, grouped by type. Custom objects come last. */
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

/** The value of the query parameter that selects the scheduling pages. */
export const SCHEDULING_KEY = 'scheduling-pages';

/** Lists the records with the number of meetings of each. */
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

/** The same list as a select field, for narrow screens. */
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
