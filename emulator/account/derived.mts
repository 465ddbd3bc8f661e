import { DEAL_STAGES, TICKET_STAGES } from '../definitions/pipelines.mts';
import type { Stage } from '../definitions/pipelines.mts';
import { MEETING_TYPE_ID } from './object-types.mts';

type Values = Readonly<Record<string, string>>;

const OUTCOMES = ['SCHEDULED', 'COMPLETED', 'RESCHEDULED', 'NO_SHOW', 'CANCELED'].map(
	(outcome) => [outcome, `hs_outcome_${outcome.toLowerCase()}_count`] as const,
);

const PREVIEW_LENGTH = 255;

const plainText = (html: string) =>
	html
		.replace(/<[^<>]+>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();

function meeting(before: Values, values: Values): Record<string, string> {
	const result: Record<string, string> = {};
	if (values.hs_meeting_body !== undefined) {
		const body = values.hs_meeting_body;
		const text = plainText(body);
		result.hs_body_preview = text.slice(0, PREVIEW_LENGTH);
		result.hs_body_preview_html = body;
		result.hs_body_preview_is_truncated = body ? String(text.length > PREVIEW_LENGTH) : '';
	}
	const isNew = before.hs_object_id === undefined;
	if (isNew || values.hs_meeting_outcome !== undefined) {
		for (const [outcome, count] of OUTCOMES) {
			result[count] = values.hs_meeting_outcome === outcome ? '1' : '0';
		}
	}
	return result;
}

const closed = (stages: readonly Stage[], id: string | undefined) =>
	stages.find((stage) => stage.id === id)?.metadata.isClosed ?? 'false';

const NOTHING: Record<string, string> = {};

const byType: Readonly<Record<string, (before: Values, values: Values) => Record<string, string>>> =
	{
		[MEETING_TYPE_ID]: meeting,
		'0-1': (_, { email }) =>
			email === undefined ? NOTHING : { hs_email_domain: email.split('@')[1] ?? '' },
		'0-3': (before, { dealstage = before.dealstage }) => {
			const isClosed = closed(DEAL_STAGES, dealstage);
			return {
				hs_is_closed: isClosed,
				hs_is_closed_won: String(dealstage === 'closedwon'),
				hs_is_open_count: isClosed === 'true' ? '0' : '1',
			};
		},
		'0-5': (before, { hs_pipeline_stage: stage = before.hs_pipeline_stage }) => ({
			hs_is_closed: closed(TICKET_STAGES, stage),
		}),
	};

/**
 * The properties that HubSpot calculates from others. Includes empty values.
 *
 * @param before the values of the record; empty for a new record
 * @param values the values that are about to be written
 */
export const derived = (typeId: string, before: Values, values: Values): Record<string, string> =>
	byType[typeId]?.(before, values) ?? NOTHING;
