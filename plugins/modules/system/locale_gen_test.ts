import { deepEqual, equal } from "node:assert/strict";
import { FakeTarget } from "../testing/fake_target.ts";
import { runModule } from "../testing/run_module.ts";
import { localeGen } from "./locale_gen.ts";
import spec from "./locale_gen.json" with { type: "json" };

const LIST = "# a note\n# de_CH.UTF-8 UTF-8\nen_US.UTF-8 UTF-8\n";

function fake(checkMode = false) {
  return new FakeTarget({
    checkMode,
    commands: (text) => {
      if (text === "test -e /var/lib/locales/supported.d/") return { exitCode: 1 };
      if (text === "test -e /etc/locale.gen") return "";
      if (text === "cat /etc/locale.gen") return LIST;
      if (text === "cat /usr/share/i18n/SUPPORTED") return { exitCode: 1 };
      if (text === "locale -a") return "C\nen_US.utf8\n";
      return text === "locale-gen" ? "" : undefined;
    },
  });
}

Deno.test("localeGen() enables a locale and generates it", async () => {
  const target = fake();
  const args = { name: "de_CH.UTF-8" };
  const { changed, msg, result } = await runModule({ run: localeGen, spec, args, target });
  deepEqual([changed, msg, result], [true, undefined, { name: "de_CH.UTF-8", msg: "OK" }]);
  deepEqual(target.applied, ["locale-gen"]);
  equal(target.written[0]?.content, LIST.replace("# de_CH", "de_CH"));
});

Deno.test("localeGen() gives a locale up, and only says so in check mode", async () => {
  const args = { name: "en_US.UTF-8", state: "absent" };
  const target = fake();
  equal((await runModule({ run: localeGen, spec, args, target })).changed, true);
  equal(target.written[0]?.content, LIST.replace("en_US", "# en_US"));
  const checked = fake(true);
  const run = { run: localeGen, spec, args, target: checked, checkMode: true };
  deepEqual([(await runModule(run)).changed, checked.written], [true, []]);
});

Deno.test("localeGen() refuses a locale that there is not", async () => {
  const args = { name: "xx_XX.UTF-8" };
  const { msg } = await runModule({ run: localeGen, spec, args, target: fake() });
  equal(msg, "The locale you've entered is not available on your system.");
});
