import type { Account } from '../account/account.mts';
import type { ObjectStore } from '../account/object-store.mts';
import { liveLinks } from '../account/present.mts';
import type { StoredRecord } from '../account/record.mts';
import { invalid } from '../errors.mts';
import type { Filter } from './request.mts';

/** Compiles a filter on `associations.{objectType}`. Custom objects are not supported (search guide). */
export function associationTest(
	account: Account,
	store: ObjectStore,
	{ propertyName, operator, value, values }: Filter,
): (record: StoredRecord) => boolean {
	const type = account.findStore(propertyName.slice('associations.'.length))?.type;
	if (!type) throw invalid(`Unable to infer object type from: ${propertyName}`);
	if (type.fullyQualifiedName || store.type.fullyQualifiedName) {
		throw invalid(`Filtering by ${propertyName} is not supported for custom objects`);
	}
	const ids = (record: StoredRecord) => liveLinks(account, record, type.typeId);
	const wanted = (values ?? [value ?? '']).map(Number);
	switch (operator) {
		case 'EQ':
		case 'IN':
			return (record) => wanted.some((id) => ids(record).has(id));
		case 'NEQ':
		case 'NOT_IN':
			return (record) => !wanted.some((id) => ids(record).has(id));
		case 'HAS_PROPERTY':
			return (record) => ids(record).size > 0;
		case 'NOT_HAS_PROPERTY':
			return (record) => ids(record).size === 0;
		default:
			throw invalid(`Operator ${operator} is not supported for ${propertyName}`);
	}
}
