import {
  create,
  fromBinary,
  toBinary,
  type DescMessage,
  type MessageInitShape,
  type MessageShape,
} from "@bufbuild/protobuf";
import type { GenService, GenServiceMethods } from "@bufbuild/protobuf/codegenv2";
import {
  type Channel,
  Client,
  credentials,
  InterceptingCall,
  type Interceptor,
  makeClientConstructor,
  Metadata,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import type { CallerCredentials } from "./callerCredentials.js";
import type { CallScope } from "./callScope.js";
import { RpcCall, type Sized } from "./rpcCall.js";
import { bufferOf, type Method, pathOf, serviceDefinition, type Stub } from "./serviceDefinition.js";
import { Status, StatusError } from "./statusError.js";
import { attachTraceContext } from "./tracing.js";

/** What all calls of a client share: a channel, and who calls. */
export class Transport {
  readonly channel: Channel;
  readonly #client: Client;
  readonly #caller: CallerCredentials;
  readonly #owned: boolean;
  readonly #open = new Set<CallScope>();
  #closed = false;

  /**
   * @param owned whether the channel is closed with this
   */
  constructor(channel: Channel, caller: CallerCredentials, owned: boolean) {
    this.channel = channel;
    this.#client = new Client("", credentials.createInsecure(), { channelOverride: channel });
    this.#caller = caller;
    this.#owned = owned;
  }

  /** An operation begins. */
  opened(scope: CallScope): void {
    if (this.#closed) {
      throw new TypeError("The client is closed");
    }
    this.#open.add(scope);
  }

  /** An operation has ended. */
  closed(scope: CallScope): void {
    this.#open.delete(scope);
  }

  /**
   * @param abandoned whether nobody wants the call any more by the time it could start
   */
  async start<I extends DescMessage, O extends DescMessage>(
    method: Method<I, O>,
    deadline: number,
    onMetadata: (metadata: Metadata) => void,
    abandoned: () => boolean,
  ): Promise<RpcCall<MessageInitShape<I>, MessageShape<O>>> {
    const metadata = new Metadata();
    await this.#prepare(metadata);
    if (this.#closed || abandoned()) {
      throw closing();
    }
    // For grpc-js every call is one of two streams; the gateway sees no difference.
    const stream = this.#client.makeBidiStreamRequest<Sized<MessageInitShape<I>>, Sized<MessageShape<O>>>(
      pathOf(method),
      ({ message }) => bufferOf(toBinary(method.input, create(method.input, message))),
      (bytes) => ({ message: fromBinary(method.output, bytes), bytes: bytes.length }),
      metadata,
      { deadline },
    );
    return new RpcCall(stream, deadline, this.channel.getTarget(), onMetadata);
  }

  async #prepare(metadata: Metadata): Promise<void> {
    await this.#caller.attach(metadata);
    await attachTraceContext(metadata);
  }

  /** The generated methods of a service over this channel, with the same credentials. */
  stub<M extends GenServiceMethods>(service: GenService<M>): Stub<M> {
    const definition = serviceDefinition(service) as unknown as ServiceDefinition;
    const ServiceClient = makeClientConstructor(definition, service.typeName);
    const options = { channelOverride: this.channel, interceptors: [this.#interceptor] };
    return new ServiceClient("", credentials.createInsecure(), options) as unknown as Stub<M>;
  }

  readonly #interceptor: Interceptor = (options, nextCall) =>
    new InterceptingCall(nextCall(options), {
      start: (metadata, listener, next) => {
        this.#prepare(metadata).then(
          () => {
            next(metadata, listener);
          },
          (failure: unknown) => {
            const details = `The call could not be prepared: ${failure instanceof Error ? failure.message : "unknown"}`;
            listener.onReceiveStatus({ code: Status.UNAUTHENTICATED, details, metadata: new Metadata() });
          },
        );
      },
    });

  /** Ends what runs, and the channel if it is owned. */
  close(): void {
    this.#closed = true;
    [...this.#open].forEach((scope) => {
      scope.fail(closing());
    });
    if (this.#owned) {
      this.channel.close();
    }
  }
}

function closing(): StatusError {
  return new StatusError(Status.CANCELLED, "The client was closed");
}
