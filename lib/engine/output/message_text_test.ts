import assert from "node:assert/strict";
import { messageText } from "./message_text.ts";

Deno.test("messageText() wraps as Ansible's display does", () => {
  assert.equal(
    messageText("warning", "Could not match supplied host pattern, ignoring: x", 40),
    "[WARNING]: Could not match supplied host\npattern, ignoring: x\n",
  );
  assert.equal(
    messageText("error", 'No matching task "x" found', 79),
    ' [ERROR]: No matching task "x" found\n',
  );
  assert.equal(messageText("fatal", "a\nb", 79), "ERROR! a\nb\n");
  assert.equal(
    messageText("deprecation", "msg here. This feature will be removed in version 2.16.", 79),
    "[DEPRECATION WARNING]: msg here. This feature will be removed in version 2.16. \n" +
      "Deprecation warnings can be disabled by setting deprecation_warnings=False in \n" +
      "ansible.cfg.\n",
  );
});
