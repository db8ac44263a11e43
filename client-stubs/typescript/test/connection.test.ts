import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import * as gatewayPackage from "@dragoneye/gateway";
import { CallerRejectedError, Dragoneye, Image, TaskService } from "@dragoneye/gateway";
import { Channel, credentials, status } from "@grpc/grpc-js";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { context, propagation, trace } from "@opentelemetry/api";
import { type Answer, failure, fakeGateway, type Unary } from "./support/fakeGateway.js";
import { internal } from "./support/internal.js";

/** Answers any task, and remembers the metadata of each call. */
function remembering(seen: Record<string, unknown>[]) {
  return (call: Unary, answer: Answer) => {
    seen.push(call.metadata.getMap());
    answer(null, { task: { taskId: "t" } });
  };
}

test("should understand addresses", async () => {
  const { GatewayAddress } = (await internal("address.js")) as {
    GatewayAddress: { parse(text: string): { target: string; tls: boolean; exposed: boolean } };
  };
  const table: [string, string, boolean, boolean][] = [
    ["localhost:50051", "dns:///localhost:50051", false, false],
    ["127.9.9.9:1", "dns:///127.9.9.9:1", false, false],
    ["[::1]:1", "dns:///[::1]:1", false, false],
    ["gateway.example:50051", "dns:///gateway.example:50051", true, false],
    ["dns:///gateway.example:50051", "dns:///gateway.example:50051", true, false],
    ["https://gateway.example", "dns:///gateway.example:443", true, false],
    ["grpcs://gateway.example:9/", "dns:///gateway.example:9", true, false],
    ["http://gateway.example", "dns:///gateway.example:80", false, true],
    ["grpc://10.0.0.1:8080", "dns:///10.0.0.1:8080", false, true],
  ];
  for (const [text, target, tls, exposed] of table) {
    const address = GatewayAddress.parse(text);
    assert.deepEqual([address.target, address.tls, address.exposed], [target, tls, exposed], text);
  }
  for (const text of [
    "",
    "gateway.example",
    "host:0",
    "host:65536",
    "ftp://host:1",
    "host:1/path",
    "a b:1",
  ]) {
    assert.throws(() => GatewayAddress.parse(text), TypeError, text);
  }
  assert.throws(() => GatewayAddress.parse("https://user:secret@host"), /and one with an @ is not/);
});

test("should never send a secret in plaintext off loopback", () => {
  for (const secret of [{ token: "t" }, { apiKey: "k" }, { token: () => "t" }]) {
    assert.throws(() => new Dragoneye({ address: "http://gateway.example", ...secret }), /use https:\/\//);
  }
  assert.throws(
    () => new Dragoneye({ address: "localhost:1", token: "a b" }),
    /printable ASCII without spaces$/,
  );
  assert.throws(() => new Dragoneye({ address: "localhost:1", tls: {} }), /means plaintext/);
  new Dragoneye({ address: "https://gateway.example", token: "t" }).close();
});

test("should say that there is no address", () => {
  const before = process.env["DRAGONEYE_GATEWAY"];
  delete process.env["DRAGONEYE_GATEWAY"];
  try {
    assert.throws(() => new Dragoneye(), /No gateway: give its address, or set DRAGONEYE_GATEWAY/);
  } finally {
    if (before !== undefined) {
      process.env["DRAGONEYE_GATEWAY"] = before;
    }
  }
});

test("should tell who calls, by its calls and by its stubs", async () => {
  const seen: Record<string, unknown>[] = [];
  const gateway = await fakeGateway({ getTask: remembering(seen) });
  let turn = 0;
  const client = gateway.client({ token: () => Promise.resolve(`token${String(++turn)}`), apiKey: "key" });

  await client.status("t");
  const stub = client.stub(TaskService);
  const response = await new Promise<gatewayPackage.GetTaskResponse | undefined>((resolve, reject) => {
    stub.getTask({ taskId: "t" }, (error, answer) => {
      if (error === null) {
        resolve(answer);
      } else {
        reject(error);
      }
    });
  });

  assert.equal(response?.task?.taskId, "t");
  assert.deepEqual(
    seen.map((metadata) => [metadata["authorization"], metadata["dragoneye-api-key"]]),
    [
      ["Bearer token1", "key"],
      ["Bearer token2", "key"],
    ],
  );
  assert.match(
    String(seen[0]?.["user-agent"]),
    /^dragoneye-gateway-typescript\/\d+\.\d+\.\d+ grpc-node-js\//,
  );
});

test("should throw what the source of tokens throws, and fail stubs with it", async () => {
  const gateway = await fakeGateway({ getTask: remembering([]) });
  const mine = new Error("no token today");
  const client = gateway.client({ token: () => Promise.reject(mine) });

  await assert.rejects(client.status("t"), mine);
  const failed = await new Promise<{ code: status } | null>((resolve) => {
    client.stub(TaskService).getTask({ taskId: "t" }, resolve);
  });
  assert.equal(failed?.code, status.UNAUTHENTICATED);
});

test("should work over a channel of the caller's, and leave it open", async () => {
  const gateway = await fakeGateway({ getTask: remembering([]) });
  const channel = new Channel(gateway.address, credentials.createInsecure(), {});
  const first = new Dragoneye({ channel });
  const second = new Dragoneye({ channel });

  await first.status("t");
  first.close();

  assert.equal((await second.status("t")).taskId, "t");
  channel.close();
});

test("should send the active span's trace context", async () => {
  const seen: Record<string, unknown>[] = [];
  const client = (await fakeGateway({ getTask: remembering(seen) })).client();
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  const span = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId: "b7ad6b7169203331", traceFlags: 1 };

  await context.with(trace.setSpanContext(context.active(), span), () => client.status("t"));
  await client.status("t");

  assert.equal(seen[0]?.["traceparent"], "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  assert.equal(seen[1]?.["traceparent"], undefined);
});

test("should name its version as package.json does", async () => {
  const { VERSION } = await internal("version.js");
  const manifest = JSON.parse(
    await readFile(new URL(import.meta.resolve("@dragoneye/gateway/package.json")), "utf8"),
  ) as { version: string };

  assert.equal(VERSION, manifest.version);
});

const ERRORS: Record<string, string> = {
  INVALID_REQUEST: "InvalidRequestError",
  MEDIA_TYPE_MISMATCH: "InvalidRequestError",
  TASK_TYPE_MISMATCH: "InvalidRequestError",
  TASK_BEGIN_REJECTED: "PredictionTaskBeginError",
  TASK_BEGIN_UNAVAILABLE: "PredictionTaskBeginError",
  UPLOAD_FAILED: "PredictionUploadError",
  UPLOAD_REJECTED: "PredictionUploadError",
  MEDIA_TOO_LARGE: "PredictionUploadError",
  CHECKSUM_MISMATCH: "PredictionUploadError",
  SIZE_MISMATCH: "PredictionUploadError",
  PREDICT_REJECTED: "PredictionTaskError",
  PREDICT_UNAVAILABLE: "PredictionTaskError",
  PREDICTION_FAILED: "PredictionTaskError",
  PREDICTION_TIMEOUT: "PredictionTimeoutError",
  RESULTS_UNAVAILABLE: "PredictionTaskResultsUnavailableError",
  RESULTS_CORRUPT: "PredictionTaskResultsUnavailableError",
  RESULTS_TOO_LARGE: "PredictionTaskResultsUnavailableError",
  UPSTREAM_UNAVAILABLE: "ServiceUnavailableError",
  TASK_NOT_FOUND: "TaskNotFoundError",
  UPSTREAM_RATE_LIMITED: "RateLimitedError",
  UPSTREAM_CREDENTIALS_REJECTED: "CredentialsRejectedError",
  CALLER_UNAUTHENTICATED: "CallerRejectedError",
  CALLER_FORBIDDEN: "CallerRejectedError",
  CALLER_QUOTA_EXCEEDED: "RateLimitedError",
  GATEWAY_OVERLOADED: "GatewayUnavailableError",
  GATEWAY_DRAINING: "GatewayUnavailableError",
  STREAM_STALLED: "StreamStalledError",
  RESUME_TOKEN_STALE: "ResumeTokenStaleError",
  INTERNAL: "GatewayInternalError",
  OF_A_NEWER_GATEWAY: "DragoneyeError",
};

test("should give every reason its class", async () => {
  const reasons = Object.keys(gatewayPackage.ErrorReason).filter((name) => !/^\d+$|UNSPECIFIED/.test(name));
  assert.deepEqual(
    reasons.filter((reason) => ERRORS[reason] === undefined),
    [],
  );
  const gateway = await fakeGateway({
    getTask: (call, answer) => {
      answer(failure(status.ABORTED, (call.request as { taskId: string }).taskId, { phase: "await" }));
    },
  });
  const client = gateway.client();

  for (const [reason, name] of Object.entries(ERRORS)) {
    const error = (await client
      .status(reason)
      .catch((thrown: unknown) => thrown)) as gatewayPackage.DragoneyeError;
    assert.deepEqual(
      [error.name, error.constructor.name, error.reason, error.phase],
      [name, name, reason, "await"],
    );
    assert.ok(error instanceof gatewayPackage.DragoneyeError);
  }
});

test("should judge by the code what has no reason, or one of another domain", async () => {
  const gateway = await fakeGateway({
    getTask: (_, answer) => {
      answer(failure(status.UNAUTHENTICATED, "INTERNAL", {}, { domain: "proxy.example" }));
    },
  });

  await assert.rejects(gateway.client().status("t"), (error: CallerRejectedError) => {
    assert.ok(error instanceof CallerRejectedError);
    return error.reason === undefined;
  });
});

test("should speak as the Node SDK does", async () => {
  const attribute = { attributeId: 2n, attributeName: "colour", optionId: 3n, optionName: "red", score: 0.5 };
  const object = {
    objectId: 24935566110870307n,
    bboxObservation: { normalizedBbox: { x1: 0, y1: 0.25, x2: 0.5, y2: 1 }, bboxScore: 0.9 },
    categories: [{ categoryId: 1n, name: "car", score: 0.1 + 0.2, attributes: [attribute] }],
  };
  const gateway = await fakeGateway({
    predictImage: (call, answer) => {
      call.resume();
      call.on("end", () => {
        answer(null, { prediction: { taskId: "t", objects: [object] } });
      });
    },
    getTask: (_, answer) => {
      answer(null, { task: { taskId: "t", predictionType: 2, status: "predicted" } });
    },
  });
  const { classification } = gateway.client();
  const image: Dragoneye.Image = Dragoneye.Image.fromBytes(new Uint8Array(3), "image/png");

  const result = await classification.predictImage(image, "m", 10);

  assert.equal(image instanceof Image, true);
  assert.deepEqual(await classification.getStatus("t"), {
    prediction_task_uuid: "t",
    prediction_type: "video",
    status: "predicted",
  });
  assert.equal(result.objects[0]?.object_id, 24935566110870307n);
  assert.deepEqual(JSON.parse(JSON.stringify(result)), {
    objects: [
      {
        object_id: "24935566110870307",
        bbox_observation: { normalized_bbox: [0, 0.25, 0.5, 1], bbox_score: 0.9 },
        categories: [
          {
            category_id: "1",
            name: "car",
            score: 0.1 + 0.2,
            attributes: [
              { attribute_id: "2", attribute_name: "colour", option_id: "3", option_name: "red", score: 0.5 },
            ],
          },
        ],
      },
    ],
    prediction_task_uuid: "t",
    original_file_name: null,
  });
});
