import { inviteGuests } from "../../../lib/plugin/transport/invite_guests.ts";

inviteGuests({
  contract: () => import("./contract.ts"),
  other: () => Promise.resolve(),
  after_contract: async () => {
    await import("./contract.ts");
    throw new Error("The other one is loaded");
  },
});
