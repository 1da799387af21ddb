import type { WebRequest } from "./lookup.ts";

/** @returns The header `authorization` of a login, by RFC 7617. */
export function basicLogin({ user, password }: NonNullable<WebRequest["login"]>): string {
  return `Basic ${new TextEncoder().encode(`${user}:${password}`).toBase64()}`;
}
