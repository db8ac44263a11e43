import { open, type FileHandle } from "node:fs/promises";
import { MediaUnreadableError } from "./errors.js";
import { type ByteStream, reading } from "./byteStream.js";

/** Large enough for the transport's speed, small enough for its windows. */
export const CHUNK_BYTES = 256 * 1024;

/** Where the bytes of a medium come from. */
export interface MediaSource {
  /** Whether {@link MediaSource.open} works more than once. */
  readonly repeatable: boolean;
  /** Begins to read from the start. */
  open(): Promise<OpenedMedia>;
}

/** A source being read, by one call. */
export interface OpenedMedia {
  /** Bytes in all, where that is known before reading. */
  readonly sizeBytes?: number | undefined;
  /** The next bytes, as many as make a chunk but at the end; undefined after that. Never changed afterwards. */
  read(): Promise<Uint8Array | undefined>;
  /** Ends a read that waits; nothing more is wanted. */
  cancel(): void;
  close(): Promise<void>;
}

export function unreadable(cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new MediaUnreadableError(`The media could not be read: ${why}`, { cause });
}

/** Media in memory, which its owner promised to leave alone. */
export function bytesSource(bytes: Uint8Array): MediaSource {
  return slicesSource(bytes.length, (begin, end) => Promise.resolve(bytes.subarray(begin, end)));
}

/** A blob, which may stand for a file. */
export function blobSource(blob: Blob): MediaSource {
  return slicesSource(blob.size, async (begin, end) => {
    try {
      return new Uint8Array(await blob.slice(begin, end).arrayBuffer());
    } catch (cause) {
      throw unreadable(cause);
    }
  });
}

function slicesSource(size: number, slice: (begin: number, end: number) => Promise<Uint8Array>): MediaSource {
  const opened = (): OpenedMedia => {
    let position = 0;
    return {
      sizeBytes: size,
      read: () => {
        const begin = position;
        position = Math.min(size, begin + CHUNK_BYTES);
        return begin === size ? Promise.resolve(undefined) : slice(begin, position);
      },
      cancel: () => undefined,
      close: () => Promise.resolve(),
    };
  };
  return { repeatable: true, open: () => Promise.resolve(opened()) };
}

/** A file, opened anew for every call. */
export function fileSource(path: string): MediaSource {
  return { repeatable: true, open: () => openFile(path) };
}

async function openFile(path: string): Promise<OpenedMedia> {
  const file = await open(path).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  try {
    const stat = await file.stat();
    if (stat.isDirectory()) {
      throw new TypeError(`Media must be a file, and ${path} is a directory`);
    }
    return {
      sizeBytes: stat.isFile() ? stat.size : undefined,
      read: () => readChunk(file),
      cancel: () => undefined,
      close: () => file.close(),
    };
  } catch (failure) {
    await file.close();
    throw failure;
  }
}

async function readChunk(file: FileHandle): Promise<Uint8Array | undefined> {
  // A fresh one each time: the transport keeps the last ones until they are on the wire.
  const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let filled = 0;
  while (filled < CHUNK_BYTES) {
    const { bytesRead } = await file.read(chunk, filled, CHUNK_BYTES - filled).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    if (bytesRead === 0) {
      break;
    }
    filled += bytesRead;
  }
  return filled === 0 ? undefined : chunk.subarray(0, filled);
}

/** A stream of the caller's: read once; destroyed if it is not read to its end, as `for await` does. */
export function streamSource(stream: ByteStream, sizeBytes: number | undefined): MediaSource {
  let taken = false;
  const open = (): Promise<OpenedMedia> => {
    if (taken) {
      const why = "This stream was already read by another call: make new media for each call";
      return Promise.reject(new TypeError(why));
    }
    taken = true;
    return Promise.resolve(reading(stream, sizeBytes));
  };
  return { repeatable: false, open };
}

/** What a URL answers, fetched anew for every call. */
export function urlSource(url: string): MediaSource {
  return {
    repeatable: true,
    open: async () => {
      const response = await fetched(url);
      return reading(response.body ?? [], sizeOf(response));
    },
  };
}

/** The answer to a GET, whose body is to be read or cancelled. */
export async function fetched(url: string): Promise<Response> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw unreadable(cause);
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw unreadable(new Error(`the URL answered ${String(response.status)} ${response.statusText}`));
  }
  return response;
}

/** The size of a body, where its header tells that and not the size of a compressed one. */
function sizeOf(response: Response): number | undefined {
  const length = response.headers.get("content-length");
  return length === null || response.headers.has("content-encoding") ? undefined : Number(length);
}
