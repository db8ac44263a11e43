// Makes the calls that standard input asks for, one JSON object a line; see ../../README.md.
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { Dragoneye } from "@dragoneye/gateway";
import { Call, Unsupported } from "./call.mjs";
import { errorOf } from "./values.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() !== "") {
    const request = JSON.parse(line);
    const answer = await answerTo(request);
    process.stdout.write(`${JSON.stringify({ id: request.id, ...answer })}\n`);
  }
}

async function answerTo(request) {
  const before = resources();
  const notes = {};
  let client;
  try {
    client = new Dragoneye({ address: request.gateway, token: request.token, apiKey: request.api_key });
    const outcome = request.repeat === undefined ? await once(client, request, notes) : await repeated(client, request);
    return { ...outcome, notes };
  } catch (failure) {
    return failure instanceof Unsupported ? { unsupported: failure.message } : { error: errorOf(failure), notes };
  } finally {
    client?.close();
    notes.left_over = await leftOver(before);
  }
}

async function once(client, request, notes) {
  const call = new Call(client, request, notes);
  try {
    return { value: await call.value(), ...call.known };
  } catch (failure) {
    if (failure instanceof Unsupported) {
      throw failure;
    }
    return { error: errorOf(failure), ...call.known };
  } finally {
    call.end();
  }
}

async function repeated(client, request) {
  const [first, ...others] = await Promise.all(
    Array.from({ length: request.repeat }, () => once(client, request, {})),
  );
  const different = others.find((other) => !isDeepStrictEqual(other, first));
  return different === undefined ? first : { error: { kind: "unequal", message: JSON.stringify([first, different]) } };
}

/** What keeps this process alive, each kind with its number. */
function resources() {
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo().filter((kind) => kind !== "Immediate")) {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** How much more than before keeps this process alive, and goes on to. */
async function leftOver(before) {
  let left = 0;
  for (let turn = 0; turn < 500; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    left = [...resources()].reduce((sum, [kind, count]) => sum + Math.max(0, count - (before.get(kind) ?? 0)), 0);
    if (left === 0) {
      return 0;
    }
  }
  return left;
}
