import { createEmulator } from '../../emulator/index.mts';
import type { Emulator } from '../../emulator/index.mts';
import { NOW } from './client.mts';

describe("the emulator's account", () => {
	let emulator: Emulator;
	let now = NOW;

	beforeAll(async () => {
		emulator = await createEmulator({ now: () => now, firstId: 100 });
	});
	beforeEach(() => {
		now = NOW;
		emulator.reset();
	});
	afterAll(() => emulator.close());

	it('gives new records unused IDs and lists records by ID', () => {
		const { account } = emulator;
		const made = ['A', 'B'].map((lastname) => account.create('contacts', { lastname }).id);
		// The seed uses 101 to 111.
		expect(made).toEqual([100, 112]);
		const ids = account
			.store('contacts')
			.page(0, 20)
			.map(({ id }) => id);
		expect(ids).toEqual([100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 104901]);
	});

	it('keeps the history of a property: value, time and source', () => {
		const { account } = emulator;
		const record = account.create(
			'meetings',
			{ hs_meeting_outcome: 'SCHEDULED' },
			{ at: NOW - 10 },
		);
		const source = { sourceType: 'CRM_UI', userId: 7 };
		account.update('meetings', record.id, { hs_meeting_outcome: 'COMPLETED' }, { source });
		account.update('meetings', record.id, { hs_meeting_outcome: '' });
		expect(record.history('hs_meeting_outcome')).toMatchObject([
			{ value: '', at: NOW, source: { sourceType: 'INTEGRATION' } },
			{ value: 'COMPLETED', at: NOW, source },
			{ value: 'SCHEDULED', at: NOW - 10 },
		]);
		expect(record.properties).not.toHaveProperty('hs_meeting_outcome');
	});

	it('restores a deleted record with its unique values and associations', () => {
		const { account } = emulator;
		const meetings = account.store('meetings');
		account.archive('meetings', 17612479137);
		expect(meetings.findBy('external_booking_id', 'bk-1002')).toBeUndefined();
		account.restore('meetings', 17612479137);
		expect(meetings.findBy('external_booking_id', 'bk-1002')?.id).toBe(17612479137);
		expect([...account.record('meetings', 17612479137).linked('0-1').keys()]).toEqual([102]);
	});

	it('moves the Primary label when a contact gets a new primary company', () => {
		const { account } = emulator;
		const contact = account.record('contacts', 101);
		const primary = account.associations.find('HUBSPOT_DEFINED', 1);
		account.associate(contact, account.record('companies', 302), [primary!]);
		const labels = [...contact.linked('0-2')].map(([id, types]) => [
			id,
			[...types].map(({ label }) => label),
		]);
		expect(labels).toEqual([
			[301, [null]],
			[302, [null, 'Primary']],
		]);
	});

	it('marks deals and tickets as closed according to their stage', () => {
		const { account } = emulator;
		expect(account.record('deals', 505).properties).toMatchObject({
			hs_is_closed: 'true',
			hs_is_closed_won: 'true',
		});
		account.update('deals', 505, { dealstage: 'contractsent' });
		expect(account.record('deals', 505).properties.hs_is_closed).toBe('false');
		expect(account.record('tickets', 704).properties.hs_is_closed).toBe('true');
	});
});

describe('an empty account', () => {
	it('has owners and property definitions, but no records', async () => {
		const { account, close } = await createEmulator({ seed: 'empty' });
		await close();
		expect(account.owners).toHaveLength(6);
		expect(account.store('meetings').definitions.has('external_booking_id')).toBe(true);
		const counts = account.objectTypes.map(({ typeId }) => account.store(typeId).count());
		expect(new Set(counts)).toEqual(new Set([0]));
	});
});
