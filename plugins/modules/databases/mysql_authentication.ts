import { nodeCrypto } from "../../../lib/base/node_crypto.ts";
import { bool, type Dict, ModuleFailure, optionalStr } from "../../../lib/plugin/sdk.ts";
import { type MysqlRow, quotedName, quotedText } from "./mysql_client.ts";

/** How a user logs in. */
export type Authentication =
  /** By a password, of which there is a hash of the native kind. */
  | { readonly kind: "native"; readonly hash: string }
  | { readonly kind: "hash"; readonly plugin: string; readonly hash: string }
  | { readonly kind: "text"; readonly plugin: string; readonly text: string }
  | { readonly kind: "plugin"; readonly plugin: string };

/** @returns What a task says of it. @throws {ModuleFailure} If what is called a hash is none. */
export function givenAuthentication(args: Dict): Authentication | undefined {
  const password = optionalStr(args, "password");
  const plugin = optionalStr(args, "plugin");
  if (password !== undefined && password !== "") {
    if (!bool(args, "encrypted")) return { kind: "native", hash: nativeHash(password) };
    if (/^\*[0-9a-fA-F]{40}$/.test(password)) return { kind: "native", hash: password };
    throw new ModuleFailure(
      "encrypted was specified however it does not appear to be a valid hash expecting: " +
        "*SHA1(SHA1(your_password))",
    );
  }
  if (plugin === undefined) return undefined;
  const hash = optionalStr(args, "plugin_hash_string");
  if (hash !== undefined && hash !== "") return { kind: "hash", plugin, hash };
  const text = optionalStr(args, "plugin_auth_string");
  if (text !== undefined && text !== "") return { kind: "text", plugin, text };
  return { kind: "plugin", plugin };
}

/** @returns The end of a statement about a user. */
export function identified(authentication: Authentication): string {
  switch (authentication.kind) {
    case "native":
      return ` IDENTIFIED WITH mysql_native_password AS ${quotedText(authentication.hash)}`;
    case "hash":
      return ` IDENTIFIED WITH ${quotedName(authentication.plugin)} AS ${
        quotedText(authentication.hash)
      }`;
    case "text":
      return ` IDENTIFIED WITH ${quotedName(authentication.plugin)} ${
        authentication.plugin === "pam" ? "USING" : "BY"
      } ${quotedText(authentication.text)}`;
    case "plugin":
      return ` IDENTIFIED WITH ${quotedName(authentication.plugin)}`;
    default:
      return authentication satisfies never;
  }
}

/** @returns Whether a row of mysql.user says the same, as far as can be told. */
export function isSameAuthentication(authentication: Authentication, row: MysqlRow): boolean {
  const plugin = row.get("plugin");
  const stored = row.get("authentication_string") ?? "";
  switch (authentication.kind) {
    case "native":
      return (row.get("Password") || stored) === authentication.hash;
    case "hash":
      return plugin === authentication.plugin && stored === authentication.hash;
    case "text":
      return plugin === authentication.plugin && stored === authentication.text;
    case "plugin":
      return plugin === authentication.plugin;
    default:
      return authentication satisfies never;
  }
}

function nativeHash(password: string): string {
  const { createHash } = nodeCrypto();
  const inner = createHash("sha1").update(password, "utf8").digest();
  return `*${createHash("sha1").update(inner).digest("hex").toUpperCase()}`;
}
