// Decodes results as the official Node SDK does: hyparquet with fzstd, then an object for each row.
// Answers the lines of JSON that harness/Peer.java asks.
//   node peer.mjs DIRECTORY_WITH_NODE_MODULES
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.argv[2], "package.json"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { parquetReadObjects } = await load("hyparquet");
const { decompress } = await load("fzstd");

const compressors = { ZSTD: (page) => decompress(page) };

const range = (it) => ({
  timestampStartUsInclusive: Number(it.timestamp_start_us_inclusive),
  timestampEndUsInclusive: Number(it.timestamp_end_us_inclusive),
});

const scoredRange = (it) => ({ ...range(it), score: it.score });

const observation = (it) => ({
  timestampMicroseconds: Number(it.timestamp_microseconds),
  observation: it.normalized_bbox ? { normalizedBbox: it.normalized_bbox, bboxScore: it.bbox_score } : null,
});

const attribute = (it) => ({
  attributeId: Number(it.attribute_id),
  attributeName: it.attribute_name,
  optionId: Number(it.option_id),
  optionName: it.option_name,
  timestampRanges: (it.timestamp_ranges ?? []).map(scoredRange),
});

const category = (it) => ({
  categoryId: Number(it.category_id),
  name: it.name,
  score: it.score,
  attributes: (it.attributes ?? []).map(attribute),
});

const object = (row) => ({
  objectId: Number(row.object_id),
  timestampRanges: (row.timestamp_ranges ?? []).map(range),
  bboxObservations: (row.bbox_observations ?? []).map(observation),
  categories: (row.categories ?? []).map(category),
});

async function decode(bytes) {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const rows = await parquetReadObjects({ file, compressors });
  return rows.map(object);
}

function count(objects) {
  const words = new Uint32Array(2);
  const double = new Float64Array(words.buffer);
  const sums = { objects: objects.length, observations: 0, gaps: 0, low_bits: 0, high_bits: 0 };
  let timestamps = 0n;
  const add = (value) => {
    double[0] = value;
    sums.low_bits = (sums.low_bits + words[0]) >>> 0;
    sums.high_bits = (sums.high_bits + words[1]) >>> 0;
  };
  for (const one of objects) {
    // The sum over all objects is beyond 2^53.
    timestamps += BigInt(one.bboxObservations.reduce((sum, seen) => sum + seen.timestampMicroseconds, 0));
    for (const seen of one.bboxObservations) {
      sums.observations++;
      if (seen.observation === null) {
        sums.gaps++;
      } else {
        seen.observation.normalizedBbox.forEach(add);
        add(seen.observation.bboxScore);
      }
    }
    for (const guess of one.categories) {
      add(guess.score);
      guess.attributes.forEach((held) => held.timestampRanges.forEach((span) => add(span.score)));
    }
  }
  return { ...sums, timestamps: String(timestamps) };
}

async function measure(bytes, repeats) {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const start = performance.now();
  for (let i = 0; i < repeats; i++) {
    await decode(bytes);
  }
  const total = (performance.now() - start) / repeats;
  const cpu = process.cpuUsage(before);
  // The first object can be had when all can.
  return { total_ms: total, cpu_ms: (cpu.user + cpu.system) / 1000 / repeats, first_object_ms: total };
}

async function handle(request) {
  switch (request.op) {
    case "versions":
      return { node: process.versions.node, ...JSON.parse(readFileSync(join(process.argv[2], "package.json"), "utf8")).dependencies };
    case "check":
      return count(await decode(readFileSync(request.predictions)));
    case "measure":
      return measure(readFileSync(request.predictions), request.repeats);
    default:
      throw new Error(`no such request: ${request.op}`);
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await handle(JSON.parse(line)).catch((error) => ({ error: String(error) }));
  console.log(JSON.stringify(answer));
}
