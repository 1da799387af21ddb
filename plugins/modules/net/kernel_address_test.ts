import { deepEqual } from "node:assert/strict";
import { kernelAddress } from "./kernel_address.ts";

Deno.test("kernelAddress() writes addresses as /proc/net/tcp does", () => {
  deepEqual(kernelAddress("127.0.0.1"), ["0100007F", "0000000000000000FFFF00000100007F"]);
  deepEqual(kernelAddress("::1"), ["00000000000000000000000001000000"]);
  deepEqual(kernelAddress("fe80::fc:ff:fe00:1%eth0"), [
    "000080FE00000000FF00FC000100 00FE".replace(" ", ""),
  ]);
  deepEqual(kernelAddress("::ffff:10.0.0.1"), ["0000000000000000FFFF00000100000A"]);
  deepEqual(kernelAddress("localhost"), []);
});
