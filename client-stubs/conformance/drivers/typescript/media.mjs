// Media as requests describe them.
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { Image, Video } from "@dragoneye/gateway";

const PIECE_BYTES = 64 * 1024;

export async function mediaOf(description, notes) {
  const { kind, path, bytes, mime_type: mimeType, from, name, declare_size: declareSize, checksum } = description;
  const Media = kind === "image" ? Image : Video;
  const options = { name: name ?? (path === undefined ? undefined : basename(path)), checksum };
  if (from === "stream" || description.fails_after !== undefined) {
    const type = mimeType ?? Media.fromPath(path).mimeType;
    const truth = declareSize === true ? (bytes ?? (await stat(path)).size) : undefined;
    const sizeBytes = typeof declareSize === "number" ? declareSize : truth;
    return Media.fromStream(counted(description, notes), type, { ...options, sizeBytes });
  }
  if (path !== undefined && from !== "bytes") {
    return Media.fromPath(path, { ...options, mimeType });
  }
  const content = path === undefined ? new Uint8Array(bytes) : await readFile(path);
  return Media.fromBytes(content, mimeType ?? Media.fromPath(path).mimeType, options);
}

async function* counted({ path, bytes, fails_after: failsAfter = Infinity }, notes) {
  notes.read_bytes = 0;
  for await (const piece of path === undefined ? zeros(bytes) : createReadStream(path)) {
    if (notes.read_bytes + piece.length > failsAfter) {
      yield piece.subarray(0, failsAfter - notes.read_bytes);
      notes.read_bytes = failsAfter;
      throw new Error("the camera went away");
    }
    notes.read_bytes += piece.length;
    yield piece;
  }
  if (failsAfter !== Infinity) {
    throw new Error("the camera went away");
  }
}

function* zeros(bytes) {
  for (let left = bytes; left > 0; left -= PIECE_BYTES) {
    yield new Uint8Array(Math.min(left, PIECE_BYTES));
  }
}
