/** Words that people type in n8n's nodes panel to find each resource. */
export const SEARCH_WORDS: Record<string, string[]> = {
	meeting: [
		'hubspot meeting',
		'log meeting',
		'reschedule',
		'cancel meeting',
		'no-show',
		'appointment',
		'pin meeting',
		'pin',
		'reminder',
		'meeting notes',
	],
	association: ['association'],
	attachment: ['attachment', 'recording', 'transcript'],
	schedulingPage: ['booking', 'book a call', 'availability', 'meeting link', 'scheduling page'],
};

/** Words for which n8n lists many nodes. Ours must be in the list, at any position. */
export const COMMON_WORDS = ['files', 'calendar'];
