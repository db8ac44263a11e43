import type { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { CallScope } from "./callScope.js";
import { Crc32c } from "./crc32c.js";
import { PredictionTaskResultsUnavailableError } from "./errors.js";
import { failureOf, messageOf } from "./failure.js";
import {
  type DownloadCompletion,
  type DownloadHeader,
  type DownloadResultsResponse,
  ResultService,
} from "./gen/dragoneye_gateway/v1/result_service_pb.js";
import { NewFile } from "./newFile.js";
import type { CallOptions } from "./options.js";
import { againstContract } from "./resultPieces.js";
import { type Assembly, resuming } from "./resuming.js";
import { requireText } from "./text.js";
import type { Transport } from "./transport.js";

/** So often a whole archive is not wasted: beyond that, it will not come. */
const FILE_RESTARTS = 3;

/** What is known of a result archive that was downloaded whole, its size and checksum found right. */
export interface DownloadedResults {
  readonly header: DownloadHeader;
  readonly completion: DownloadCompletion;
}

/** Some bytes of an archive and where they stand in it. */
interface ArchiveChunk {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** Where an archive goes. */
interface ArchiveTarget {
  /** Forgets what was written. */
  begin(): Promise<void>;
  write(bytes: Uint8Array, offset: number): Promise<void>;
}

/** The bytes of an archive, which begins again where its stream broke, if it may. */
class DownloadAssembly implements Assembly<DownloadResultsResponse, ArchiveChunk> {
  header: DownloadHeader | undefined;
  completion: DownloadCompletion | undefined;
  #restarts: number;
  #offset = 0;

  /**
   * @param restarts how often it may begin again after bytes have come
   */
  constructor(restarts: number) {
    this.#restarts = restarts;
  }

  get complete(): boolean {
    return this.completion !== undefined;
  }

  accept({ event }: DownloadResultsResponse): ArchiveChunk | undefined {
    if (event.case === "header") {
      this.header = event.value;
    } else if (event.case === "completion") {
      this.completion = event.value;
    } else if (event.case === "chunk") {
      const offset = this.#offset;
      this.#offset += event.value.length;
      return { offset, bytes: event.value };
    }
    return undefined;
  }

  rewind(): boolean {
    if (this.#offset === 0) {
      return true;
    }
    this.#offset = 0;
    return this.#restarts-- > 0;
  }
}

/** Into a file, for which a download may begin again. */
export async function downloadToFile(
  transport: Transport,
  taskId: string,
  path: string | URL,
  options: CallOptions,
): Promise<DownloadedResults> {
  requireText("task_id", [taskId]);
  const file = await NewFile.beside(path instanceof URL ? fileURLToPath(path) : path);
  try {
    const downloaded = await download(transport, taskId, file, options, FILE_RESTARTS);
    await file.takeItsPlace();
    return downloaded;
  } finally {
    await file.close();
  }
}

/** Into a stream, which cannot be begun again. */
export async function downloadToStream(
  transport: Transport,
  taskId: string,
  stream: Writable,
  options: CallOptions,
): Promise<DownloadedResults> {
  requireText("task_id", [taskId]);
  // Whoever listens for errors hears them too; without anyone they would be uncaught.
  const ignored = () => undefined;
  stream.on("error", ignored);
  const target = {
    begin: () => Promise.resolve(),
    write: (bytes: Uint8Array) => written(stream, bytes),
  };
  try {
    return await download(transport, taskId, target, options, 0);
  } finally {
    stream.off("error", ignored);
  }
}

function written(stream: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(bytes, (failure) => {
      if (failure) {
        reject(failure);
      } else {
        resolve();
      }
    });
  });
}

function download(
  transport: Transport,
  taskId: string,
  target: ArchiveTarget,
  options: CallOptions,
  restarts: number,
): Promise<DownloadedResults> {
  const assembly = new DownloadAssembly(restarts);
  const scope = new CallScope(transport, options, () => ({ taskId }));
  const open = () => scope.request(ResultService.method.downloadResults, { taskId });
  return scope.run(async () => {
    let checksum = new Crc32c();
    let size = 0;
    for await (const { offset, bytes } of resuming(scope, assembly, open)) {
      if (offset === 0) {
        await target.begin();
        checksum = new Crc32c();
      }
      await scope.guard(target.write(bytes, offset));
      checksum.update(bytes);
      size = offset + bytes.length;
    }
    return checked(assembly, size, checksum.value, taskId);
  });
}

function checked(
  { header, completion }: DownloadAssembly,
  size: number,
  crc32c: number,
  taskId: string,
): DownloadedResults {
  if (header === undefined || completion === undefined) {
    throw againstContract("an archive without its header");
  }
  if (completion.sizeBytes !== BigInt(size) || completion.crc32c !== crc32c) {
    const failure = failureOf("DATA_LOSS", { taskId });
    const what = "The archive was damaged on its way: its size or checksum is wrong";
    throw new PredictionTaskResultsUnavailableError(messageOf(what, failure), failure);
  }
  return { header, completion };
}
