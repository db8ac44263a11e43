import type { MessageInitShape } from "@bufbuild/protobuf";
import type { Channel, ChannelCredentials } from "@grpc/grpc-js";
import type { TokenSource } from "./callerCredentials.js";
import type { ResultFilterSchema } from "./gen/dragoneye_gateway/v1/config_pb.js";
import type { PredictionProgress } from "./gen/dragoneye_gateway/v1/prediction_service_pb.js";

/** Own certificate authorities, or a client certificate, in PEM. */
export interface TlsOptions {
  readonly ca?: string | Uint8Array | undefined;
  readonly key?: string | Uint8Array | undefined;
  readonly cert?: string | Uint8Array | undefined;
}

/** How to reach a gateway. */
export interface ClientOptions {
  /**
   * `host:port`, `https://host[:port]` or `grpcs://…` for TLS, `http://host[:port]` or `grpc://…` for plaintext. Without a
   * scheme it is plaintext on loopback (`localhost`, `127.…`, `[::1]`) and TLS everywhere else. Absent: what the
   * environment variable `DRAGONEYE_GATEWAY` says.
   */
  readonly address?: string | undefined;
  /** Tells the gateway who calls; a function is asked at the start of each call. Never sent in plaintext off loopback. */
  readonly token?: TokenSource | undefined;
  /** The Dragoneye API key, for gateways that pass keys through. Never sent in plaintext off loopback. */
  readonly apiKey?: string | undefined;
  /** Another TLS than the platform's default. */
  readonly tls?: TlsOptions | ChannelCredentials | undefined;
  /** After how many milliseconds of silence a connection with calls on it is probed. Absent: 310,000. */
  readonly keepAliveMs?: number | undefined;
  /**
   * A channel of the caller's instead of an address: its TLS, retries and keepalive are as the caller made them, and it
   * is not closed with the client.
   */
  readonly channel?: Channel | undefined;
}

/** Options of any call. */
export interface CallOptions {
  /** Aborting it cancels the call; a task once accepted goes on. */
  readonly signal?: AbortSignal | undefined;
  /**
   * How many milliseconds the whole call may take, upload and reconnections included; then it ends with a
   * DeadlineExceededError. Absent: as long as it takes.
   */
  readonly deadlineMs?: number | undefined;
}

/** Which objects or frames of a result to send; what passes is never trimmed. */
export type ResultFilterInit = MessageInitShape<typeof ResultFilterSchema>;

/** Options of one prediction. */
export interface PredictOptions extends CallOptions {
  /**
   * How many seconds the service may work once it accepted the prediction; then the call ends with a
   * PredictionTimeoutError and the task goes on. Absent: the gateway's default.
   */
  readonly timeoutSeconds?: number | undefined;
  /** Frames to sample per second of video, at least 1. Absent: the service's default. Refused for images. */
  readonly framesPerSecond?: number | undefined;
  /** Which objects of a video to send back. Absent: all. Only for predictions of videos. */
  readonly filter?: ResultFilterInit | undefined;
  /** Further form fields for the service. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  /** Told how far the prediction of a video is. What it throws ends the call and is thrown to the caller. */
  readonly onProgress?: ((progress: PredictionProgress) => void) | undefined;
  /** Told the task's id once the service accepted the prediction: from there on it goes on even if the call ends. */
  readonly onTask?: ((taskId: string) => void) | undefined;
  /** Told after each chunk how many bytes of media were handed to the transport so far. */
  readonly onSent?: ((bytes: number) => void) | undefined;
}

/** Options of reading a result. */
export interface ResultOptions extends CallOptions {
  /** Which objects or frames to read. Absent: all. */
  readonly filter?: ResultFilterInit | undefined;
}

/** Options of a stream of results. */
export interface ResultStreamOptions extends ResultOptions {
  /** Where to go on: a token of an earlier stream of the same kind, task and filter. Absent: from the beginning. */
  readonly resumeToken?: string | undefined;
}
