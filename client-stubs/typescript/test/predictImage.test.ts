import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { after, test } from "node:test";
import {
  CallCancelledError,
  DeadlineExceededError,
  GatewayUnavailableError,
  Image,
  IncorrectMediaTypeError,
  InvalidRequestError,
  MediaUnreadableError,
  PredictionUploadError,
} from "@dragoneye/gateway";
import { Metadata, status } from "@grpc/grpc-js";
import { failure, fakeGateway, type Answer, type MediaIn, Tally } from "./support/fakeGateway.js";

const MODEL = "recognize_anything/x";
const PREDICTION = { taskId: "t", objects: [{ objectId: 24935566110870307n }] };

interface Received {
  config: { model: string; mimeType: string; fileName?: string; sizeBytes?: bigint; crc32c?: number };
  sizes: number[];
  bytes: Buffer;
}

/** Reads the whole upload and answers. */
function answering(received: Received[]) {
  return (call: MediaIn, answer: Answer) => {
    const one = { sizes: [], bytes: Buffer.alloc(0) } as unknown as Received;
    call.on("data", ({ payload }: { payload: { case: string; value: never } }) => {
      if (payload.case === "config") {
        one.config = payload.value;
      } else {
        one.sizes.push((payload.value as Uint8Array).length);
        one.bytes = Buffer.concat([one.bytes, payload.value]);
      }
    });
    call.on("end", () => {
      received.push(one);
      answer(null, { prediction: PREDICTION });
    });
  };
}

async function* pieces(count: number, size: number, read = { bytes: 0 }) {
  for (let piece = 0; piece < count; piece++) {
    read.bytes += size;
    await Promise.resolve();
    yield new Uint8Array(size).fill(piece);
  }
}

test("should send the same bytes in chunks of 256 KiB from any source", async () => {
  const received: Received[] = [];
  const gateway = await fakeGateway({ predictImage: answering(received) });
  const client = gateway.client();
  const bytes = Buffer.alloc(600_000, "media");
  const directory = await mkdtemp(join(tmpdir(), "gateway-"));
  after(() => rm(directory, { recursive: true }));
  const path = join(directory, "bläh.PNG");
  await writeFile(path, bytes);

  const sources = [
    Image.fromPath(path),
    await Image.fromFilePath(path),
    Image.fromBytes(bytes, "image/png"),
    Image.fromBlob(new Blob([bytes], { type: "image/png" })),
    Image.fromBase64(bytes.toString("base64"), "image/png"),
    Image.fromStream(Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]), "image/png"),
    Image.fromStream(new Blob([bytes]).stream() as never, "image/png"),
    Image.fromStream([bytes.subarray(0, 300_000), bytes.subarray(300_000)], "image/png", {
      sizeBytes: 600_000,
    }),
  ];
  for (const source of sources) {
    const prediction = await client.predictImage(source, MODEL);
    assert.equal(prediction.objects[0]?.objectId, 24935566110870307n);
  }

  assert.ok(received.every((one) => one.bytes.equals(bytes)));
  assert.ok(received.every((one) => one.sizes.join() === "262144,262144,75712"));
  assert.deepEqual(
    received.map(({ config }) => config.sizeBytes),
    [600_000n, 600_000n, 600_000n, 600_000n, 600_000n, undefined, undefined, 600_000n],
  );
  assert.equal(received[0]?.config.fileName, "bläh.PNG");
  assert.equal(received[0].config.mimeType, "image/png");
});

test("should declare the checksum that is asked for", async () => {
  const received: Received[] = [];
  const client = (await fakeGateway({ predictImage: answering(received) })).client();

  await client.predictImage(
    Image.fromBytes(Buffer.from("123456789"), "image/png", { checksum: true }),
    MODEL,
  );
  await client.predictImage(Image.fromStream([Buffer.from("x")], "image/png", { checksum: 7 }), MODEL);

  assert.deepEqual(
    received.map(({ config }) => config.crc32c),
    [0xe3069283, 7],
  );
});

test("should show the status of a gateway that rejects in the middle of the upload", async () => {
  const gateway = await fakeGateway({
    predictImage: (call, answer) => {
      call.once("data", () => {
        answer(failure(status.INVALID_ARGUMENT, "MEDIA_TOO_LARGE", { phase: "upload", predict_sent: "no" }));
      });
    },
  });
  const client = gateway.client();

  for (let round = 0; round < 20; round++) {
    const read = { bytes: 0 };
    const huge = Image.fromStream(pieces(10_000, 65_536, read), "image/png");
    await assert.rejects(client.predictImage(huge, MODEL), (error: PredictionUploadError) => {
      assert.ok(error instanceof PredictionUploadError);
      assert.equal(error.name, "PredictionUploadError");
      assert.equal(error.reason, "MEDIA_TOO_LARGE");
      assert.equal(error.code, "INVALID_ARGUMENT");
      assert.equal(error.message, "it failed [MEDIA_TOO_LARGE, phase upload, predict sent: no]");
      return true;
    });
    assert.ok(read.bytes < 20_000_000, `read ${String(read.bytes)}`);
  }
});

test("should read media only as far ahead as the gateway takes it", async () => {
  const stuck = new Tally();
  const read = { bytes: 0 };
  const gateway = await fakeGateway({
    predictImage: (call) => {
      call.once("data", () => {
        call.pause();
        stuck.add();
      });
    },
  });
  const abort = new AbortController();
  const image = Image.fromStream(pieces(100_000, 65_536, read), "image/png");
  const call = gateway.client().predictImage(image, MODEL, { signal: abort.signal });
  await stuck.reaches(1);

  let before = -1;
  while (before !== read.bytes) {
    before = read.bytes;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }

  assert.ok(read.bytes < 16 * 1024 * 1024, `read ${String(read.bytes)}`);
  abort.abort(new Error("enough"));
  await assert.rejects(call, (error: CallCancelledError) => {
    assert.ok(error instanceof CallCancelledError);
    assert.equal((error.cause as Error).message, "enough");
    assert.equal(error.predictSent, "no");
    return true;
  });
});

test("should cancel the call and destroy the stream when the signal is aborted while media is read", async () => {
  const cancelled = new Tally();
  const arrived = new Tally();
  const gateway = await fakeGateway({
    predictImage: (call) => {
      call.on("cancelled", cancelled.add);
      call.on("data", arrived.add);
    },
  });
  const silent = new Readable({ read: () => undefined });
  const abort = new AbortController();
  silent.push(Buffer.alloc(300_000));
  const image = Image.fromStream(silent, "image/png");
  const call = gateway.client().predictImage(image, MODEL, { signal: abort.signal });
  await arrived.reaches(2);
  abort.abort();

  await assert.rejects(call, CallCancelledError);
  await cancelled.reaches(1);
  assert.ok(silent.destroyed);
});

test("should make no call of a signal that is aborted already", async () => {
  const calls = new Tally();
  const client = (await fakeGateway({ predictImage: calls.add })).client();

  await assert.rejects(
    client.predictImage(Image.fromBytes(new Uint8Array(3), "image/png"), MODEL, {
      signal: AbortSignal.abort(),
    }),
    CallCancelledError,
  );

  assert.equal(calls.count, 0);
});

test("should say that media could not be read, and cancel", async () => {
  const cancelled = new Tally();
  const arrived = new Tally();
  const gateway = await fakeGateway({
    predictImage: (call) => {
      call.on("cancelled", cancelled.add);
      call.on("data", arrived.add);
    },
  });
  const client = gateway.client();
  async function* breaking() {
    yield new Uint8Array(300_000);
    await arrived.reaches(2);
    throw new Error("the camera went away");
  }

  await assert.rejects(
    client.predictImage(Image.fromStream(breaking(), "image/png"), MODEL),
    new MediaUnreadableError("The media could not be read: the camera went away"),
  );
  await cancelled.reaches(1);
  await assert.rejects(client.predictImage(Image.fromPath("/none.png"), MODEL), MediaUnreadableError);
  await assert.rejects(Image.fromFilePath("/none.png"), MediaUnreadableError);
  await assert.rejects(client.predictImage(Image.fromPath("/", { mimeType: "image/png" }), MODEL), TypeError);
});

test("should refuse a stream that was read by another call", async () => {
  const client = (await fakeGateway({ predictImage: answering([]) })).client();
  const image = Image.fromStream([new Uint8Array(3)], "image/png");
  await client.predictImage(image, MODEL);

  await assert.rejects(client.predictImage(image, MODEL), /already read by another call/);
});

test("should end with its deadline, and know whether the prediction may run", async () => {
  const gateway = await fakeGateway({ predictImage: (call) => call.resume() });
  const image = Image.fromBytes(new Uint8Array(3), "image/png");

  await assert.rejects(
    gateway.client().predictImage(image, MODEL, { deadlineMs: 50 }),
    (error: DeadlineExceededError) => {
      assert.ok(error instanceof DeadlineExceededError);
      assert.equal(
        error.message,
        "The deadline of the call passed [DEADLINE_EXCEEDED, predict sent: unknown]",
      );
      return true;
    },
  );
});

test("should take a call that the gateway cancels at its deadline for one that exceeded it", async () => {
  const gateway = await fakeGateway({
    predictImage: (call, answer) => {
      call.resume();
      call.on("end", () => setTimeout(answer, 350, { code: status.CANCELLED, details: "cancelled" }));
    },
  });
  const image = Image.fromBytes(new Uint8Array(3), "image/png");

  await assert.rejects(
    gateway.client().predictImage(image, MODEL, { deadlineMs: 500 }),
    DeadlineExceededError,
  );
});

test("should tell the task as soon as it is announced, and name it where the connection is lost", async () => {
  const gateway = await fakeGateway({
    predictImage: (call, answer) => {
      call.resume();
      call.on("end", () => {
        const metadata = new Metadata();
        metadata.set("dragoneye-task-id", "t1");
        call.sendMetadata(metadata);
        answer({ code: status.UNAVAILABLE, details: "gone" });
      });
    },
  });
  const tasks: string[] = [];
  const image = Image.fromBytes(new Uint8Array(3), "image/png");

  await assert.rejects(
    gateway.client().predictImage(image, MODEL, { onTask: (id) => tasks.push(id) }),
    (error: GatewayUnavailableError) => {
      assert.ok(error instanceof GatewayUnavailableError);
      assert.deepEqual([error.taskId, error.predictSent, error.reason], ["t1", "yes", undefined]);
      return true;
    },
  );
  assert.deepEqual(tasks, ["t1"]);
});

test("should throw what a callback throws", async () => {
  const gateway = await fakeGateway({ predictImage: (call) => call.resume() });
  const mine = new Error("mine");
  const onSent = () => {
    throw mine;
  };

  await assert.rejects(
    gateway.client().predictImage(Image.fromBytes(new Uint8Array(3), "image/png"), MODEL, { onSent }),
    mine,
  );
});

test("should never repeat a media call", async () => {
  const calls = new Tally();
  const gateway = await fakeGateway({
    predictImage: (call, answer) => {
      calls.add();
      call.resume();
      answer(failure(status.UNAVAILABLE, "GATEWAY_OVERLOADED", {}, { retryAfterSeconds: 3 }));
    },
  });

  await assert.rejects(
    gateway.client().predictImage(Image.fromBytes(new Uint8Array(3), "image/png"), MODEL),
    (error: GatewayUnavailableError) =>
      error instanceof GatewayUnavailableError && error.retryDelayMs === 3_000,
  );
  assert.equal(calls.count, 1);
});

test("should name the fields that were refused", async () => {
  const fields = [{ field: "config.model", description: "name the model" }];
  const gateway = await fakeGateway({
    predictImage: (_, answer) => {
      answer(failure(status.INVALID_ARGUMENT, "INVALID_REQUEST", { phase: "request" }, { fields }));
    },
  });

  await assert.rejects(
    gateway.client().predictImage(Image.fromBytes(new Uint8Array(3), "image/png"), ""),
    (error: InvalidRequestError) => {
      assert.ok(error instanceof InvalidRequestError);
      assert.deepEqual(error.fieldViolations, fields);
      return true;
    },
  );
});

test("should refuse wrong arguments before any call", async () => {
  const client = (await fakeGateway({})).client();
  const image = Image.fromBytes(new Uint8Array(3), "image/png");

  assert.throws(() => Image.fromBytes(new Uint8Array(3), "video/mp4"), IncorrectMediaTypeError);
  assert.throws(() => Image.fromPath("a.mp4"), IncorrectMediaTypeError);
  assert.throws(() => Image.fromPath("a.unknown"), /none is known: pass one/);
  assert.throws(() => Image.fromStream([], "image/png", { sizeBytes: 0 }), RangeError);
  await assert.rejects(client.predictImage(image, MODEL, { timeoutSeconds: 0 }), RangeError);
  await assert.rejects(client.predictImage(image, MODEL, { deadlineMs: -1 }), RangeError);
  await assert.rejects(client.predictImage(image, MODEL, { framesPerSecond: 0.5 }), RangeError);
  await assert.rejects(
    client.predictImage(Image.fromStream(["text"] as never, "image/png"), MODEL),
    /stream of Uint8Array or Buffer/,
  );
});
