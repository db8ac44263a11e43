import type { Metadata } from "@grpc/grpc-js";

/** Text, or where to get it at the start of each call. */
export type TokenSource = string | (() => string | Promise<string>);

/** Who calls, attached to every call: a token for the gateway, a key that it passes through to Dragoneye. */
export class CallerCredentials {
  readonly #token: TokenSource | undefined;
  readonly #apiKey: string | undefined;

  constructor(token: TokenSource | undefined, apiKey: string | undefined) {
    this.#token = typeof token === "string" ? checked("token", token) : token;
    this.#apiKey = apiKey === undefined ? undefined : checked("API key", apiKey);
  }

  get present(): boolean {
    return this.#token !== undefined || this.#apiKey !== undefined;
  }

  async attach(metadata: Metadata): Promise<void> {
    const token = typeof this.#token === "function" ? checked("token", await this.#token()) : this.#token;
    if (token !== undefined) {
      metadata.set("authorization", `Bearer ${token}`);
    }
    if (this.#apiKey !== undefined) {
      metadata.set("dragoneye-api-key", this.#apiKey);
    }
  }
}

/** The same text, fit for a header; throws a TypeError without the text, which is a secret. */
function checked(what: string, secret: string): string {
  if (!/^[!-~]+$/.test(secret)) {
    throw new TypeError(`The ${what} must be printable ASCII without spaces`);
  }
  return secret;
}
