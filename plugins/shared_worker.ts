/** The worker that runs all built-in plugins without permissions; each is loaded when it is needed. */
import { inviteGuests } from "../lib/plugin/transport/invite_guests.ts";

inviteGuests({
  basic: () => import("./basic/basic.ts"),
  inventory: () => import("./inventory/inventory.ts"),
  playbook: () => import("./playbook/playbook.ts"),
  archives: () => import("./modules/archives/archives.ts"),
  bridge: () => import("./modules/bridge/bridge.ts"),
  command: () => import("./modules/command/command.ts"),
  containers: () => import("./modules/containers/containers.ts"),
  control: () => import("./modules/control/control.ts"),
  crypto: () => import("./modules/crypto/crypto.ts"),
  databases: () => import("./modules/databases/databases.ts"),
  facts: () => import("./modules/facts/facts.ts"),
  files: () => import("./modules/files/files.ts"),
  formats: () => import("./modules/formats/formats.ts"),
  net: () => import("./modules/net/net.ts"),
  packages: () => import("./modules/packages/packages.ts"),
  storage: () => import("./modules/storage/storage.ts"),
  system: () => import("./modules/system/system.ts"),
  vcs: () => import("./modules/vcs/vcs.ts"),
});
