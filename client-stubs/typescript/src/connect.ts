import { Channel, type ChannelCredentials, credentials } from "@grpc/grpc-js";
import { GatewayAddress } from "./address.js";
import { CallerCredentials } from "./callerCredentials.js";
import { ResultService } from "./gen/dragoneye_gateway/v1/result_service_pb.js";
import { TaskService } from "./gen/dragoneye_gateway/v1/task_service_pb.js";
import type { ClientOptions, TlsOptions } from "./options.js";
import { Transport } from "./transport.js";
import { VERSION } from "./version.js";

/** The environment variable that holds the address where none is given. */
const ADDRESS_VARIABLE = "DRAGONEYE_GATEWAY";

/**
 * Just above the five minutes that a gRPC server permits unless told otherwise, below the 350 s after which load balancers
 * forget a silent connection.
 */
const KEEP_ALIVE_MS = 310_000;
const KEEP_ALIVE_ANSWER_MS = 20_000;

/** Only the unary reads are repeated, a few times. Media calls never. */
const SERVICE_CONFIG = {
  loadBalancingConfig: [{ round_robin: {} }],
  // A gateway that fails most calls is not asked twice.
  retryThrottling: { maxTokens: 10, tokenRatio: 0.1 },
  methodConfig: [
    {
      name: [TaskService.method.getTask, ResultService.method.getImageResults].map(({ parent, name }) => ({
        service: parent.typeName,
        method: name,
      })),
      retryPolicy: {
        maxAttempts: 4,
        initialBackoff: "0.2s",
        maxBackoff: "2s",
        backoffMultiplier: 2,
        retryableStatusCodes: ["UNAVAILABLE"],
      },
    },
  ],
};

/** Makes what calls go over. Connects at the first call, not yet. */
export function connect(options: ClientOptions): Transport {
  const caller = new CallerCredentials(options.token, options.apiKey);
  if (options.channel !== undefined) {
    return new Transport(options.channel, caller, false);
  }
  const address = GatewayAddress.parse(addressOf(options));
  if (caller.present && address.exposed) {
    throw new TypeError(`A token or API key is not sent in plaintext to ${address.toString()}: use https://`);
  }
  const keepAliveMs = options.keepAliveMs ?? KEEP_ALIVE_MS;
  if (!(keepAliveMs > 0)) {
    throw new RangeError(`The keepalive must be positive, and ${String(keepAliveMs)} ms is not`);
  }
  const channel = new Channel(address.target, securityOf(address, options.tls), {
    "grpc.primary_user_agent": `dragoneye-gateway-typescript/${VERSION}`,
    "grpc.service_config": JSON.stringify(SERVICE_CONFIG),
    "grpc.service_config_disable_resolution": 1,
    "grpc.keepalive_time_ms": keepAliveMs,
    "grpc.keepalive_timeout_ms": KEEP_ALIVE_ANSWER_MS,
    ...(address.loopback ? { "grpc.enable_http_proxy": 0 } : {}),
  });
  return new Transport(channel, caller, true);
}

function addressOf({ address }: ClientOptions): string {
  const found = address ?? process.env[ADDRESS_VARIABLE];
  if (found === undefined || found.trim() === "") {
    throw new TypeError(`No gateway: give its address, or set ${ADDRESS_VARIABLE}`);
  }
  return found;
}

function securityOf(address: GatewayAddress, tls: ClientOptions["tls"]): ChannelCredentials {
  if (address.tls) {
    return tls !== undefined && "_isSecure" in tls ? tls : sslOf(tls ?? {});
  }
  if (tls !== undefined) {
    throw new TypeError("TLS was set up, and http:// or a loopback address without a scheme means plaintext");
  }
  return credentials.createInsecure();
}

function sslOf({ ca, key, cert }: TlsOptions): ChannelCredentials {
  const pem = (text: string | Uint8Array | undefined) => (text === undefined ? null : Buffer.from(text));
  return credentials.createSsl(pem(ca), pem(key), pem(cert));
}
