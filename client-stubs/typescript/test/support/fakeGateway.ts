import { create, type DescMessage, toBinary } from "@bufbuild/protobuf";
import { anyPack, DurationSchema } from "@bufbuild/protobuf/wkt";
import {
  Dragoneye,
  type ClientOptions,
  PredictionService,
  ResultService,
  serviceDefinition,
  TaskService,
} from "@dragoneye/gateway";
import {
  Metadata,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerReadableStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  status,
  type StatusObject,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import net from "node:net";
import { after } from "node:test";
import { internal } from "./internal.js";

/* eslint-disable @typescript-eslint/no-explicit-any */
export type MediaIn = ServerReadableStream<any, any>;
export type Both = ServerDuplexStream<any, any>;
export type Out = ServerWritableStream<any, any>;
export type Unary = ServerUnaryCall<any, any>;
export type Answer = sendUnaryData<any>;

/** What the methods of a gateway do; those not given answer UNIMPLEMENTED. */
export interface Script {
  predictImage?: (call: MediaIn, answer: Answer) => void;
  submitPrediction?: (call: MediaIn, answer: Answer) => void;
  predictVideo?: (call: Both) => void;
  predictImages?: (call: Both) => void;
  getTask?: (call: Unary, answer: Answer) => void;
  watchTask?: (call: Out) => void;
  getImageResults?: (call: Unary, answer: Answer) => void;
  streamImageResults?: (call: Out) => void;
  streamVideoResults?: (call: Out) => void;
  streamVideoFrames?: (call: Out) => void;
  downloadResults?: (call: Out) => void;
}

const unscripted = (call: Unary | Out, answer?: Answer) => {
  const failure = { code: status.UNIMPLEMENTED, details: "not scripted" };
  if (answer === undefined) {
    call.emit("error", failure);
  } else {
    answer(failure);
  }
};

/** A gateway that does as scripted, on a free port of loopback, and clients of it. All end with the test file. */
export async function fakeGateway(script: Script): Promise<FakeGateway> {
  const server = new Server({ "grpc.max_concurrent_streams": 1000 });
  for (const service of [PredictionService, TaskService, ResultService]) {
    const definition = serviceDefinition(service as typeof TaskService);
    const methods = Object.keys(definition).map((name) => [name, script[name as keyof Script] ?? unscripted]);
    server.addService(definition, Object.fromEntries(methods) as UntypedServiceImplementation);
  }
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (failure, bound) => {
      if (failure === null) {
        resolve(bound);
      } else {
        reject(failure);
      }
    });
  });
  const gateway = new FakeGateway(server, port);
  after(() => {
    gateway.close();
  });
  return gateway;
}

export class FakeGateway {
  readonly #clients: Dragoneye[] = [];

  constructor(
    readonly server: Server,
    readonly port: number,
  ) {}

  get address(): string {
    return `127.0.0.1:${String(this.port)}`;
  }

  client(options: ClientOptions = {}): Dragoneye {
    const client = new Dragoneye({ address: this.address, ...options });
    this.#clients.push(client);
    return client;
  }

  close(): void {
    this.#clients.forEach((client) => {
      client.close();
    });
    this.server.forceShutdown();
  }
}

/** A line to a gateway that can be cut. */
export class Line {
  readonly #sockets = new Set<net.Socket>();
  readonly #server: net.Server;

  private constructor(port: number) {
    this.#server = net.createServer((near) => {
      const far = net.connect(port, "127.0.0.1");
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => undefined);
        socket.on("close", () => {
          this.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far).pipe(near);
    });
  }

  static async to(port: number): Promise<Line> {
    const line = new Line(port);
    await new Promise<void>((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    after(() => {
      line.#server.close();
      line.cut();
    });
    return line;
  }

  get address(): string {
    return `127.0.0.1:${String((this.#server.address() as net.AddressInfo).port)}`;
  }

  cut(): void {
    this.#sockets.forEach((socket) => socket.destroy());
  }
}

const { StatusSchema } = (await internal("gen/google/rpc/status_pb.js")) as { StatusSchema: DescMessage };
const { ErrorInfoSchema, RetryInfoSchema, BadRequestSchema } = (await internal(
  "gen/google/rpc/error_details_pb.js",
)) as Record<"ErrorInfoSchema" | "RetryInfoSchema" | "BadRequestSchema", DescMessage>;

/** How the gateway says that a call failed. */
export function failure(
  code: status,
  reason: string,
  info: Record<string, string> = {},
  more: {
    retryAfterSeconds?: number;
    fields?: { field: string; description: string }[];
    domain?: string;
  } = {},
): StatusObject {
  const domain = more.domain ?? "gateway.dragoneye.ai";
  const details = [anyPack(ErrorInfoSchema, create(ErrorInfoSchema, { reason, domain, metadata: info }))];
  if (more.retryAfterSeconds !== undefined) {
    const retryDelay = create(DurationSchema, { seconds: BigInt(more.retryAfterSeconds) });
    details.push(anyPack(RetryInfoSchema, create(RetryInfoSchema, { retryDelay })));
  }
  if (more.fields !== undefined) {
    details.push(anyPack(BadRequestSchema, create(BadRequestSchema, { fieldViolations: more.fields })));
  }
  const metadata = new Metadata();
  const message = create(StatusSchema, { code, message: "it failed", details });
  metadata.set("grpc-status-details-bin", Buffer.from(toBinary(StatusSchema, message)));
  return { code, details: "it failed", metadata };
}

/** Counts what happens, and tells when it has happened so often. */
export class Tally {
  #count = 0;
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  get count(): number {
    return this.#count;
  }

  readonly add = (): void => {
    this.#count++;
    this.#waiting
      .filter(({ count }) => count <= this.#count)
      .forEach(({ resolve }) => {
        resolve();
      });
  };

  reaches(count: number): Promise<void> {
    return this.#count >= count
      ? Promise.resolve()
      : new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }
}

export async function collected<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
  }
  return all;
}
