import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { after, test } from "node:test";
import { PredictionTaskResultsUnavailableError, TaskState, Video } from "@dragoneye/gateway";
import { status } from "@grpc/grpc-js";
import { collected, failure, fakeGateway, type Out, Tally } from "./support/fakeGateway.js";

const GONE = { code: status.UNAVAILABLE, details: "gone" };

test("should submit, and watch over interruptions without telling a status twice", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({
    submitPrediction: (call, answer) => {
      call.resume();
      call.on("end", () => {
        answer(null, { task: { taskId: "t1" } });
      });
    },
    watchTask: (call) => {
      calls.add();
      call.write({ task: { taskId: "t1", state: TaskState.IN_PROGRESS, status: "processing" } });
      if (calls.count === 1) {
        call.end();
      } else {
        call.write({ task: { taskId: "t1", state: TaskState.SUCCEEDED, status: "predicted" } });
        call.end();
      }
    },
  });
  const client = gateway.client();

  const task = await client.submit(Video.fromBytes(new Uint8Array(3), "video/mp4"), "m");
  const statuses = (await collected(client.watch(task.taskId))).map((change) => change.status);

  assert.deepEqual(statuses, ["processing", "predicted"]);
  assert.equal((await client.waitFor("t1")).state, TaskState.SUCCEEDED);
});

const ARCHIVE = Buffer.from("123456789");
const header = { event: { case: "header", value: { taskId: "t" } } };
const chunk = (bytes: Buffer) => ({ event: { case: "chunk", value: bytes } });
const completion = (crc32c: number) => ({ event: { case: "completion", value: { sizeBytes: 9n, crc32c } } });

async function directory(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "gateway-"));
  after(() => rm(made, { recursive: true }));
  return made;
}

test("should download into a file, beginning again where the connection broke", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({
    downloadResults: (call: Out) => {
      calls.add();
      call.write(header);
      call.write(chunk(ARCHIVE.subarray(0, 5)));
      if (calls.count > 1) {
        call.write(chunk(ARCHIVE.subarray(5)));
        call.write(completion(0xe3069283));
      }
      call.end();
    },
  });
  const folder = await directory();

  const { completion: end } = await gateway.client().download("t", join(folder, "a.zip"));

  assert.equal(end.sizeBytes, 9n);
  assert.deepEqual(await readFile(join(folder, "a.zip")), ARCHIVE);
  assert.deepEqual(await readdir(folder), ["a.zip"]);
  assert.equal(calls.count, 2);
});

test("should leave what was there where the archive is damaged or the download fails", async () => {
  const gateway = await fakeGateway({
    downloadResults: (call: Out) => {
      if ((call.request as { taskId: string }).taskId === "early") {
        call.emit(
          "error",
          failure(status.FAILED_PRECONDITION, "RESULTS_UNAVAILABLE", {}, { retryAfterSeconds: 1 }),
        );
        return;
      }
      [header, chunk(ARCHIVE), completion(1)].forEach((event) => call.write(event));
      call.end();
    },
  });
  const folder = await directory();
  const file = join(folder, "a.zip");
  await writeFile(file, "before");
  const client = gateway.client();

  for (const task of ["damaged", "early"]) {
    await assert.rejects(client.download(task, file), PredictionTaskResultsUnavailableError);
  }
  await assert.rejects(client.download("t", folder), { code: "EISDIR" });
  await assert.rejects(client.download("t", join(folder, "none", "a.zip")), { code: "ENOENT" });

  assert.equal(await readFile(file, "utf8"), "before");
  assert.deepEqual(await readdir(folder), ["a.zip"]);
});

test("should download into a stream, which does not begin again", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({
    downloadResults: (call: Out) => {
      calls.add();
      call.write(header);
      call.write(chunk(ARCHIVE));
      if ((call.request as { taskId: string }).taskId === "whole") {
        call.write(completion(0xe3069283));
      }
      call.end();
    },
  });
  const client = gateway.client();
  const parts: Buffer[] = [];
  const stream = new Writable({
    write(bytes: Buffer, _, done) {
      parts.push(bytes);
      setImmediate(done);
    },
  });

  await client.download("whole", stream);
  assert.deepEqual(Buffer.concat(parts), ARCHIVE);
  await assert.rejects(client.download("cut", stream), /ended before it was complete/);
  assert.equal(calls.count, 2);
  const full = new Writable({
    write: (_, __, done) => {
      done(new Error("disk full"));
    },
  });
  await assert.rejects(client.download("whole", full), /disk full/);
});

test("should repeat unary reads while no gateway is available, three times", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({
    getTask: (_, answer) => {
      calls.add();
      if (calls.count < 3) {
        answer(GONE);
      } else {
        answer(null, { task: { taskId: "t" } });
      }
    },
  });

  assert.equal((await gateway.client().status("t")).taskId, "t");
  assert.equal(calls.count, 3);
});
