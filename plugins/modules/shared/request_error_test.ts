import { equal } from "node:assert/strict";
import { requestError } from "./request_error.ts";

const CASES: readonly (readonly [code: number, said: string, url: string, error: string])[] = [
  [6, "curl: (6) no", "http://x/", "<urlopen error [Errno -2] Name or service not known>"],
  [7, "curl: (7) no", "http://x/", "<urlopen error [Errno 111] Connection refused>"],
  [7, "curl: (7) No route to host", "http://x/", "curl: (7) No route to host"],
  [1, "curl: (1) no", "ftpx://x/", "<urlopen error unknown url type: ftpx>"],
  [35, "curl: (35) TLS\n", "https://x/", "curl: (35) TLS"],
];

Deno.test("requestError() says as Python does why there was no answer", () => {
  for (const [code, said, url, error] of CASES) equal(requestError(code, said, url), error);
});
