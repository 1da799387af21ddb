import { inviteGuests } from "../../../lib/plugin/transport/invite_guests.ts";

inviteGuests({
  contract: () => import("./contract.ts"),
  other: () => Promise.resolve(),
});
