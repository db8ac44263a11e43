import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";
import {
  CallCancelledError,
  GatewayInternalError,
  GatewayUnavailableError,
  Image,
  ResumeTokenStaleError,
  toJson,
  VideoDetectedObjectSchema,
} from "@dragoneye/gateway";
import { status } from "@grpc/grpc-js";
import { collected, failure, fakeGateway, Line, type Out, Tally } from "./support/fakeGateway.js";
import { openings, ResultStreamParts } from "./support/scriptedStream.js";

const { header, object, completion } = ResultStreamParts;
const GONE = { code: status.UNAVAILABLE, details: "gone" };
const PART = { last: false, resumeToken: undefined };

test("should join the parts of a header and of an object", async () => {
  const range = (n: number) => ({
    timestampStartUsInclusive: BigInt(n),
    timestampEndUsInclusive: BigInt(n),
    score: n,
  });
  const gateway = await fakeGateway({
    streamVideoResults: openings([
      {
        events: [
          header([0n, 1n], false),
          header([2n]),
          object(
            0,
            {
              objectId: 9007199254740993n,
              bboxObservations: [{ timestampMicroseconds: 0n }],
              categories: [
                { categoryId: 1n, attributes: [{ attributeId: 5n, timestampRanges: [range(1)] }] },
              ],
            },
            PART,
          ),
          object(
            0,
            {
              objectId: 9007199254740993n,
              bboxObservations: [{ timestampMicroseconds: 1n, observation: { bboxScore: 0.1 } }],
              categories: [
                {
                  categoryId: 1n,
                  attributes: [{ attributeId: 5n, timestampRanges: [range(2)] }, { attributeId: 6n }],
                },
                { categoryId: 2n },
              ],
            },
            { continuedCategoryIndex: 0, continuedAttributeIndex: 0 },
          ),
          completion(1),
        ],
      },
    ]),
  });

  const video = await gateway.client().getVideoResults("t");

  assert.deepEqual(video.frameTimestampsMicroseconds, [0n, 1n, 2n]);
  const [whole] = video.objects;
  assert.ok(whole !== undefined);
  assert.equal(whole.bboxObservations[0]?.observation, undefined);
  assert.deepEqual(toJson(VideoDetectedObjectSchema, whole), {
    objectId: "9007199254740993",
    bboxObservations: [{}, { timestampMicroseconds: "1", observation: { bboxScore: 0.1 } }],
    categories: [
      {
        categoryId: "1",
        attributes: [
          {
            attributeId: "5",
            timestampRanges: [
              { timestampStartUsInclusive: "1", timestampEndUsInclusive: "1", score: 1 },
              { timestampStartUsInclusive: "2", timestampEndUsInclusive: "2", score: 2 },
            ],
          },
          { attributeId: "6" },
        ],
      },
      { categoryId: "2" },
    ],
  });
});

test("should join the parts of a frame and of an image's object", async () => {
  const frame = (last: boolean, categories: object[], more: object = {}) => ({
    case: "frame",
    value: {
      frame: { timestampMicroseconds: 7n, objects: [{ objectId: 1n, categories }] },
      last,
      resumeToken: "r",
      ...more,
    },
  });
  const imageObject = (last: boolean, attributes: object[], more: object = {}) => ({
    case: "object",
    value: {
      object: { objectId: 1n, categories: [{ name: "a", attributes }] },
      last,
      resumeToken: "r",
      ...more,
    },
  });
  const client = (
    await fakeGateway({
      streamVideoFrames: openings([
        {
          events: [
            header(),
            frame(false, [{ name: "a", attributes: [{ optionName: "x" }] }]),
            frame(true, [{ name: "a", attributes: [{ optionName: "y" }] }, { name: "b" }], {
              continuedCategoryIndex: 0,
              continuedAttributeIndex: 1,
            }),
            completion(1),
          ],
        },
      ]),
      streamImageResults: openings([
        {
          events: [
            header(),
            imageObject(false, [{ optionName: "x" }]),
            imageObject(true, [{ optionName: "y" }], { continuedCategoryIndex: 0 }),
            completion(1),
          ],
        },
      ]),
    })
  ).client();

  const [joined] = await collected(client.streamVideoFrames("t"));
  const [image] = await collected(client.streamImageResults("t"));

  const options = (categories: { attributes: { optionName: string }[] }[] = []) =>
    categories.map(({ attributes }) => attributes.map(({ optionName }) => optionName));
  assert.deepEqual(options(joined?.objects[0]?.categories), [["x", "y"], []]);
  assert.deepEqual(options(image?.categories), [["x", "y"]]);
});

test("should read a header again that a break left unfinished, and count the whole", async () => {
  const requests: { taskId: string; resumeToken?: string }[] = [];
  const script = [
    { events: [header([0n], false)], fails: GONE },
    { events: [], fails: { code: status.INTERNAL, details: "reset" } },
    { events: [header([0n], false), header([1n]), object(0, { objectId: 10n }), completion(1)] },
  ];
  const client = (await fakeGateway({ streamVideoResults: openings(script, requests) })).client();

  const stream = client.streamVideoResults("t");
  assert.deepEqual((await stream.header()).frameTimestampsMicroseconds, [0n, 1n]);
  const objects = await collected(stream);

  assert.deepEqual(
    objects.map(({ objectId }) => objectId),
    [10n],
  );
  assert.deepEqual([requests.length, stream.completion?.readCount], [3, 1n]);
});

test("should go on where the connection was cut, with the token of the last whole element", async () => {
  const requests: (string | undefined)[] = [];
  const gateway = await fakeGateway({
    streamVideoResults: (call: Out) => {
      const { resumeToken } = call.request as { resumeToken?: string };
      requests.push(resumeToken);
      const from = resumeToken === undefined ? 0 : Number(resumeToken.split(" ")[1]) + 1;
      call.write({ event: header() });
      for (let index = from; index < (resumeToken === undefined ? 3 : 6); index++) {
        call.write({ event: object(index, { objectId: BigInt(index) }) });
      }
      if (resumeToken === undefined) {
        call.write({ event: object(3, { objectId: 3n, categories: [{ name: "half" }] }, PART) });
      } else {
        call.write({ event: completion(6 - from) });
        call.end();
      }
    },
  });
  const line = await Line.to(gateway.port);
  const stream = gateway.client({ address: line.address }).streamVideoResults("t");

  const ids: bigint[] = [];
  for await (const { objectId, categories } of stream) {
    ids.push(objectId);
    assert.equal(categories.length, 0);
    if (objectId === 2n) {
      line.cut();
    }
  }

  assert.deepEqual(ids, [0n, 1n, 2n, 3n, 4n, 5n]);
  assert.deepEqual(requests, [undefined, "after 2"]);
  assert.deepEqual([stream.completion?.readCount, stream.completion?.sentCount], [6n, 6n]);
  assert.deepEqual(stream.place, { index: 5n, resumeToken: "after 5" });
});

test("should not go on after failures that stay", async () => {
  const stale = failure(status.FAILED_PRECONDITION, "RESUME_TOKEN_STALE", { task_id: "t" });
  const opened: never[] = [];
  const client = (
    await fakeGateway({ streamVideoResults: openings([{ events: [], fails: stale }], opened) })
  ).client();
  const stream = client.streamVideoResults("t", { resumeToken: "old" });

  await assert.rejects(collected(stream), ResumeTokenStaleError);
  assert.equal(stream.resumeToken, "old");
  assert.equal(opened.length, 1);
});

test("should not go on with what is against the contract", async () => {
  const opened: never[] = [];
  const events = [header(), object(0, { objectId: 1n }, PART), object(1, { objectId: 2n })];
  const client = (await fakeGateway({ streamVideoResults: openings([{ events }], opened) })).client();

  await assert.rejects(collected(client.streamVideoResults("t")), (error: GatewayInternalError) => {
    assert.ok(error instanceof GatewayInternalError);
    assert.match(error.message, /part of element 1 within element 0, against its contract/);
    return true;
  });
  assert.equal(opened.length, 1);
});

/** Endless objects of 100 kB, as far as they are taken. */
function endless(written: Tally, cancelled: Tally) {
  return (call: Out) => {
    let index = 0;
    const write = () => {
      while (
        !call.cancelled &&
        call.write({ event: object(index++, { objectId: 1n, categories: [{ name: "x".repeat(100_000) }] }) })
      ) {
        written.add();
      }
    };
    call.on("cancelled", cancelled.add);
    call.on("drain", write);
    call.write({ event: header() });
    write();
  };
}

test("should cancel the call when the iteration is left, and ask for no more than it has room for", async () => {
  const written = new Tally();
  const cancelled = new Tally();
  const client = (await fakeGateway({ streamVideoResults: endless(written, cancelled) })).client();
  const stream = client.streamVideoResults("t");

  for await (const { categories } of stream) {
    assert.equal(categories.length, 1);
    let before = -1;
    while (before !== written.count) {
      before = written.count;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    break;
  }

  await cancelled.reaches(1);
  assert.ok(written.count < 100, `${String(written.count)} objects`);
  assert.deepEqual(await collected(stream), []);
});

test("should end a reader that waits when the signal is aborted, the stream or the client closed", async () => {
  const opened = new Tally();
  const waiting = (call: Out) => {
    call.write({ event: header() });
    opened.add();
  };
  const gateway = await fakeGateway({ streamVideoResults: waiting });
  const client = gateway.client();
  const abort = new AbortController();

  const aborted = collected(client.streamVideoResults("t", { signal: abort.signal }));
  const closed = client.streamVideoResults("t");
  const reading = collected(closed);
  const other = collected(client.streamVideoResults("t"));
  await opened.reaches(3);
  abort.abort();
  await assert.rejects(aborted, /cancelled by its signal/);
  await closed.close();
  await assert.rejects(reading, CallCancelledError);
  client.close();
  await assert.rejects(other, /The client was closed/);
  await assert.rejects(client.status("t"), TypeError);
});

test("should tell of a gateway that cannot be reached", async () => {
  const gateway = await fakeGateway({});
  gateway.server.forceShutdown();

  await assert.rejects(gateway.client().status("t"), (error: GatewayUnavailableError) => {
    assert.ok(error instanceof GatewayUnavailableError);
    assert.match(error.message, /^The connection to the gateway failed: /);
    assert.deepEqual([error.taskId, error.predictSent], ["t", undefined]);
    return true;
  });
  const image = Image.fromBytes(new Uint8Array(3), "image/png");
  const never = { code: "UNAVAILABLE", predictSent: "no" };
  await assert.rejects(gateway.client().predictImage(image, "m"), never);
  await assert.rejects(collected(gateway.client().predictImages([{ id: "a", image }], "m")), never);
});

test("should let the process end after an iteration was left, without closing the client", async () => {
  const gateway = await fakeGateway({ streamVideoResults: endless(new Tally(), new Tally()) });
  const program = `
    import { Dragoneye } from "@dragoneye/gateway";
    for await (const object of new Dragoneye().streamVideoResults("t")) { console.log(object.categories.length); break; }`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    env: { ...process.env, DRAGONEYE_GATEWAY: gateway.address },
    stdio: ["ignore", "pipe", "inherit"],
    cwd: new URL(".", import.meta.url),
    timeout: 20_000,
  });

  const output = (await collected(child.stdout)).join("");
  const code = child.exitCode ?? (await new Promise((resolve) => child.once("exit", resolve)));

  assert.deepEqual([output, code], ["1\n", 0]);
});
