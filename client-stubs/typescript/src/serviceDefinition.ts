import {
  fromBinary,
  type DescMessage,
  type DescMethod,
  type DescService,
  type MessageInitShape,
  type MessageShape,
  toBinary,
  create,
} from "@bufbuild/protobuf";
import type { GenService, GenServiceMethods } from "@bufbuild/protobuf/codegenv2";
import type {
  CallOptions,
  Client,
  ClientDuplexStream,
  ClientReadableStream,
  ClientUnaryCall,
  ClientWritableStream,
  Metadata,
  MethodDefinition,
  ServiceDefinition,
  ServiceError,
} from "@grpc/grpc-js";

/** A method of a service with the types of its messages. */
export type Method<I extends DescMessage, O extends DescMessage> = Omit<DescMethod, "input" | "output"> & {
  readonly input: I;
  readonly output: O;
};

/** The full name of a method on the wire. */
export function pathOf(method: Pick<DescMethod, "parent" | "name">): string {
  return `/${method.parent.typeName}/${method.name}`;
}

/** A buffer that shares the bytes. */
export function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function codecOf<D extends DescMessage>(schema: D) {
  return {
    serialize: (message: MessageInitShape<D>): Buffer => bufferOf(toBinary(schema, create(schema, message))),
    deserialize: (bytes: Buffer): MessageShape<D> => fromBinary(schema, bytes),
  };
}

function methodDefinition(method: DescMethod): MethodDefinition<unknown, unknown> {
  const request = codecOf(method.input);
  const response = codecOf(method.output);
  return {
    path: pathOf(method),
    requestStream: method.methodKind === "client_streaming" || method.methodKind === "bidi_streaming",
    responseStream: method.methodKind === "server_streaming" || method.methodKind === "bidi_streaming",
    requestSerialize: (message) => request.serialize(message as MessageInitShape<DescMessage>),
    requestDeserialize: request.deserialize,
    responseSerialize: (message) => response.serialize(message as MessageInitShape<DescMessage>),
    responseDeserialize: response.deserialize,
  };
}

/**
 * What grpc-js needs to know of a service that protobuf-es generated: for
 * `makeClientConstructor(serviceDefinition(TaskService), TaskService.typeName)`, or for `server.addService`.
 */
export function serviceDefinition<M extends GenServiceMethods>(
  service: GenService<M>,
): {
  readonly [K in keyof M]: MethodDefinition<MessageInitShape<M[K]["input"]>, MessageShape<M[K]["output"]>>;
} {
  const entries = (service as DescService).methods.map((method) => [
    method.localName,
    methodDefinition(method),
  ]);
  return Object.fromEntries(entries) as ReturnType<typeof serviceDefinition<M>> & ServiceDefinition;
}

/** A callback in the manner of grpc-js. */
export type UnaryCallback<T> = (error: ServiceError | null, response?: T) => void;

interface UnaryResponseMethod<A extends unknown[], Res, Call> {
  (...args: [...A, callback: UnaryCallback<Res>]): Call;
  (...args: [...A, metadata: Metadata, callback: UnaryCallback<Res>]): Call;
  (...args: [...A, metadata: Metadata, options: CallOptions, callback: UnaryCallback<Res>]): Call;
}

/** The generated methods of a service, in the manner of grpc-js. */
export type Stub<M extends GenServiceMethods> = Client & {
  readonly [K in keyof M]: M[K]["methodKind"] extends "unary"
    ? UnaryResponseMethod<[request: Init<M[K]>], Response<M[K]>, ClientUnaryCall>
    : M[K]["methodKind"] extends "client_streaming"
      ? UnaryResponseMethod<[], Response<M[K]>, ClientWritableStream<Init<M[K]>>>
      : M[K]["methodKind"] extends "server_streaming"
        ? (
            request: Init<M[K]>,
            metadata?: Metadata,
            options?: CallOptions,
          ) => ClientReadableStream<Response<M[K]>>
        : (metadata?: Metadata, options?: CallOptions) => ClientDuplexStream<Init<M[K]>, Response<M[K]>>;
};

type Init<T extends GenServiceMethods[string]> = MessageInitShape<T["input"]>;
type Response<T extends GenServiceMethods[string]> = MessageShape<T["output"]>;
