import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { type Dragoneye, Image, InvalidRequestError, Video } from "@dragoneye/gateway";
import { type Both, collected, fakeGateway } from "./support/fakeGateway.js";

const HALF = "half \ud800";
const BYTES = new Uint8Array(1);
const PNG = Image.fromBytes(BYTES, "image/png");
const MP4 = Video.fromBytes(BYTES, "video/mp4");
const NAMED = Image.fromBytes(BYTES, "image/png", { name: HALF });

const CALLS: [field: string, call: (client: Dragoneye) => unknown][] = [
  ["config.model", (client) => client.predictImage(PNG, HALF)],
  ["config.model", (client) => client.classification.predictImage(PNG, HALF)],
  ["config.model", (client) => client.streamVideoPrediction(MP4, HALF)],
  ["config.mime_type", (client) => client.submit(Image.fromBytes(BYTES, `image/${HALF}`), "m")],
  ["config.file_name", (client) => client.predictImage(NAMED, "m")],
  ["config.parameters", (client) => client.predictImage(PNG, "m", { parameters: { extra: HALF } })],
  ["config.parameters", (client) => client.predictImage(PNG, "m", { parameters: { [HALF]: "" } })],
  [
    "config.filter.category_names",
    (client) => client.predictVideo(MP4, "m", { filter: { categoryNames: ["car", HALF] } }),
  ],
  ["task_id", (client) => client.status(HALF)],
  ["task_id", (client) => client.waitFor(HALF)],
  ["task_id", (client) => client.getImageResults(HALF)],
  ["task_id", (client) => client.getVideoResults(HALF)],
  ["task_id", (client) => client.download(HALF, "never.zip")],
  ["task_id", (client) => client.download(HALF, process.stdout)],
  ["resume_token", (client) => client.streamVideoFrames("t", { resumeToken: HALF })],
  [
    "filter.category_names",
    (client) => client.streamVideoResults("t", { filter: { categoryNames: [HALF] } }),
  ],
];

test("should refuse text that cannot be sent, and name its field", async () => {
  const client = (await fakeGateway({})).client();

  for (const [field, call] of CALLS) {
    await assert.rejects(
      async () => {
        await call(client);
      },
      (error: InvalidRequestError) => {
        assert.ok(error instanceof InvalidRequestError, `${field}: ${String(error)}`);
        assert.equal(error.code, "INVALID_ARGUMENT");
        assert.equal(error.predictSent, field.startsWith("config.") ? "no" : undefined);
        assert.deepEqual(
          error.fieldViolations.map((violation) => violation.field),
          [field],
        );
        assert.match(error.message, /^Invalid request: [a-z._]+ holds half of a surrogate pair/);
        assert.ok(error.message.isWellFormed());
        return true;
      },
    );
  }
  assert.equal(existsSync("never.zip"), false);
});

test("should fail an image alone whose name cannot be sent", async () => {
  const gateway = await fakeGateway({
    predictImages: (call: Both) => {
      call.resume();
      call.on("end", () => {
        call.end();
      });
    },
  });

  const [result] = await collected(gateway.client().predictImages([{ id: "1", image: NAMED }], "m"));

  assert.ok(result?.error instanceof InvalidRequestError);
  assert.equal(result.error.fieldViolations[0]?.field, "config.file_name");
});
