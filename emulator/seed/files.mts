import type { Account } from '../account/account.mts';
import type { FileAccess } from '../account/files.mts';
import { textContent } from '../storage/contents.mts';

const DAY = 86_400_000;

/** A PDF with one page and one line of text. */
const pdf = (line: string) => `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 80]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length ${line.length + 34}>>stream
BT /F 14 Tf 20 40 Td (${line}) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
`;

const ROWS: ReadonlyArray<{
	fileName: string;
	folder: string;
	access: FileAccess;
	mimeType: string;
	text: string;
}> = [
	{
		fileName: 'Minutes Tallgrass.pdf',
		folder: '/meetings',
		access: 'PRIVATE',
		mimeType: 'application/pdf',
		text: pdf('Tallgrass chose the cheaper offer.'),
	},
	{
		fileName: 'Noise log unit 3.csv',
		folder: '/meetings',
		access: 'PRIVATE',
		mimeType: 'text/csv',
		text: 'time,decibel\n13:05,61\n13:20,64\n13:40,63\n',
	},
	{
		fileName: 'Photo list.txt',
		folder: '/hidden',
		access: 'HIDDEN_PRIVATE',
		mimeType: 'text/plain',
		text: 'Fan housing, cable duct, data sheet\n',
	},
	{
		fileName: 'Energy audit checklist.txt',
		folder: '/library',
		access: 'PUBLIC_NOT_INDEXABLE',
		mimeType: 'text/plain',
		text: 'Meter readings\nBills of twelve months\nFloor plan\n',
	},
	{
		fileName: 'Brochure.pdf',
		folder: '/library',
		access: 'PUBLIC_INDEXABLE',
		mimeType: 'application/pdf',
		text: pdf('Quiet heat pumps.'),
	},
];

/** Attached files by meeting title. The numbers are indexes in `ROWS`. */
const ATTACHED: ReadonlyArray<readonly [title: string, files: number[]]> = [
	['Tallgrass: why not us?', [0]],
	['Noise measurement', [1, 2]],
	['Energy audit with Carla', [3]],
];

/**
 * Adds the files of the account. Call this before `seedMeetings`. A file that a person attached in HubSpot is
 * hidden from the file manager.
 *
 * @returns IDs of the attached files, by the title of the meeting
 */
export function seedFiles(account: Account): ReadonlyMap<string, string> {
	const at = account.now() - 20 * DAY;
	const ids = ROWS.map(({ text, ...row }, index) => {
		const content = textContent(text);
		return account.files.add({ ...row, content, at: at + index * 1_000 }).id;
	});
	return new Map(ATTACHED.map(([title, files]) => [title, files.map((n) => ids[n]).join(';')]));
}
