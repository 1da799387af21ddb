import { valueError } from "./errors.ts";

/** The parts of a URL, as Python's `urllib.parse.urlsplit` names them. */
export interface UrlParts {
  readonly scheme: string;
  readonly netloc: string;
  readonly path: string;
  readonly query: string;
  readonly fragment: string;
  readonly username: string | null;
  readonly password: string | null;
  readonly hostname: string | null;
  readonly port: number | null;
}

/** @returns The parts of `url`. @throws {PythonError} If its port is no number. */
export function splitUrl(url: string): UrlParts {
  let rest = url.trimStart().replace(/[\t\r\n]/g, "");
  const scheme = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(rest)?.[1] ?? "";
  if (scheme !== "") rest = rest.slice(scheme.length + 1);
  let netloc = "";
  if (rest.startsWith("//")) {
    netloc = /^[^/?#]*/.exec(rest.slice(2))?.[0] ?? "";
    rest = rest.slice(2 + netloc.length);
  }
  const [beforeFragment = "", ...fragments] = rest.split("#");
  const [path = "", ...queries] = beforeFragment.split("?");
  const at = netloc.lastIndexOf("@");
  const user = at < 0 ? undefined : netloc.slice(0, at);
  const colon = user?.indexOf(":") ?? -1;
  const host = netloc.slice(at + 1);
  const bracket = /^\[([^\]]*)\](?::(.*))?$/.exec(host);
  const plain = /^([^:]*)(?::(.*))?$/.exec(host);
  const name = bracket?.[1] ?? plain?.[1] ?? "";
  const portText = bracket?.[2] ?? plain?.[2] ?? "";
  if (portText !== "" && !/^\d+$/.test(portText)) {
    throw valueError(`Port could not be cast to integer value as '${portText}'`);
  }
  return {
    scheme: scheme.toLowerCase(),
    netloc,
    path,
    query: queries.join("?"),
    fragment: fragments.join("#"),
    username: user === undefined ? null : colon < 0 ? user : user.slice(0, colon),
    password: user === undefined || colon < 0 ? null : user.slice(colon + 1),
    hostname: name === "" ? null : name.toLowerCase(),
    port: portText === "" ? null : Number(portText),
  };
}
