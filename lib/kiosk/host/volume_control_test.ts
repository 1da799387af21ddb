import { deepStrictEqual, ok, rejects, strictEqual } from "node:assert/strict";
import { FakeProcesses } from "../../system/fake_processes.ts";
import type { Volume, VolumeControl } from "./host_adapter.ts";
import { openVolume } from "./volume_control.ts";

interface Backend {
  /** What the program prints, by its words. */
  readonly prints: Readonly<Record<string, string>>;
  readonly volume: Volume;
  /** How it is told 40 %, to be silent, and not to be. */
  readonly told: readonly string[];
}

const BACKENDS: Readonly<Record<string, Backend>> = {
  wpctl: {
    prints: { "get-volume @DEFAULT_AUDIO_SINK@": "Volume: 0.29 [MUTED]\n" },
    volume: { percent: 29, muted: true },
    told: [
      "set-volume @DEFAULT_AUDIO_SINK@ 40%",
      "set-mute @DEFAULT_AUDIO_SINK@ 1",
      "set-mute @DEFAULT_AUDIO_SINK@ 0",
    ],
  },
  pactl: {
    prints: {
      "get-sink-volume @DEFAULT_SINK@":
        "Volume: front-left: 42598 /  65% / -11.22 dB,   front-right: 42598 /  65% / -11.22 dB\n",
      "get-sink-mute @DEFAULT_SINK@": "Mute: no\n",
    },
    volume: { percent: 65, muted: false },
    told: [
      "set-sink-volume @DEFAULT_SINK@ 40%",
      "set-sink-mute @DEFAULT_SINK@ 1",
      "set-sink-mute @DEFAULT_SINK@ 0",
    ],
  },
  amixer: {
    prints: {
      "get Master": "Simple mixer control 'Master',0\n  Limits: Playback 0 - 87\n" +
        "  Mono: Playback 70 [80%] [-12.75dB] [off]\n",
    },
    volume: { percent: 80, muted: true },
    told: ["set Master 40%", "set Master mute", "set Master unmute"],
  },
};

for (const [name, { prints, volume, told }] of Object.entries(BACKENDS)) {
  Deno.test(`openVolume() uses ${name} where that is what works`, async () => {
    const processes = withPrograms({ [name]: prints });
    const control = await opened(processes);
    strictEqual(control.backend, name);
    deepStrictEqual(await control.get(), volume);
    const before = processes.ran.length;
    await control.set(40.2);
    await control.mute("on");
    await control.mute("off");
    deepStrictEqual(
      processes.ran.slice(before).map(({ args = [] }) => args.slice(5).join(" ")),
      told,
    );
  });
}

Deno.test("openVolume() finds nothing where nothing works", async () => {
  strictEqual(await openVolume({ processes: withPrograms({}) }), undefined);
  const odd = { wpctl: { "get-volume @DEFAULT_AUDIO_SINK@": "no sound today\n" } };
  strictEqual(await openVolume({ processes: withPrograms(odd) }), undefined);
});

Deno.test("VolumeControl.set() refuses what is no percentage", async () => {
  const control = await opened(withPrograms({ wpctl: BACKENDS["wpctl"]?.prints ?? {} }));
  for (const percent of [-1, 101, NaN]) {
    await rejects(control.set(percent), /it goes from 0 to 100/);
  }
});

Deno.test("openVolume() speaks to the sound of another user as that one", async () => {
  const processes = new FakeProcesses(() => ({ stdout: "Volume: 1.00\n" }));
  const account = { name: "kid", uid: 1001, gid: 1001, home: "/home/kid", shell: "/bin/sh" };
  ok(await openVolume({ processes, account }));
  const words = processes.ran[0]?.args?.slice(3) ?? [];
  deepStrictEqual(words.slice(0, 3), ["/run/user/1001", "/usr/bin/setpriv", "--reuid=1001"]);
});

type Prints = Readonly<Record<string, string>>;

function withPrograms(programs: Readonly<Record<string, Prints>>): FakeProcesses {
  return new FakeProcesses(({ args = [] }) => {
    const [program = "", ...words] = args.slice(4);
    const isChange = /^set|^mute/.test(words[0] ?? "") && program in programs;
    const stdout = isChange ? "" : programs[program]?.[words.join(" ")];
    return stdout === undefined ? { ending: { kind: "exited", code: 127 } } : { stdout };
  });
}

async function opened(processes: FakeProcesses): Promise<VolumeControl> {
  const control = await openVolume({ processes });
  if (control === undefined) throw new Error("Cannot find what sets the loudness");
  return control;
}
