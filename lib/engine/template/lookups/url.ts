import { isDict, type Value } from "../../../base/value.ts";
import { FilterError } from "../errors.ts";
import { basicLogin } from "./basic_login.ts";
import type { LookupContext, LookupPlugin, WebAnswer, WebRequest } from "./lookup.ts";
import { asBool, asTexts } from "./option.ts";
import type { Scope } from "../scope.ts";

/** `url`: what servers answer, line by line or whole. */
export const url: LookupPlugin = ({ terms, options, scope }, context) => {
  const settings = new UrlOptions(options, scope, context);
  return terms.flatMap((term) => {
    const address = String(term);
    const text = new TextDecoder().decode(answer(settings.request(address), context).content);
    return settings.flag("split_lines", true) ? lines(text) : [text];
  });
};

function answer(request: WebRequest, { fetch }: LookupContext): WebAnswer {
  let found: WebAnswer;
  try {
    found = fetch(request);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FilterError(`Failed lookup url for ${request.url} : <urlopen error ${reason}>`, {
      cause: error,
    });
  }
  const { status, reason } = found;
  if (status >= 200 && status < 300) return found;
  throw new FilterError(
    `Received HTTP error for ${request.url} : HTTP Error ${status}: ${reason}`,
  );
}

/** As Python's `splitlines()` on bytes. */
function lines(text: string): readonly string[] {
  return text === "" ? [] : text.replace(/(\r\n|[\r\n])$/, "").split(/\r\n|[\r\n]/);
}

/** Options of which a value that is given does not go without notice. */
const REFUSED = ["use_gssapi", "use_netrc", "ciphers"];

const KNOWN: ReadonlySet<string> = new Set([
  ...["validate_certs", "split_lines", "use_proxy", "username", "password", "headers", "force"],
  ...["timeout", "http_agent", "force_basic_auth", "follow_redirects", "unix_socket", "ca_path"],
  ...["unredirected_headers", ...REFUSED],
]);

/** Where an option is found besides the call, if not by its own name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  http_agent: "agent",
  unredirected_headers: "unredir_headers",
};

class UrlOptions {
  readonly #options: ReadonlyMap<string, Value>;
  readonly #scope: Scope;
  readonly #context: LookupContext;

  constructor(options: ReadonlyMap<string, Value>, scope: Scope, context: LookupContext) {
    this.#options = options;
    this.#scope = scope;
    this.#context = context;
    for (const name of options.keys()) {
      if (!KNOWN.has(name)) throw new FilterError(`Lookup url has no option ${name}`);
    }
    for (const name of REFUSED) {
      const value = this.#option(name);
      if (value !== undefined && (name === "ciphers" || asBool(value))) {
        throw new FilterError(`Cannot look up a URL with ${name}: it is not supported`);
      }
    }
  }

  request(address: string): WebRequest {
    const { url, login } = this.#withLogin(address);
    const unixSocket = this.#text("unix_socket");
    const isBasic = login !== undefined && this.flag("force_basic_auth", false);
    return {
      url,
      headers: {
        "user-agent": this.#text("http_agent") ?? "ansible-httpget",
        ...(this.flag("force", false) ? { "cache-control": "no-cache" } : {}),
        ...this.#headers(),
        ...(isBasic ? { authorization: basicLogin(login) } : {}),
      },
      unredirectedHeaders: asTexts(this.#option("unredirected_headers"))
        .flatMap((names) => names.split(",")).map((name) => name.trim().toLowerCase()),
      redirects: this.#redirects(),
      certificates: this.flag("validate_certs", true) ? "checked" : "unchecked",
      trusted: this.#trusted(),
      proxies: this.flag("use_proxy", true) ? "used" : "unused",
      ...(login === undefined || isBasic ? {} : { login }),
      ...(unixSocket === undefined ? {} : { unixSocket }),
      timeoutMs: 1000 * this.#seconds(),
    };
  }

  flag(name: string, fallback: true | false): boolean {
    const value = this.#option(name);
    return value === undefined ? fallback : asBool(value);
  }

  #withLogin(address: string) {
    let url: URL;
    try {
      url = new URL(address);
    } catch (error) {
      throw new FilterError(
        `Failed lookup url for ${address} : <urlopen error unknown url type: ${address}>`,
        { cause: error },
      );
    }
    if (!/^https?:$/.test(url.protocol)) {
      throw new FilterError(
        `Failed lookup url for ${address} : <urlopen error unknown url type: ` +
          `${url.protocol.slice(0, -1)}>`,
      );
    }
    const user = this.#text("username") ?? decodeURIComponent(url.username);
    const password = this.#text("password") ?? decodeURIComponent(url.password);
    url.username = "";
    url.password = "";
    return { url: url.href, login: user === "" ? undefined : { user, password } };
  }

  #redirects(): WebRequest["redirects"] {
    const value = this.#text("follow_redirects") ?? "urllib2";
    switch (value.toLowerCase()) {
      case "all":
      case "safe":
      case "urllib2":
      case "yes":
      case "true":
        return "followed";
      case "none":
      case "no":
      case "false":
        return "refused";
      default:
        throw new FilterError(
          `Invalid value "${value}" for option follow_redirects: there is all, none, safe, urllib2`,
        );
    }
  }

  #headers(): Readonly<Record<string, string>> {
    const headers = this.#option("headers");
    if (headers === undefined) return {};
    if (!isDict(headers)) throw new FilterError("headers of lookup url must be a mapping");
    return Object.fromEntries(
      [...headers].map(([name, value]) => [String(name).toLowerCase(), String(value)]),
    );
  }

  #trusted(): readonly string[] {
    const path = this.#text("ca_path");
    if (path === undefined) return [];
    const text = this.#context.files.readText(path);
    if (text === undefined) throw new FilterError(`Cannot read the certificates in ${path}`);
    return [text];
  }

  #seconds(): number {
    const value = this.#option("timeout") ?? 10;
    const seconds = Number(value);
    if (seconds > 0) return seconds;
    throw new FilterError(`timeout of lookup url must be a number of seconds, not ${value}`);
  }

  #text(name: string): string | undefined {
    const value = this.#option(name);
    return value === undefined ? undefined : String(value);
  }

  /** The call wins over a variable, which wins over the environment. */
  #option(name: string): Value | undefined {
    const other = `lookup_url_${OTHER_NAMES[name] ?? name}`;
    const value = this.#options.get(name) ?? this.#scope.get(`ansible_${other}`) ??
      this.#context.environment.get(`ANSIBLE_${other.toUpperCase()}`);
    return value ?? undefined;
  }
}
