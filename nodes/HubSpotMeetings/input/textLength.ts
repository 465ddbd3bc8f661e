import { InputError, quote } from '../../common/input';
import { LIMITS } from '../../hubspot/limits';
import type { ValueKind } from '../../hubspot/meetingProperties';
import { cutHtml, cutText } from '../../hubspot/values/markup';
import type { Item } from '../../transport/item';
import type { ValueOptions } from './meetingInput';

const { textCharacters } = LIMITS;

/**
 * Keeps a text within HubSpot's limit. A longer text is cut if the option says so.
 *
 * @param room how many characters are left for the text
 * @throws InputError when the text is too long and is not cut
 */
export function withinLength(
	item: Item,
	{ field, kind }: { field: string; kind: ValueKind },
	text: string,
	{ textTooLong }: ValueOptions,
	room: number = textCharacters,
): string {
	if (text.length <= room || !(kind === 'html' || kind === 'text' || kind === 'url')) return text;
	const cut = textTooLong === 'cut' && kind !== 'url' ? cutFor(kind, text, room) : undefined;
	if (cut === undefined) {
		const length = `${text.length.toLocaleString('en')} characters${kind === 'html' ? ' as HTML' : ''}`;
		throw new InputError(
			field,
			room < textCharacters
				? `has ${length}, but there is only room for ${Math.max(0, room).toLocaleString('en')} next to the current text`
				: `has ${length}, but HubSpot accepts at most ${textCharacters.toLocaleString('en')}`,
			textTooLong === 'cut'
				? 'Shorten it.'
				: "Shorten it, or set the option 'Text Too Long' to 'Truncate'.",
		);
	}
	const [kept] = cut.split('…').slice(-2);
	item.hint(
		'textCut',
		`${field}, of ${text.length.toLocaleString('en')} characters, after ${quote(kept.slice(-40))}`,
	);
	return cut;
}

/** A text is not cut to fewer characters than this: the rest would be of no use. */
const LEAST = 100;

function cutFor(kind: ValueKind, text: string, room: number): string | undefined {
	if (room < LEAST) return undefined;
	return kind === 'html' ? cutHtml(text, room) : cutText(text, room);
}
