import { type Dict, ModuleFailure } from "../../../lib/plugin/sdk.ts";
import { quotedText } from "./mysql_client.ts";

/** @returns What a login must have, as SQL says it; `NONE` for nothing. */
export function requirementOf(given: Dict | undefined): string {
  const wanted = new Map(
    [...given ?? []].map(([key, value]) => [String(key).toUpperCase(), value]),
  );
  if (wanted.size === 0) return "NONE";
  const unknown = [...wanted.keys()].find((key) => !["SSL", "X509", ...TEXTS].includes(key));
  if (unknown !== undefined) {
    throw new ModuleFailure(`tls_requires: ${unknown} is none of SSL, X509, ${TEXTS.join(", ")}`);
  }
  const texts = TEXTS.filter((key) => wanted.has(key));
  if (texts.length > 0) {
    return texts.map((key) => `${key} ${quotedText(String(wanted.get(key)))}`).join(" AND ");
  }
  return wanted.has("X509") ? "X509" : "SSL";
}

/** @returns The same of a user's `SHOW CREATE USER`. */
export function currentRequirement(created: string): string {
  const text =
    /\bREQUIRE\b\s+(.*?)(?=\s+(?:WITH|PASSWORD|ACCOUNT|DEFAULT)\b|$)/.exec(created)?.[1] ?? "NONE";
  const parts = TEXTS.flatMap((key) => {
    const value = new RegExp(`\\b${key} ('(?:[^'\\\\]|''|\\\\.)*')`).exec(text)?.[1];
    return value === undefined ? [] : [`${key} ${value}`];
  });
  return parts.length > 0 ? parts.join(" AND ") : text.trim();
}

const TEXTS = ["SUBJECT", "ISSUER", "CIPHER"];
