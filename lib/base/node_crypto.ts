import type * as Crypto from "node:crypto";

/**
 * The hashes and ciphers of the runtime. They are loaded when they are first needed, because the
 * first `node:` module costs as much start time as all the rest.
 */
export function nodeCrypto(): typeof Crypto {
  return process.getBuiltinModule("node:crypto");
}
