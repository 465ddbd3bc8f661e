import { isRecord } from '../../common/input';

/** A resource locator's value; everything else as it is. Its own modes are told apart by the value. */
export function plainLocator(value: unknown): unknown {
	return isRecord(value) && value.__rl === true ? value.value : value;
}
