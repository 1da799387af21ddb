import { connection, serve } from "../../../lib/plugin/sdk.ts";
import { shellConnection } from "../shell_connection.ts";
import { startChroot } from "./start_chroot.ts";

const chroot = shellConnection(startChroot, { killer: ["chroot", "/", "sh"] });

serve({
  name: "chroot",
  version: "1.0.0",
  capabilities: connection("chroot", chroot),
  stop: chroot.stop,
});
