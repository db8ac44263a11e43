import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import type { ByteStream } from "./byteStream.js";
import { IncorrectMediaTypeError } from "./errors.js";
import {
  blobSource,
  bytesSource,
  fetched,
  fileSource,
  type MediaSource,
  streamSource,
  unreadable,
  urlSource,
} from "./mediaSource.js";
import { mimeTypeOf } from "./mimeTypes.js";

/** What may be said of any medium. */
export interface MediaOptions {
  /** Comes back as `originalFileName`: at most 1,024 bytes of UTF-8 without control characters, need not be unique. */
  readonly name?: string | undefined;
  /**
   * A CRC-32C (Castagnoli) that the gateway checks before anything is predicted; true: computed at the beginning of each
   * call, which reads the media once more.
   */
  readonly checksum?: boolean | number | undefined;
}

/** What may be said of a file. */
export interface FileOptions extends MediaOptions {
  /** Absent: what the extension says. */
  readonly mimeType?: string | undefined;
}

/** What may be said of a stream. */
export interface StreamOptions extends MediaOptions {
  /**
   * Bytes in all. Worth giving: media of known size are relayed as they arrive, others are first collected by the
   * gateway. Media of another size are refused before anything is predicted.
   */
  readonly sizeBytes?: number | undefined;
  /** A stream is read once, so that its checksum must be known. */
  readonly checksum?: number | undefined;
}

/** What media consist of. */
export interface MediaContent extends MediaOptions {
  readonly source: MediaSource;
  readonly mimeType: string;
}

/** Image or Video. */
export type MediaClass<T> = new (content: MediaContent) => T;

/**
 * An image or a video to predict. Media from a path, a URL, bytes or a blob may be used for any number of calls at once;
 * media from a stream for one. Nothing is read before a call, and never the whole into memory.
 */
export abstract class Media {
  abstract readonly kind: "image" | "video";
  /** For example `image/jpeg`. */
  readonly mimeType: string;
  /** Comes back as `originalFileName`; for a path the file's name unless another was given. */
  readonly name: string | undefined;
  /** @internal */
  readonly content: MediaContent;

  /** @internal */
  constructor(content: MediaContent, family: string) {
    const mimeType = content.mimeType.trim();
    if (!mimeType.startsWith(family)) {
      const said = mimeType === "" ? "none is known" : `'${mimeType}' does not`;
      throw new IncorrectMediaTypeError(
        `${new.target.name} requires a MIME type that starts with ${family}, and ${said}: pass one`,
      );
    }
    this.content = content;
    this.mimeType = mimeType;
    this.name = content.name;
  }

  /** A file, which is opened and closed by each call. */
  static fromPath<T>(this: MediaClass<T>, path: string | URL, options: FileOptions = {}): T {
    const file = path instanceof URL ? fileURLToPath(path) : path;
    const mimeType = options.mimeType ?? mimeTypeOf(file) ?? "";
    return new this({ ...options, source: fileSource(file), mimeType, name: options.name ?? basename(file) });
  }

  /** Bytes in memory. Not copied: do not change them as long as calls use this. */
  static fromBytes<T>(
    this: MediaClass<T>,
    bytes: Uint8Array | ArrayBuffer,
    mimeType: string,
    options: MediaOptions = {},
  ): T {
    const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
    return new this({ ...options, source: bytesSource(view), mimeType });
  }

  /**
   * A Node stream, a web stream or anything that iterates bytes, read by one call from where it stands. A stream that is
   * not read to its end, because the call ended before, is destroyed, as `for await` does.
   */
  static fromStream<T>(
    this: MediaClass<T>,
    stream: ByteStream,
    mimeType: string,
    options: StreamOptions = {},
  ): T {
    const { sizeBytes, ...rest } = options;
    if (sizeBytes !== undefined && !(Number.isSafeInteger(sizeBytes) && sizeBytes > 0)) {
      throw new RangeError(`The size of media must be at least 1 byte, and ${String(sizeBytes)} is not`);
    }
    return new this({ ...rest, source: streamSource(stream, sizeBytes), mimeType });
  }

  /** As the Node SDK: a blob, whose type counts unless another is given. */
  static fromBlob<T>(this: MediaClass<T>, blob: Blob, name?: string, mimeTypeOverride?: string): T {
    return new this({ source: blobSource(blob), mimeType: mimeTypeOverride ?? blob.type, name });
  }

  /** As the Node SDK: a File, under its own name unless another is given. */
  static fromFile<T>(this: MediaClass<T>, file: Blob & { readonly name: string }, name?: string): T {
    return new this({ source: blobSource(file), mimeType: file.type, name: name ?? file.name });
  }

  /** As the Node SDK: see {@link Media.fromBytes}. */
  static fromArrayBuffer<T>(this: MediaClass<T>, buffer: ArrayBuffer, mimeType: string, name?: string): T {
    return new this({ source: bytesSource(new Uint8Array(buffer)), mimeType, name });
  }

  /** As the Node SDK: see {@link Media.fromBytes}. */
  static fromUint8Array<T>(this: MediaClass<T>, bytes: Uint8Array, mimeType: string, name?: string): T {
    return new this({ source: bytesSource(bytes), mimeType, name });
  }

  /** As the Node SDK. */
  static fromBase64<T>(this: MediaClass<T>, base64: string, mimeType: string, name?: string): T {
    return new this({ source: bytesSource(Buffer.from(base64, "base64")), mimeType, name });
  }

  /** As the Node SDK: see {@link Media.fromPath}; rejects where there is no such file. */
  static async fromFilePath<T>(
    this: MediaClass<T>,
    path: string,
    name?: string,
    mimeType?: string,
  ): Promise<T> {
    await stat(path).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    const type = mimeType ?? mimeTypeOf(path) ?? "";
    return new this({ source: fileSource(path), mimeType: type, name: name ?? basename(path) });
  }

  /** As the Node SDK: what a URL answers. Fetched once to see its type, and by each call anew, never held in memory. */
  static async fromUrl<T>(
    this: MediaClass<T>,
    url: string,
    name?: string,
    mimeTypeOverride?: string,
  ): Promise<T> {
    const response = await fetched(url);
    await response.body?.cancel();
    const type = mimeTypeOverride ?? response.headers.get("content-type")?.split(";")[0] ?? "";
    return new this({ source: urlSource(url), mimeType: type, name: name ?? url });
  }

  /** Describes the media without its content. */
  toString(): string {
    return `${this.constructor.name}[${this.mimeType}${this.name === undefined ? "" : `, ${this.name}`}]`;
  }
}

/** An image to predict. */
export class Image extends Media {
  override readonly kind = "image";

  /** @internal */
  constructor(content: MediaContent) {
    super(content, "image/");
  }
}

/** A video to predict. */
export class Video extends Media {
  override readonly kind = "video";

  /** @internal */
  constructor(content: MediaContent) {
    super(content, "video/");
  }
}
