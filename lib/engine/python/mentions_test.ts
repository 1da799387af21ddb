import { equal } from "node:assert/strict";
import { mayDefine, mentions } from "./mentions.ts";

const CASES: readonly (readonly [source: string, name: string, defines: boolean])[] = [
  ["return {'shout': shout}", "shout", true],
  ['return {"shout" : shout}', "shout", true],
  ["names['shout'] = shout", "shout", true],
  ["def filters(self):\n    return dict(shout=shout)", "shout", true],
  ["def tests(self):\n    return dict(a=a, shout = shout)", "shout", true],
  ["def shout(x, default=1): pass\ndef filters(self): return {}", "default", false],
  ["def filters(self):\n    return {} if shout == 1 else {}", "shout", false],
  ["return {'shouting': 1}", "shout", false],
  ["", "shout", false],
];

for (const [source, name, defines] of CASES) {
  Deno.test(`mayDefine() says ${defines} of ${name} in ${JSON.stringify(source)}`, () => {
    equal(mayDefine(source, name), defines);
  });
}

Deno.test("mentions() finds a name as a whole word", () => {
  equal(mentions("NAMES = ('loud', 'shout')", "shout"), true);
  equal(mentions("NAMES = ('loud', 'shouting')", "shout"), false);
});
