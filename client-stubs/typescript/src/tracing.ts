import type { Metadata } from "@grpc/grpc-js";

type OpenTelemetry = typeof import("@opentelemetry/api");

let openTelemetry: Promise<OpenTelemetry | undefined> | undefined;

/** The caller's OpenTelemetry, if it is installed. */
function loaded(): Promise<OpenTelemetry | undefined> {
  openTelemetry ??= import("@opentelemetry/api").catch(() => undefined);
  return openTelemetry;
}

/** Attaches the active span to a call's metadata, as the caller's propagator does: nothing without OpenTelemetry. */
export async function attachTraceContext(metadata: Metadata): Promise<void> {
  const api = await loaded();
  api?.propagation.inject(api.context.active(), metadata, {
    set: (carrier, key, value) => {
      carrier.set(key, value);
    },
  });
}
