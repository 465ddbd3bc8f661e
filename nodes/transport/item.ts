import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IHttpRequestOptions,
	JsonObject,
} from 'n8n-workflow';

import { checkDepth, InputError, isPlain, isRecord, tooDeep } from '../common/input';
import { isOn } from '../hubspot/values/conversion';
import type { Account } from './account';
import { type ClientOptions, HubSpotClient } from './client';
import type { ItemContext } from './context';
import { download, type Wanted } from './download';
import { isToolNode, toolArgumentsOf } from './n8nInternals';
import type { Run } from './run';

/** The node's "Limits and Retries" fields, as n8n stores them. */
interface LimitsAndRetriesFields {
	inFlight?: number;
	/** In seconds. */
	longestWait?: number;
	retry?: unknown;
	oneByOne?: unknown;
}

/** An output with files. */
export class OutputWithFiles {
	constructor(
		readonly json: JsonObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** A file of the item, in memory or where n8n keeps it. */
export interface ItemFile {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Its content, from the start each time. */
	stream: () => AsyncIterable<Uint8Array>;
}

/** How many files a node fetches at once. */
const DOWNLOADS_AT_ONCE = 4;

/** How much of a file is read at once, in bytes. */
const CHUNK = 256 * 1024;

/** Whether a value of the item's JSON is a file, as in n8n's combined binary mode. */
export const isFile = (value: unknown): boolean =>
	isRecord(value) && typeof value.mimeType === 'string' && ('data' in value || 'id' in value);

/** A value with resource locators replaced by what was chosen in them, whatever the mode. */
export function chosen(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(chosen);
	if (!isPlain(value)) return value;
	if ('__rl' in value && 'value' in value) return value.value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, chosen(one)]));
}

/** Whether a resource locator is in a mode; false for a plain value. */
export const isInMode = (value: unknown, mode: string): boolean =>
	isRecord(value) && '__rl' in value && value.mode === mode;

/** One item on its way: what an operation reads, and with what it asks HubSpot. */
export class Item extends HubSpotClient {
	constructor(
		private readonly context: ItemContext,
		account: Account,
		run: Run,
		options: Partial<IHttpRequestOptions>,
	) {
		super(context, account, run, readClientOptions(context, options));
	}

	/**
	 * A field's value, its expression resolved; of a resource locator, what was chosen.
	 *
	 * @param fallback for a field that is not shown; never undefined, which n8n takes for "must be there"
	 */
	field<T>(name: string, fallback: T): T {
		const value = this.resolved(name, fallback);
		checkDepth(value, `Field '${name}'`);
		return chosen(value) as T;
	}

	/** Whether a resource locator is in a mode. */
	isInMode(name: string, mode: string): boolean {
		return isInMode(this.resolved(name, ''), mode);
	}

	/** What n8n makes of a field: it exhausts its own stack for a value that is nested by thousands. */
	private resolved(name: string, fallback: unknown): unknown {
		try {
			return this.context.getNodeParameter(name, fallback as never);
		} catch (error) {
			throw error instanceof RangeError ? tooDeep(`Field '${name}'`) : error;
		}
	}

	/** Which item it is, from 0. */
	get index(): number {
		return this.context.getItemIndex();
	}

	/** The item's own JSON. */
	get json(): IDataObject {
		return this.context.getInputData().json;
	}

	/** The item's binary fields; in n8n's combined binary mode the keys of its JSON that hold a file. */
	get fileFields(): string[] {
		const { binary, json } = this.context.getInputData();
		const ofJson = Object.keys(json).filter((key) => isFile(json[key]));
		return binary ? Object.keys(binary) : ofJson;
	}

	/**
	 * The file in a binary field.
	 *
	 * @throws InputError when there is none, or when it is empty
	 */
	async file(name: string, field: string): Promise<ItemFile> {
		const { helpers } = this.context;
		const binary = this.binaryOf(name, field);
		const { id, mimeType } = binary;
		const size = id
			? (binary.bytes ?? (await helpers.getBinaryMetadata(id)).fileSize)
			: Buffer.byteLength(binary.data, 'base64');
		if (size === 0) {
			throw new InputError(
				field,
				`the file in the binary field '${name}' is empty`,
				'Check the node that the file comes from.',
			);
		}
		const stream = async function* (): AsyncGenerator<Uint8Array> {
			// Decoded only now, so that items that wait hold no second copy.
			if (id) yield* (await helpers.getBinaryStream(id, CHUNK)) as AsyncIterable<Uint8Array>;
			else yield await helpers.getBinaryDataBuffer(name);
		};
		const extension = binary.fileExtension ? `.${binary.fileExtension}` : '';
		return { fileName: binary.fileName || `${name}${extension}`, mimeType, size, stream };
	}

	private binaryOf(name: string, field: string): IBinaryData {
		const found = this.found(name);
		if (found) return found;
		const has = this.fileFields;
		throw new InputError(
			field,
			`the item has no binary field '${name}'`,
			has.length > 0
				? `Its binary fields are ${has.join(', ')}.`
				: 'It has no binary fields. Check that the previous node returns a file.',
		);
	}

	private found(name: string): IBinaryData | undefined {
		try {
			return this.context.helpers.assertBinaryData(name);
		} catch {
			return undefined;
		}
	}

	/** Fetches a file into n8n's storage. Few at once: each takes memory. */
	async fetchFile(find: () => Promise<Wanted>): Promise<IBinaryData> {
		const slot = this.context.getItemIndex() % DOWNLOADS_AT_ONCE;
		return await this.runExclusive(
			`downloads ${slot}`,
			async () => await download(this.sender, this.context, await find()),
		);
	}

	/** Whether an AI agent calls the node: n8n's twin of it for agents runs, or (on n8n's older path) has a tool's input. */
	get isToolCall(): boolean {
		return isToolNode(this.context) || toolArgumentsOf(this.context) !== undefined;
	}

	/** The workflow's time zone, an IANA name. */
	get workflowZone(): string {
		return this.context.getTimezone();
	}
}

function readClientOptions(
	context: ItemContext,
	options: Partial<IHttpRequestOptions>,
): ClientOptions {
	const fields = context.getNodeParameter('sending', {}) as LimitsAndRetriesFields;
	const { inFlight, retry, oneByOne } = fields;
	// What is no number, or was left empty by an expression, leaves the default.
	const longestWait = Number.parseFloat(String(fields.longestWait));
	return {
		name: String(context.getItemIndex()),
		oneByOne: isOn(oneByOne),
		options,
		settings: {
			...(inFlight !== undefined && { inFlight: Math.max(1, Number(inFlight) || 1) }),
			...(longestWait >= 0 && { longestWaitMs: longestWait * 1000 }),
			...(retry !== undefined && { retry: isOn(retry) }),
		},
	};
}
