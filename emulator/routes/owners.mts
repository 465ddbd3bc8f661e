import type { Owner } from '../account/owners.mts';
import { invalid, notFound } from '../errors.mts';
import { ok } from '../http/call.mts';
import type { Call } from '../http/call.mts';
import { get } from '../http/router.mts';
import type { Route } from '../http/router.mts';

/** The `automation` scope gives access to owners, too, except in 2026-09 (`security` in the OpenAPI documents). */
const scopesFor = ({ url }: Call): string[] =>
	url.pathname.includes('/2026-09')
		? ['crm.objects.owners.read']
		: ['crm.objects.owners.read', 'automation'];

const byId = (a: Owner, b: Owner) => Number(a.id) - Number(b.id);

function list(call: Call) {
	call.allow(scopesFor(call));
	const email = call.parameter('email')?.toLowerCase();
	const limit = call.limit(100, 500);
	const after = Number(call.parameter('after') ?? 0);
	if (!Number.isFinite(after)) throw invalid('Unable to parse value for query parameter after');
	const found = call.account.owners
		.filter((owner) => owner.archived === call.flag('archived'))
		.filter((owner) => email === undefined || owner.email.toLowerCase() === email)
		.sort(byId)
		.filter((owner) => Number(owner.id) >= after);
	const next = found.at(limit);
	return ok({ results: found.slice(0, limit), ...(next && { paging: call.next(next.id) }) });
}

function read(call: Call) {
	call.allow(scopesFor(call));
	const byUser = call.parameter('idProperty') === 'userId';
	const owner = call.account.owners.find(
		(one) =>
			one.archived === call.flag('archived') &&
			call.params.ownerId === (byUser ? String(one.userId ?? '') : one.id),
	);
	if (!owner) throw notFound();
	return ok(owner);
}

export const ownerRoutes: readonly Route[] = [get('', list), get('/:ownerId', read)];
