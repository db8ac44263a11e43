import assert from "node:assert/strict";
import { test } from "node:test";
import { status } from "@grpc/grpc-js";
import { failure } from "./support/fakeGateway.js";
import { internal } from "./support/internal.js";

interface Reconnects {
  opened(): void;
  progress(): void;
  next(failure: object): number | undefined;
}
const { Reconnects } = (await internal("reconnects.js")) as {
  Reconnects: new (clock: { now: () => number; random: () => number }) => Reconnects;
};
const { StatusError } = (await internal("statusError.js")) as {
  StatusError: { new (code: status, details: string): object; of(status: object): object };
};
const GONE = new StatusError(status.UNAVAILABLE, "gone");

test("should wait longer each time, and give up after eight in a row", () => {
  const reconnects = new Reconnects({ now: () => 0, random: () => 1 });

  const waits = Array.from({ length: 9 }, () => reconnects.next(GONE));
  reconnects.progress();

  assert.deepEqual(waits, [100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000, undefined]);
  assert.equal(reconnects.next(GONE), 100);
});

test("should begin anew after a call that lasted", () => {
  let now = 0;
  const reconnects = new Reconnects({ now: () => now, random: () => 0.5 });
  reconnects.next(GONE);
  reconnects.opened();
  now = 10_000;

  assert.equal(reconnects.next(GONE), 50);
});

test("should wait as long as the gateway asks, within reason, and only for what passes", () => {
  const reconnects = new Reconnects({ now: () => 0, random: () => 0 });
  const next = (...said: Parameters<typeof failure>) => reconnects.next(StatusError.of(failure(...said)));

  assert.equal(next(status.UNAVAILABLE, "GATEWAY_DRAINING", {}, { retryAfterSeconds: 3 }), 3_000);
  assert.equal(next(status.UNAVAILABLE, "GATEWAY_DRAINING", {}, { retryAfterSeconds: 61 }), undefined);
  assert.equal(next(status.ABORTED, "STREAM_STALLED"), 0);
  assert.equal(next(status.INTERNAL, "INTERNAL"), undefined);
  assert.equal(next(status.INTERNAL, "PROXY", {}, { domain: "elsewhere" }), 0);
  assert.equal(reconnects.next(new StatusError(status.CANCELLED, "reset")), 0);
  assert.equal(reconnects.next(new StatusError(status.NOT_FOUND, "none")), undefined);
});
