import type { Volume } from "./host_adapter.ts";

/** A program that sets the loudness: its words, and what it answers. */
export interface VolumeBackend {
  readonly program: string;
  /** Each is run, and what they print is read together. */
  readonly get: readonly (readonly string[])[];
  readonly read: (text: string) => Volume | undefined;
  readonly set: (percent: number) => readonly string[];
  readonly mute: (muted: "on" | "off") => readonly string[];
}

const WIREPLUMBER = "@DEFAULT_AUDIO_SINK@";
const PULSE = "@DEFAULT_SINK@";

/** From the one that knows most of what plays to the one that knows least. */
export const VOLUME_BACKENDS: readonly VolumeBackend[] = [
  {
    program: "wpctl",
    get: [["get-volume", WIREPLUMBER]],
    read(text) {
      const part = /^Volume: ([\d.]+)/m.exec(text)?.[1];
      return volumeOf(part && Number(part) * 100, text.includes("[MUTED]"));
    },
    set: (percent) => ["set-volume", WIREPLUMBER, `${percent}%`],
    mute: (muted) => ["set-mute", WIREPLUMBER, muted === "on" ? "1" : "0"],
  },
  {
    program: "pactl",
    get: [["get-sink-volume", PULSE], ["get-sink-mute", PULSE]],
    read: (text) => volumeOf(/\/\s*(\d+)%/.exec(text)?.[1], /^Mute: yes/m.test(text)),
    set: (percent) => ["set-sink-volume", PULSE, `${percent}%`],
    mute: (muted) => ["set-sink-mute", PULSE, muted === "on" ? "1" : "0"],
  },
  {
    program: "amixer",
    get: [["get", "Master"]],
    read: (text) => volumeOf(/\[(\d+)%\]/.exec(text)?.[1], text.includes("[off]")),
    set: (percent) => ["set", "Master", `${percent}%`],
    mute: (muted) => ["set", "Master", muted === "on" ? "mute" : "unmute"],
  },
];

function volumeOf(percent: string | number | undefined, muted: boolean): Volume | undefined {
  const number = Math.round(Number(percent));
  return percent === undefined || percent === "" || Number.isNaN(number)
    ? undefined
    : { percent: number, muted };
}
