import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type BatchResult,
  GatewayUnavailableError,
  Image,
  MediaUnreadableError,
  PredictionTaskError,
} from "@dragoneye/gateway";
import { status } from "@grpc/grpc-js";
import { type Both, collected, fakeGateway, Tally } from "./support/fakeGateway.js";

const MODEL = "recognize_anything/x";

interface Message {
  payload:
    | { case: "start"; value: { imageId: string; config: { fileName?: string; sizeBytes?: bigint } } }
    | { case: "chunk"; value: Uint8Array }
    | { case: "end" };
}

/** Answers each image by its name and size: what is shorter than declared is refused. */
function batches(started = new Tally(), answers = Infinity) {
  return (call: Both) => {
    let image = { id: "", name: "", declared: 0n, size: 0n };
    let answered = 0;
    call.on("data", ({ payload }: Message) => {
      if (payload.case === "start") {
        const { imageId, config } = payload.value;
        image = { id: imageId, name: config.fileName ?? "", declared: config.sizeBytes ?? -1n, size: 0n };
        started.add();
      } else if (payload.case === "chunk") {
        image.size += BigInt(payload.value.length);
      } else if (answered++ < answers) {
        const short = image.declared >= 0n && image.size < image.declared;
        const error = {
          code: status.FAILED_PRECONDITION,
          reason: "PREDICTION_FAILED",
          message: "bad",
          metadata: { task_id: "x" },
        };
        const result =
          image.name === "bad" || short
            ? { case: "error", value: error }
            : { case: "prediction", value: { taskId: image.name } };
        call.write({ imageId: image.id, result });
      }
    });
    call.on("end", () => {
      call.end();
    });
  };
}

const image = (name: string) => Image.fromBytes(new Uint8Array(300_000), "image/png", { name });
const byId = (results: BatchResult[]) => new Map(results.map((result) => [result.imageId, result]));

test("should answer every image, the bad ones with the error of their own", async () => {
  const client = (await fakeGateway({ predictImages: batches() })).client();
  async function* breaking() {
    yield new Uint8Array(300_000);
    throw await Promise.resolve(new Error("the camera went away"));
  }
  const images = [
    { id: "ä", image: image("good") },
    { id: "refused", image: image("bad") },
    { id: "missing", image: () => Image.fromPath("/none.png") },
    { id: "wrong", image: () => Promise.reject(new TypeError("mine")) },
    { id: "broken", image: Image.fromStream(breaking(), "image/png", { sizeBytes: 900_000 }) },
    { id: "last", image: () => image("also good") },
  ];

  const stream = client.predictImages(images, MODEL);
  const results = byId(await collected(stream));

  assert.equal(results.size, 6);
  assert.equal(results.get("ä")?.prediction?.taskId, "good");
  assert.equal(results.get("last")?.prediction?.taskId, "also good");
  const refused = results.get("refused")?.error;
  assert.ok(refused instanceof PredictionTaskError && refused.taskId === "x");
  assert.ok(results.get("missing")?.error instanceof MediaUnreadableError);
  assert.ok(results.get("broken")?.error instanceof MediaUnreadableError);
  assert.ok(results.get("wrong")?.error instanceof TypeError);
  assert.equal(stream.unanswered.size, 0);
});

test("should read results while it sends, and images only as far ahead as they are taken", async () => {
  const client = (await fakeGateway({ predictImages: batches() })).client();
  let made = 0;
  async function* images() {
    for (let number = 0; number < 200; number++) {
      made++;
      await Promise.resolve();
      yield { id: String(number), image: image(String(number)) };
    }
  }

  let early: number | undefined;
  let count = 0;
  for await (const result of client.predictImages(images(), MODEL)) {
    assert.equal(result.prediction?.taskId, result.imageId);
    early ??= made;
    count++;
  }

  assert.equal(count, 200);
  assert.ok(early !== undefined && early < 100, `${String(early)} images before the first result`);
});

test("should end, and name what may have been predicted, where the call breaks", async () => {
  const gateway = await fakeGateway({
    predictImages: (call) => {
      call.on("data", ({ payload }: Message) => {
        if (payload.case === "end") {
          call.emit("error", { code: status.UNAVAILABLE, details: "gone" });
        }
      });
    },
  });
  const stream = gateway.client().predictImages([{ id: "a", image: image("a") }], MODEL);

  await assert.rejects(collected(stream), (error: GatewayUnavailableError) => {
    assert.ok(error instanceof GatewayUnavailableError);
    assert.equal(error.predictSent, "unknown");
    return true;
  });
  assert.deepEqual([...stream.unanswered], ["a"]);
});

test("should end the batch where an undeclared medium breaks, and with what the images throw", async () => {
  const client = (await fakeGateway({ predictImages: batches() })).client();
  async function* breaking() {
    yield new Uint8Array(300_000);
    throw await Promise.resolve(new Error("the camera went away"));
  }
  const mine = new Error("mine");
  function* images() {
    yield { id: "a", image: image("a") };
    throw mine;
  }

  const undeclared = [{ id: "a", image: Image.fromStream(breaking(), "image/png") }];
  await assert.rejects(collected(client.predictImages(undeclared, MODEL)), MediaUnreadableError);
  await assert.rejects(collected(client.predictImages(images(), MODEL)), mine);
});

test("should cancel the call and end the images when the iteration is left", async () => {
  const cancelled = new Tally();
  const answering = batches();
  const gateway = await fakeGateway({
    predictImages: (call) => {
      call.on("cancelled", cancelled.add);
      answering(call);
    },
  });
  const ended = new Tally();
  function* images() {
    try {
      for (let number = 0; ; number++) {
        yield { id: String(number), image: image("x") };
      }
    } finally {
      ended.add();
    }
  }

  for await (const { imageId } of gateway.client().predictImages(images(), MODEL)) {
    assert.equal(imageId, "0");
    break;
  }

  await Promise.all([cancelled.reaches(1), ended.reaches(1)]);
});
