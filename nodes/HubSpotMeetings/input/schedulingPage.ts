import { allSchedulingPages, describedPage, type DescribedPage } from '../../api/scheduler';
import { InputError, isEmpty, quote, textOf, wholeText } from '../../common/input';
import { list } from '../../common/text';
import type { SchedulingPage } from '../../hubspot/scheduling';
import { ianaZone } from '../../hubspot/values/zones';
import type { HubSpotClient } from '../../transport/client';
import type { Item } from '../../transport/item';

const FIELD = 'Scheduling Page';

/** A page that was found, with its details. */
export interface FoundPage extends DescribedPage {
	slug: string;
	/** Its entry in the list of pages, if the list was read. */
	listed?: SchedulingPage;
}

/** Finds the page that the item is about. */
export async function readSchedulingPage(item: Item): Promise<FoundPage> {
	const given = item.field<unknown>('schedulingPage', '');
	const isName = item.isInMode('schedulingPage', 'name');
	return await findSchedulingPage(item, given, ianaZone(item.workflowZone), isName);
}

/**
 * Finds a page by slug, URL or name. A text that could be a slug is tried as a slug first. If there is no such page, the
 * node reads the list of pages and looks for the name.
 *
 * @param isName whether the value is a name. It is then only tried as a slug if no page has this name
 * @throws InputError when there is no such page, or when several pages have that name
 */
export async function findSchedulingPage(
	client: HubSpotClient,
	given: unknown,
	zone: string,
	isName: boolean,
): Promise<FoundPage> {
	const text = wholeText(textOf(given), FIELD);
	if (isEmpty(text)) {
		throw new InputError(
			FIELD,
			'is empty',
			'Choose a page, or enter its slug such as jane-doe/intro, URL or name.',
		);
	}
	const slug = isName ? undefined : toSlug(text);
	if (slug !== undefined) {
		const described = await describedPage(client, slug, zone);
		if (described) return { slug, ...described };
	}
	const listed = await pageNamed(client, text, slug);
	const described = await describedPage(client, listed.slug, zone);
	if (described) return { slug: listed.slug, ...described, listed };
	throw new InputError(
		FIELD,
		`HubSpot lists the page ${quote(listed.slug)}, but finds none with this slug`,
		'Open it in HubSpot and check that it is published.',
	);
}

/** HubSpot's own hosts: `meetings.hubspot.com`, `meetings-eu1.hubspot.com`. */
const OWN_HOST = /^meetings(?:-[a-z]{2,5}\d)?\.hubspot(?:qa)?\.com$/i;

/** A HubSpot URL without the scheme, as people copy it. On other domains, it would look like a slug with a dot. */
const BARE_ADDRESS = /^[a-z\d-]+\.hubspot(?:qa)?\.com\//i;

/**
 * The slug in a page's URL, or the text itself if it can be a slug. Undefined if the text can only be a name. On an
 * account's own domain, and in HubSpot's app, pages are below `/meetings/`.
 *
 * @throws InputError for a URL without a slug
 */
export function toSlug(text: string): string | undefined {
	const isAddress = /^https?:\/\//i.test(text);
	if (!isAddress && !BARE_ADDRESS.test(text)) {
		return /[\s?#]/.test(text) ? undefined : trimSlashes(text);
	}
	const address = isAddress ? text : `https://${text}`;
	if (!URL.canParse(address)) return undefined;
	const { hostname, pathname } = new URL(address);
	const path = trimSlashes(decoded(pathname));
	const slug = OWN_HOST.test(hostname) ? path : path.replace(/^meetings\//i, '');
	if (slug !== '') return slug;
	throw new InputError(FIELD, `${quote(text)} is not the URL of a page`, 'Enter the whole URL.');
}

function trimSlashes(text: string): string {
	return text.split('/').filter(Boolean).join('/');
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

async function pageNamed(
	client: HubSpotClient,
	text: string,
	slug: string | undefined,
): Promise<SchedulingPage> {
	const pages = await allSchedulingPages(client);
	const wanted = text.toLowerCase();
	const isWanted = (known?: string) => known?.toLowerCase() === wanted;
	const named = pages.filter(({ name }) => isWanted(name?.trim()));
	const found =
		named.length > 0
			? named
			: pages.filter(
					({ slug: own, link }) => isWanted(own) || isWanted(link?.replace(/^https?:\/\//i, '')),
				);
	if (found.length === 1) return found[0];
	const slugs = (found.length > 1 ? found : pages).map((page) => page.slug);
	if (found.length > 1) {
		throw new InputError(
			FIELD,
			`${found.length} pages are named ${quote(text)}`,
			`Enter the slug of one of them: ${list(slugs)}.`,
		);
	}
	throw new InputError(
		FIELD,
		`HubSpot has no scheduling page ${quote(slug ?? text)}`,
		slugs.length > 0
			? `The slug is everything after the host in the page's URL. Available slugs: ${list(slugs)}.`
			: 'The account has no scheduling pages yet. Create one in HubSpot.',
	);
}
