import { inviteGuests } from "../../../lib/plugin/transport/invite_guests.ts";

inviteGuests({ breakout: () => import("./breakout.ts") });
