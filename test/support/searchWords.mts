/** What people type to find each resource in n8n's panel. */
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

/** Words under which n8n lists many nodes: ours is among them, wherever. */
export const COMMON_WORDS = ['files', 'calendar'];
