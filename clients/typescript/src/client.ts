// A typed client: queries and mutations over HTTP, subscriptions over a socket, refusals with their code.
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import { createClient, type Client as SocketClient } from "graphql-ws";
import WebSocket from "ws";

export interface Refusal {
  message: string;
  path?: (string | number)[];
  extensions: {
    code: string;
    traceId: string;
    retryable?: boolean;
    retryAfter?: number;
    field?: string;
    index?: number;
    details?: Record<string, string>;
  };
}

/** What the platform refused; `code` is stable, `message` a sentence for the person who asked. */
export class Refused extends Error {
  readonly code: string;

  constructor(
    readonly refusals: readonly Refusal[],
    /** What was answered beside, null where nothing was. */
    readonly data: unknown = null,
  ) {
    super(refusals.map((one) => one.message).join("\n"));
    this.name = "Refused";
    this.code = refusals[0]?.extensions.code ?? "INTERNAL";
  }

  /** Seconds after which the very same may be asked again; none where it would fail the same way. */
  get retryAfter(): number | undefined {
    const waits = this.refusals.map((one) => one.extensions.retryAfter);
    return waits.every((one) => one !== undefined) ? Math.max(...(waits as number[])) : undefined;
  }
}

export interface Options {
  /** Where the gateway is, for example http://127.0.0.1:8000. */
  address: string;
  /** The bearer token, asked for before each request, so that it may be renewed. */
  token: () => string | Promise<string>;
  /** How often what fails for now is asked again; twice unless said otherwise. */
  retries?: number;
}

export class Biaochi {
  private position = "";
  private sockets: SocketClient | undefined;

  constructor(private readonly options: Options) {}

  /** A query or a mutation. A mutation carries its idempotency key in its input, so that it may be sent again. */
  async execute<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    for (let left = this.options.retries ?? 2; ; left -= 1) {
      try {
        return await this.once(document, variables);
      } catch (error) {
        if (!(error instanceof Refused) || error.retryAfter === undefined || left <= 0) throw error;
        await new Promise((done) => setTimeout(done, 1000 * error.retryAfter!));
      }
    }
  }

  /** The events of a subscription, until the loop over them is left. */
  async *subscribe<Result, Variables extends Record<string, unknown>>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): AsyncGenerator<Result> {
    for await (const answer of this.socket().iterate<Result>({ query: print(document), variables })) {
      if (answer.errors) throw new Refused(answer.errors as unknown as Refusal[], answer.data);
      if (answer.data) yield answer.data;
    }
  }

  /** Closes the socket. */
  async close(): Promise<void> {
    await this.sockets?.dispose();
  }

  private async once<Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    variables: Variables,
  ): Promise<Result> {
    const headers: Record<string, string> = {
      accept: "application/graphql-response+json, application/json",
      authorization: `Bearer ${await this.options.token()}`,
      "content-type": "application/json",
    };
    // Whichever gateway serves next waits until it knows what this client has written.
    if (this.position) headers["biaochi-position"] = this.position;
    const body = JSON.stringify({ query: print(document), variables });
    const response = await fetch(`${this.options.address}/graphql`, { method: "POST", headers, body });
    this.position = response.headers.get("biaochi-position") ?? this.position;
    const answer = (await response.json()) as { data?: Result; errors?: Refusal[] };
    if (answer.errors) throw new Refused(answer.errors, answer.data ?? null);
    return answer.data as Result;
  }

  private socket(): SocketClient {
    this.sockets ??= createClient({
      url: `${this.options.address.replace(/^http/, "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({ authorization: `Bearer ${await this.options.token()}` }),
    });
    return this.sockets;
  }
}
