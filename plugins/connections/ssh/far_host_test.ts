import assert from "node:assert/strict";
import { shellConnection } from "../shell_connection.ts";
import { openFarHost } from "../testing/far_host.ts";
import { needs, sshdReason } from "../testing/needs.ts";
import { CONTEXT } from "../testing/say.ts";
import { startSshd } from "../testing/sshd.ts";
import { startSsh } from "./start_ssh.ts";

Deno.test({
  ...needs(
    "startSsh() moves files to and from a far host, until it is gone",
    sshdReason,
  ),
  async fn() {
    await using server = await startSshd();
    await using far = openFarHost({ port: server.port, delayMs: 10 });
    const impatient = `${server.commonArgs} -o ServerAliveInterval=1 -o ServerAliveCountMax=1`;
    const settings = [{ key: "ansible_ssh_common_args", value: impatient }];
    const ssh = shellConnection(startSsh);
    const opened = await ssh.connect(server.request({ port: far.port, settings }), CONTEXT);
    assert.ok(opened.kind === "open", JSON.stringify(opened));
    const { session } = opened;
    const path = `${server.folder}/file`;
    const content = crypto.getRandomValues(new Uint8Array(65_536));
    const file = { session, path, content, isInPlace: false, before: [], after: [] };
    assert.equal((await ssh.put(file, CONTEXT)).error, undefined);
    assert.deepEqual(await Deno.readFile(path), content);
    assert.deepEqual((await ssh.get({ session, path, maxBytes: 0 }, CONTEXT)).content, content);
    far.unplug();
    const commands = [{ argv: ["echo", "hello"] }];
    const { lost } = await ssh.exec({ session, commands, stopOnFailure: true }, CONTEXT);
    assert.match(lost ?? "", /Timeout, server .* not responding/);
    await ssh.close(session, CONTEXT);
  },
});
