import assert from "node:assert/strict";
import { test } from "node:test";
import {
  GatewayUnavailableError,
  Phase,
  PredictionTaskError,
  PredictionTimeoutError,
  TaskState,
  Video,
} from "@dragoneye/gateway";
import { status } from "@grpc/grpc-js";
import { type Both, collected, fakeGateway, type Out, Tally } from "./support/fakeGateway.js";
import { openings, ResultStreamParts } from "./support/scriptedStream.js";

const { header, object, completion } = ResultStreamParts;
const MODEL = "recognize_anything/x";
const GONE = { code: status.UNAVAILABLE, details: "gone" };
const TASK = { case: "task", value: { taskId: "t1", state: TaskState.IN_PROGRESS } };
const progress = (phase: Phase) => ({ case: "progress", value: { phase } });
const video = () => Video.fromBytes(new Uint8Array(300_000), "video/mp4");

/** Takes the video, sends events, and ends or breaks once the client knows of the task. */
function predicting(calls: Tally, events: object[], broken?: Promise<unknown>) {
  return (call: Both) => {
    calls.add();
    call.resume();
    call.on("end", () => {
      events.forEach((event) => call.write({ event }));
      if (broken === undefined) {
        call.end();
      } else {
        void broken.then(() => call.emit("error", GONE));
      }
    });
  };
}

function watching(...states: [TaskState, string][]) {
  return (call: Out) => {
    states.forEach(([state, said]) => call.write({ task: { taskId: "t1", state, status: said } }));
    call.end();
  };
}

test("should give progress, the task, the header and the objects", async () => {
  const events = [
    progress(Phase.UPLOAD),
    TASK,
    header(),
    object(0, { objectId: 1n }),
    { case: undefined },
    completion(1),
  ];
  const client = (await fakeGateway({ predictVideo: predicting(new Tally(), events) })).client();
  const phases: Phase[] = [];
  const tasks: string[] = [];

  const prediction = await client.predictVideo(video(), MODEL, {
    framesPerSecond: 5,
    onProgress: ({ phase }) => phases.push(phase),
    onTask: (id) => tasks.push(id),
  });

  assert.deepEqual([phases, tasks], [[Phase.UPLOAD], ["t1"]]);
  assert.deepEqual([prediction.taskId, prediction.framesPerSecond, prediction.objects.length], ["t", 5, 1]);
});

test("should go on by way of the task where the call broke, and never predict twice", async () => {
  const calls = new Tally();
  const told = new Tally();
  const requests: never[] = [];
  const gateway = await fakeGateway({
    predictVideo: predicting(calls, [progress(Phase.AWAIT), TASK], told.reaches(1)),
    watchTask: watching([TaskState.IN_PROGRESS, "processing"], [TaskState.SUCCEEDED, "predicted"]),
    streamVideoResults: openings(
      [{ events: [header(), object(0, { objectId: 1n }), completion(1)] }],
      requests,
    ),
  });
  const statuses: (string | undefined)[] = [];

  const prediction = await gateway.client().predictVideo(video(), MODEL, {
    onTask: told.add,
    onProgress: (told) => statuses.push(told.status),
    filter: { categoryNames: ["car"] },
  });

  assert.equal(prediction.objects.length, 1);
  assert.deepEqual(statuses, [undefined, "processing", "predicted"]);
  assert.equal(calls.count, 1);
  assert.deepEqual((requests as { filter?: { categoryNames: string[] } }[])[0]?.filter?.categoryNames, [
    "car",
  ]);
});

test("should go on within the result where the call broke there", async () => {
  const calls = new Tally();
  const taken = new Tally();
  const requests: { taskId: string; resumeToken?: string }[] = [];
  const rest = [header(), object(1, { objectId: 2n }), completion(1)];
  const gateway = await fakeGateway({
    predictVideo: predicting(calls, [TASK, header(), object(0, { objectId: 1n })], taken.reaches(1)),
    streamVideoResults: openings([{ events: rest }], requests),
  });

  const stream = gateway.client().streamVideoPrediction(video(), MODEL);
  const ids: bigint[] = [];
  for await (const { objectId } of stream) {
    ids.push(objectId);
    taken.add();
  }

  assert.deepEqual(ids, [1n, 2n]);
  assert.deepEqual([requests[0]?.taskId, requests[0]?.resumeToken], ["t1", "after 0"]);
  assert.equal(stream.completion?.readCount, 2n);
  assert.equal(calls.count, 1);
});

test("should fail, and not predict again, where the call broke before the task was known", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({ predictVideo: predicting(calls, [], Promise.resolve()) });

  await assert.rejects(gateway.client().predictVideo(video(), MODEL), (error: GatewayUnavailableError) => {
    assert.ok(error instanceof GatewayUnavailableError);
    assert.deepEqual([error.predictSent, error.taskId], ["unknown", undefined]);
    return true;
  });
  assert.equal(calls.count, 1);
});

test("should end as the call itself would where the watched task fails", async () => {
  const told = new Tally();
  const gateway = await fakeGateway({
    predictVideo: predicting(new Tally(), [TASK], told.reaches(1)),
    watchTask: watching([TaskState.FAILED, "failed_unreadable_media"]),
  });

  await assert.rejects(
    gateway.client().predictVideo(video(), MODEL, { onTask: told.add }),
    (error: PredictionTaskError) => {
      assert.ok(error instanceof PredictionTaskError);
      assert.deepEqual([error.reason, error.taskId, error.predictSent], ["PREDICTION_FAILED", "t1", "yes"]);
      assert.equal(error.metadata["status"], "failed_unreadable_media");
      return true;
    },
  );
});

test("should keep to the completion timeout where it watches the task", async () => {
  const told = new Tally();
  const gateway = await fakeGateway({
    predictVideo: predicting(new Tally(), [TASK], told.reaches(1)),
    watchTask: (call) =>
      call.write({ task: { taskId: "t1", state: TaskState.IN_PROGRESS, status: "processing" } }),
  });

  await assert.rejects(
    gateway.client().predictVideo(video(), MODEL, { onTask: told.add, timeoutSeconds: 0.5 }),
    (error: PredictionTimeoutError) => {
      assert.ok(error instanceof PredictionTimeoutError && error instanceof PredictionTaskError);
      assert.deepEqual(
        [error.code, error.reason, error.predictSent],
        ["DEADLINE_EXCEEDED", "PREDICTION_TIMEOUT", "yes"],
      );
      return true;
    },
  );
});

test("should do nothing before the stream is read", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({ predictVideo: predicting(calls, [TASK, header(), completion(0)]) });
  const stream = gateway.client().streamVideoPrediction(video(), MODEL);

  await gateway.client().streamVideoPrediction(video(), MODEL).close();
  assert.equal(calls.count, 0);
  assert.deepEqual(await collected(stream), []);
  assert.equal(calls.count, 1);
});
