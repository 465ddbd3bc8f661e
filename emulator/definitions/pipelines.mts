/** A stage of one of the account's pipelines. */
export interface Stage {
	id: string;
	label: string;
	/** Values are strings, as in the pipelines API. */
	metadata: { isClosed: 'true' | 'false'; probability?: string };
}

export const PIPELINE = { deals: 'default', tickets: '0' } as const;

export const DEAL_STAGES: readonly Stage[] = (
	[
		['appointmentscheduled', 'Appointment scheduled', '0.2'],
		['qualifiedtobuy', 'Qualified to buy', '0.4'],
		['presentationscheduled', 'Presentation scheduled', '0.6'],
		['contractsent', 'Contract sent', '0.9'],
		['closedwon', 'Closed won', '1.0'],
		['closedlost', 'Closed lost', '0.0'],
	] as const
).map(([id, label, probability]) => ({
	id,
	label,
	metadata: { isClosed: id.startsWith('closed') ? 'true' : 'false', probability },
}));

export const TICKET_STAGES: readonly Stage[] = (
	[
		['1', 'New'],
		['2', 'Waiting on contact'],
		['3', 'Waiting on us'],
		['4', 'Closed'],
	] as const
).map(([id, label]) => ({
	id,
	label,
	metadata: { isClosed: id === '4' ? 'true' : 'false' },
}));
