import type {
	IBinaryData,
	IBinaryKeyData,
	IDataObject,
	IHttpRequestOptions,
	JsonObject,
} from 'n8n-workflow';

import { checkDepth, InputError, isPlain, isRecord, mapped, tooDeep } from '../common/input';
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

/** An output that contains files. */
export class OutputWithFiles {
	constructor(
		readonly json: JsonObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** A file of the item, in memory or in n8n's storage. */
export interface ItemFile {
	fileName: string;
	mimeType: string;
	/** In bytes. */
	size: number;
	/** Returns the content. Each call starts from the beginning. */
	stream: () => AsyncIterable<Uint8Array>;
}

/** How many files a node downloads at once. */
const DOWNLOADS_AT_ONCE = 4;

/** How many bytes of a file are read at once. */
const CHUNK = 256 * 1024;

/** Whether a value of the item's JSON is a file, as in n8n's combined binary mode. */
export const isFile = (value: unknown): boolean =>
	isRecord(value) && typeof value.mimeType === 'string' && ('data' in value || 'id' in value);

/** Replaces each resource locator in a value with the selected value, in any mode. */
export function chosen(value: unknown): unknown {
	if (isPlain(value) && '__rl' in value && 'value' in value) return value.value;
	return mapped(value, chosen);
}

/** Whether a resource locator is in a mode. False for a plain value. */
export const isInMode = (value: unknown, mode: string): boolean =>
	isRecord(value) && '__rl' in value && value.mode === mode;

/** One item of the node: gives an operation its input, and sends its requests to HubSpot. */
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
	 * The value of a field, with its expression resolved. For a resource locator, it is the selected value.
	 *
	 * @param fallback for a field that is not shown. It must not be undefined, because n8n would then throw if the
	 * field is missing
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

	/** Gets a field from n8n, which overflows its own stack for a value with thousands of nested levels. */
	private resolved(name: string, fallback: unknown): unknown {
		try {
			return this.context.getNodeParameter(name, fallback as never);
		} catch (error) {
			throw error instanceof RangeError ? tooDeep(`Field '${name}'`) : error;
		}
	}

	/** The index of the item, from 0. */
	get index(): number {
		return this.context.getItemIndex();
	}

	/** The item's input JSON. */
	get json(): IDataObject {
		return this.context.getInputData().json;
	}

	/** The names of the item's binary fields. In n8n's combined binary mode, the keys of its JSON that hold a file. */
	get fileFields(): string[] {
		const { binary, json } = this.context.getInputData();
		const ofJson = Object.keys(json).filter((key) => isFile(json[key]));
		return binary ? Object.keys(binary) : ofJson;
	}

	/**
	 * The file in a binary field.
	 *
	 * @throws InputError if the field does not exist, or if the file is empty
	 */
	async file(name: string, field: string): Promise<ItemFile> {
		const { helpers } = this.context;
		const binary = this.binaryOf(name, field);
		const { id, mimeType } = binary;
		const size = id
			? (binary.bytes ?? (await helpers.getBinaryMetadata(id)).fileSize)
			: Buffer.from(binary.data, 'base64').length;
		if (size === 0) {
			throw new InputError(
				field,
				`the file in the binary field '${name}' is empty`,
				'Check the node that the file comes from.',
			);
		}
		const stream = async function* (): AsyncGenerator<Uint8Array> {
			// Decoded here, so that waiting items don't hold a second copy.
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

	/** Downloads a file into n8n's storage. Only a few run at once, because each one takes memory. */
	async fetchFile(find: () => Promise<Wanted>): Promise<IBinaryData> {
		const slot = this.context.getItemIndex() % DOWNLOADS_AT_ONCE;
		return await this.runExclusive(
			`downloads ${slot}`,
			async () => await download(this.sender, this.context, await find()),
		);
	}

	/**
	 * Whether an AI agent calls the node. n8n then runs the node's tool version or, on its older path, passes the input
	 * of a tool.
	 */
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
	// If the value is not a number, or an expression left it empty, the default applies.
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
