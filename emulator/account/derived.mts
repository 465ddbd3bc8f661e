import { DEAL_STAGES, TICKET_STAGES } from '../definitions/pipelines.mts';
import type { Stage } from '../definitions/pipelines.mts';
import { MEETING_TYPE_ID } from './object-types.mts';

type Values = Readonly<Record<string, string>>;

const OUTCOMES = ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'];

const PREVIEW_LENGTH = 255;

const plainText = (html: string) =>
	html
		.replace(/<[^>]+>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

function meeting(values: Values): Record<string, string> {
	const body = values.hs_meeting_body ?? '';
	const text = plainText(body);
	const counts = OUTCOMES.map((outcome) => [
		`hs_outcome_${outcome.toLowerCase()}_count`,
		values.hs_meeting_outcome === outcome ? '1' : '0',
	]);
	return {
		hs_body_preview: text.slice(0, PREVIEW_LENGTH),
		hs_body_preview_html: body,
		hs_body_preview_is_truncated: body ? String(text.length > PREVIEW_LENGTH) : '',
		...Object.fromEntries(counts),
	};
}

const closed = (stages: readonly Stage[], id: string | undefined) =>
	stages.find((stage) => stage.id === id)?.metadata.isClosed ?? 'false';

const byType: Readonly<Record<string, (values: Values) => Record<string, string>>> = {
	[MEETING_TYPE_ID]: meeting,
	'0-1': ({ email }) => ({ hs_email_domain: email?.split('@')[1] ?? '' }),
	'0-3': ({ dealstage }) => {
		const isClosed = closed(DEAL_STAGES, dealstage);
		return {
			hs_is_closed: isClosed,
			hs_is_closed_won: String(dealstage === 'closedwon'),
			hs_is_open_count: isClosed === 'true' ? '0' : '1',
		};
	},
	'0-5': ({ hs_pipeline_stage }) => ({ hs_is_closed: closed(TICKET_STAGES, hs_pipeline_stage) }),
};

/** The properties that HubSpot calculates from the others, empty ones included. */
export const derived = (typeId: string, values: Values): Record<string, string> =>
	byType[typeId]?.(values) ?? {};
