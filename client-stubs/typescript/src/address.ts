const FORM =
  /^(?:(?<scheme>https|grpcs|http|grpc):\/\/|dns:\/\/\/)?(?<host>\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::(?<port>\d{1,5}))?\/?$/;
const LOOPBACK = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/i;

/** Where a gateway is and how to speak to it. */
export class GatewayAddress {
  private constructor(
    /** Host name or address; IPv6 in brackets. */
    readonly host: string,
    readonly port: number,
    /** Whether to use TLS: as the scheme says; without a scheme everywhere but on loopback. */
    readonly tls: boolean,
  ) {}

  /** Reads an address; throws a TypeError if it is none. */
  static parse(address: string): GatewayAddress {
    const groups = FORM.exec(address)?.groups;
    const host = groups?.["host"];
    if (groups === undefined || host === undefined) {
      throw unusable(address);
    }
    const scheme = groups["scheme"];
    const tls = scheme === undefined ? !LOOPBACK.test(host) : scheme === "https" || scheme === "grpcs";
    return new GatewayAddress(host, portOf(groups["port"], scheme, tls, address), tls);
  }

  get loopback(): boolean {
    return LOOPBACK.test(this.host);
  }

  /** Whether others could listen in. */
  get exposed(): boolean {
    return !this.tls && !this.loopback;
  }

  /** The name for gRPC, which resolves it to all of the host's addresses. */
  get target(): string {
    return `dns:///${this.toString()}`;
  }

  toString(): string {
    return `${this.host}:${String(this.port)}`;
  }
}

function portOf(port: string | undefined, scheme: string | undefined, tls: boolean, address: string): number {
  if (port === undefined) {
    if (scheme === undefined) {
      throw unusable(address);
    }
    return tls ? 443 : 80;
  }
  const number = Number(port);
  if (number < 1 || number > 65_535) {
    throw unusable(address);
  }
  return number;
}

function unusable(address: string): TypeError {
  // What stands before an @ may be a password.
  const shown = address.includes("@") ? "one with an @" : `'${address}'`;
  return new TypeError(
    `The address of the gateway must be host:port, https://host[:port] or http://host[:port], and ${shown} is not`,
  );
}
