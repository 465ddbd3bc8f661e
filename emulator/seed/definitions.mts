import type { Account } from '../account/account.mts';
import { define } from '../account/definition.mts';
import type { PropertyDefinition } from '../account/definition.mts';
import { objectType } from '../account/object-types.mts';
import { namedProperties } from '../definitions/records.mts';

/** Type ID of the account's custom object. */
export const INSTALLATION = '2-34567890';

const MADE = '2024-01-15T10:00:00Z';

const custom = (definition: PropertyDefinition): PropertyDefinition => ({
	...definition,
	groupName: 'engagement',
	createdAt: MADE,
	updatedAt: MADE,
	createdUserId: '9586501',
	updatedUserId: '9586501',
});

/** Custom meeting properties of the account, one of each type. */
const meetingProperties = (): PropertyDefinition[] => [
	define('external_booking_id', 'External booking ID', 'string', {
		unique: true,
		custom: true,
		description: 'The id of the booking in the calendar system',
	}),
	define('meeting_format', 'Meeting format', 'enumeration', {
		custom: true,
		options: [
			['in_person', 'In person'],
			['video', 'Video call'],
			['phone', 'Phone call'],
		],
	}),
	define('topics_covered', 'Topics covered', 'enumeration', {
		custom: true,
		multiple: true,
		options: [
			['pricing', 'Pricing'],
			['technical', 'Technical'],
			['contract', 'Contract'],
			['onboarding', 'Onboarding'],
		],
	}),
	define('satisfaction_score', 'Satisfaction score', 'number', { custom: true }),
	define('follow_up_required', 'Follow-up required', 'bool', { custom: true }),
	define('follow_up_date', 'Follow-up date', 'date', { custom: true }),
	define('days_since_booking', 'Days since booking', 'number', { custom: true, calculated: true }),
];

/** Options of `hs_activity_type`: the meeting types of the account. */
const MEETING_TYPES = [
	['First Meeting', 'First Meeting'],
	['Product Demo', 'Product Demo'],
	['Site Visit', 'Site Visit'],
	['Contract Review', 'Contract Review'],
	['Check-in', 'Check-in'],
	['Old Webinar', 'Old Webinar', 'hidden'],
] as const;

function defineInstallations(account: Account): void {
	account.defineObjectType(
		objectType({
			typeId: INSTALLATION,
			singular: 'installation',
			plural: 'installations',
			enumName: 'INSTALLATION',
			fullyQualifiedName: `p${account.portalId}_installation`,
			read: ['crm.objects.custom.read'],
			write: ['crm.objects.custom.write'],
			defaults: ['installation_name'],
			required: ['installation_name'],
			searched: ['installation_name', 'serial_number'],
			title: 'installation_name',
		}),
		[
			...namedProperties('installation_name', 'Installation name'),
			define('serial_number', 'Serial number', 'string', { unique: true, custom: true }),
			define('capacity_kw', 'Capacity (kW)', 'number', { custom: true }),
			define('commissioned_on', 'Commissioned on', 'date', { custom: true }),
		],
	);
	for (const other of ['0-1', '0-2', '0-3', '0-5', '0-47', '0-46', '0-48', '0-49', '0-27']) {
		const name = `installation_to_${account.store(other).type.enumName.toLowerCase()}`;
		account.associations.define(INSTALLATION, other, { name, label: null });
	}
}

/** Adds what the account has set up: custom properties, meeting types, a custom object and association labels. */
export function seedDefinitions(account: Account): void {
	const meetings = account.store('meetings');
	for (const definition of meetingProperties()) meetings.define(custom(definition));
	const type = meetings.definitions.get('hs_activity_type');
	if (type) {
		type.options = MEETING_TYPES.map(([value, label, hidden], displayOrder) => ({
			label,
			value,
			displayOrder,
			hidden: hidden === 'hidden',
			description: '',
		}));
	}
	defineInstallations(account);
	const { associations } = account;
	associations.define('0-47', '0-1', { name: 'decision_maker', label: 'Decision maker' });
	associations.define('0-47', '0-1', {
		name: 'host_guest',
		label: 'Guest of',
		inverseLabel: 'Hosted',
	});
	associations.define('0-47', '0-2', { name: 'venue', label: 'Venue' });
	associations.define('0-47', '0-3', { name: 'negotiation', label: 'Negotiation' });
	associations.define('0-1', '0-2', { name: 'billing_contact', label: 'Billing contact' });
	associations.define('0-47', INSTALLATION, { name: 'inspected_at', label: 'Inspected' });
}
