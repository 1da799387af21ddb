import { clock } from "../../../../system/clock.ts";
import { type RunningSway, startSway } from "../start_sway.ts";

/** Whom it runs as if root starts it, which it refuses to be. */
export const NOBODY = { uid: 65534, gid: 65534 };

/** @returns A Sway that draws to no screen and keeps its sockets in `folder`, which becomes its own. */
export async function headlessSway(folder: string): Promise<RunningSway> {
  const isRoot = Deno.uid() === 0;
  if (isRoot) Deno.chownSync(folder, NOBODY.uid, NOBODY.gid);
  const configFile = `${folder}/config`;
  Deno.writeTextFileSync(configFile, "xwayland disable\noutput HEADLESS-1 mode 1280x720\n");
  return await startSway({
    configFile,
    runtime: folder,
    socketPath: `${folder}/sway.sock`,
    environment: { HOME: folder, LC_ALL: "C.UTF-8", ...HEADLESS },
    ...(isRoot ? { account: NOBODY } : {}),
    clock,
    signal: new AbortController().signal,
  });
}

/** What makes Sway draw to no screen. */
export const HEADLESS = {
  WLR_BACKENDS: "headless",
  WLR_LIBINPUT_NO_DEVICES: "1",
  WLR_RENDERER: "pixman",
} as const;
