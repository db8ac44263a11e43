import { randomUUID } from "node:crypto";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";

/**
 * A file that comes into being whole or not at all: written under another name in the same directory, then renamed.
 * Closing it removes what was not renamed.
 */
export class NewFile {
  readonly #file: string;
  readonly #draft: string;
  readonly #handle: FileHandle;
  #closed = false;

  private constructor(file: string, draft: string, handle: FileHandle) {
    this.#file = file;
    this.#draft = draft;
    this.#handle = handle;
  }

  static async beside(path: string): Promise<NewFile> {
    const file = resolve(path);
    const existing = await stat(file).catch(() => undefined);
    if (existing?.isDirectory() === true) {
      throw Object.assign(new Error(`EISDIR: illegal operation on a directory, open '${path}'`), {
        code: "EISDIR",
        path,
      });
    }
    const draft = join(dirname(file), `.${randomUUID()}.part`);
    return new NewFile(file, draft, await open(draft, "wx"));
  }

  /** Forgets what was written. */
  async begin(): Promise<void> {
    await this.#handle.truncate(0);
  }

  async write(bytes: Uint8Array, offset: number): Promise<void> {
    let written = 0;
    while (written < bytes.length) {
      written += (await this.#handle.write(bytes, written, bytes.length - written, offset + written))
        .bytesWritten;
    }
  }

  async takeItsPlace(): Promise<void> {
    await this.#close();
    await rename(this.#draft, this.#file);
  }

  async #close(): Promise<void> {
    if (!this.#closed) {
      this.#closed = true;
      await this.#handle.close();
    }
  }

  async close(): Promise<void> {
    await this.#close();
    await rm(this.#draft, { force: true });
  }
}
