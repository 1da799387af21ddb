import { deepEqual } from "node:assert/strict";
import { pythonFailure } from "./python_failure.ts";

const CASES: readonly (readonly [classes: string, message: string, name: string, told: string])[] =
  [
    ["AnsibleFilterError AnsibleError Exception", "no", "FilterError", "no"],
    ["AnsibleFilterTypeError AnsibleError TypeError", "no", "FilterError", "no"],
    ["LookupFailure Exception", "no", "FilterError", "no"],
    ["UndefinedError TemplateError", "'x' is undefined", "UndefinedError", "'x' is undefined"],
    ["AnsibleUndefinedVariable AnsibleError", "x", "UndefinedError", "x"],
    ["TypeError Exception", "f() takes no x", "PythonError", "f() takes no x"],
    ["UnicodeDecodeError ValueError", "bad", "PythonError", "bad"],
    ["KeyError LookupError", "'k'", "FilterError", "KeyError: 'k'"],
    ["SystemExit BaseException", "SystemExit", "FilterError", "SystemExit"],
  ];

for (const [classes, message, name, told] of CASES) {
  Deno.test(`pythonFailure() makes a ${name} of ${classes}`, () => {
    const error = pythonFailure(classes.split(" "), message);
    deepEqual([error.name, error.message], [name, told]);
  });
}
