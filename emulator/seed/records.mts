import type { Account } from '../account/account.mts';
import type { WriteSource } from '../account/record.mts';
import { INSTALLATION } from './definitions.mts';
import { JONAS, MARA, PRIYA, TOM } from './owners.mts';

const BY_HAND: WriteSource = { sourceType: 'CRM_UI', sourceId: 'userId:9586501', userId: 9586501 };

/** The creation times of records count up from here. */
export const START = Date.parse('2024-03-04T08:30:00.417Z');

const HOUR = 3_600_000;

/** id, domain, name, city, country, industry, employees, owner */
const COMPANIES = [
	[
		301,
		'nordhafen.example',
		'Nordhafen Logistics',
		'Hamburg',
		'Germany',
		'MANUFACTURING',
		240,
		MARA,
	],
	[302, 'alder-oak.example', 'Alder & Oak Hotels', 'Boston', 'United States', 'RETAIL', 1200, TOM],
	[
		303,
		'kestrel-dairy.example',
		'Kestrel Dairy Co-op',
		'Madison',
		'United States',
		'MANUFACTURING',
		85,
		TOM,
	],
	[
		304,
		'blueport.example',
		'Blueport Schools',
		'Lisbon',
		'Portugal',
		'RENEWABLES_ENVIRONMENT',
		560,
		PRIYA,
	],
	[
		305,
		'tallgrass.example',
		'Tallgrass Software',
		'Austin',
		'United States',
		'COMPUTER_SOFTWARE',
		48,
		MARA,
	],
] as const;

/** id, first name, last name, job title, company, stage, owner */
const CONTACTS = [
	[101, 'Brian', 'Halvorsen', 'Head of Facilities', 301, 'opportunity', MARA],
	[102, 'Ada', 'Fischer', 'Chief Financial Officer', 301, 'opportunity', MARA],
	[103, 'Grace', 'Whitman', 'Operations Director', 302, 'customer', TOM],
	[104, 'Luis', 'Carmona', 'Chief Engineer', 302, 'customer', TOM],
	[105, 'Hannah', 'Moss', 'Plant Manager', 303, 'opportunity', TOM],
	[106, 'Samuel', 'Adeyemi', 'Buyer', 303, 'lead', TOM],
	[107, 'Beatriz', 'Nunes', 'Estates Manager', 304, 'opportunity', PRIYA],
	[108, 'Owen', 'Price', 'Bursar', 304, 'lead', PRIYA],
	[109, 'Yuki', 'Tanaka', 'Office Manager', 305, 'lead', MARA],
	[110, 'Noor', 'Haddad', 'Founder', 305, 'lead', MARA],
	[111, 'Peter', 'Novak', 'Consultant', undefined, 'subscriber', PRIYA],
	// The contact in the association example of the guide.
	[104901, 'Carla', 'Benedetti', 'Energy Auditor', undefined, 'other', JONAS],
] as const;

/** id, name, amount, stage, company, contacts, owner */
const DEALS = [
	[
		501,
		'Nordhafen: heat pumps for hall 4',
		'184000',
		'presentationscheduled',
		301,
		[101, 102],
		MARA,
	],
	[502, 'Alder & Oak: roof solar, Boston', '96500', 'contractsent', 302, [103], TOM],
	[503, 'Kestrel: heat recovery', '41200', 'qualifiedtobuy', 303, [105], TOM],
	[504, 'Blueport: campus retrofit', '312000', 'appointmentscheduled', 304, [107, 108], PRIYA],
	[505, 'Alder & Oak: pilot in Salem', '18750', 'closedwon', 302, [103, 104], TOM],
	[506, 'Tallgrass: office retrofit', '9800', 'closedlost', 305, [109], MARA],
] as const;

/** id, subject, stage, priority, contact, company */
const TICKETS = [
	[701, 'Noise from outdoor unit 3', '3', 'HIGH', 104, 302],
	[702, 'Access to the monitoring portal', '2', 'LOW', 103, 302],
	[703, 'Site visit moved twice', '1', 'MEDIUM', 107, 304],
	[704, 'Invoice address changed', '4', 'LOW', 102, 301],
] as const;

/** id, name, serial number, kW, commissioned, company, contact */
const INSTALLATIONS = [
	[9001, 'Salem rooftop array', 'BF-2291', '64', '2025-05-19', 302, 104],
	[9002, 'Hall 4 test unit', 'BF-2304', '18', '', 301, 101],
	[9003, 'Blueport boiler house', 'BF-2317', '120', '', 304, 107],
] as const;

/** Type IDs of the label "Primary", by object type. It always comes with the unlabelled type. */
const PRIMARY = { '0-1': 1, '0-3': 5, '0-5': 26 } as const;

const to = (type: string, ids: ReadonlyArray<number | undefined>) =>
	ids.flatMap((id) => (id === undefined ? [] : [{ type, id }]));

const primary = (from: keyof typeof PRIMARY, id: number | undefined) =>
	id === undefined ? [] : [{ type: 'companies', id, typeId: PRIMARY[from] }];

/** Adds companies, contacts, deals, tickets and installations, as if a user had entered them by hand. */
export function seedRecords(account: Account): void {
	let at = START;
	const next = () => ({ at: (at += 7 * HOUR), source: BY_HAND });
	for (const [id, domain, name, city, country, industry, employees, owner] of COMPANIES) {
		account.create(
			'companies',
			{
				name,
				domain,
				website: `https://${domain}`,
				city,
				country,
				industry,
				numberofemployees: String(employees),
				hubspot_owner_id: owner,
			},
			{ id, ...next() },
		);
	}
	for (const [id, firstname, lastname, jobtitle, company, lifecyclestage, owner] of CONTACTS) {
		const employer = COMPANIES.find((row) => row[0] === company);
		const email = `${firstname}.${lastname}@${employer?.[1] ?? 'mail.example'}`.toLowerCase();
		account.create(
			'contacts',
			{
				firstname,
				lastname,
				email,
				jobtitle,
				lifecyclestage,
				company: employer?.[2] ?? '',
				phone: `+1 555 01${String(id).slice(-2)}`,
				hubspot_owner_id: owner,
			},
			{ id, ...next(), associate: primary('0-1', company) },
		);
	}
	for (const [id, dealname, amount, dealstage, company, contacts, owner] of DEALS) {
		const stamp = next();
		account.create(
			'deals',
			{
				dealname,
				amount,
				dealstage,
				pipeline: 'default',
				closedate: '2027-01-29T17:00:00Z',
				hubspot_owner_id: owner,
			},
			{ id, ...stamp, associate: [...primary('0-3', company), ...to('contacts', contacts)] },
		);
	}
	for (const [id, subject, stage, priority, contact, company] of TICKETS) {
		account.create(
			'tickets',
			{
				subject,
				hs_pipeline: '0',
				hs_pipeline_stage: stage,
				hs_ticket_priority: priority,
				hubspot_owner_id: JONAS,
			},
			{ id, ...next(), associate: [...to('contacts', [contact]), ...primary('0-5', company)] },
		);
	}
	for (const [id, name, serial, kw, commissioned, company, contact] of INSTALLATIONS) {
		account.create(
			INSTALLATION,
			{
				installation_name: name,
				serial_number: serial,
				capacity_kw: kw,
				commissioned_on: commissioned,
				hubspot_owner_id: JONAS,
			},
			{
				id,
				...next(),
				associate: [],
			},
		);
		const record = account.record(INSTALLATION, id);
		for (const [type, otherId] of [
			['companies', company],
			['contacts', contact],
		] as const) {
			account.associate(record, account.record(type, otherId), []);
		}
	}
}
