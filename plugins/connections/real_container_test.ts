import assert from "node:assert/strict";
import { TESTED_SHEP } from "../../lib/cli/testing/tested_shep.ts";
import { isInstalled, isRoot, needs } from "./testing/needs.ts";

/** A container of podman, reached by podman and by a `docker` that is podman. */

const NAME = `shep-test-${Deno.pid}`;

/** What keeps all of podman's in a folder. */
function optionsIn(folder: string): string {
  return `--root ${folder}/store --runroot ${folder}/run --storage-driver=vfs ` +
    "--cgroup-manager=cgroupfs";
}

/** Runs a script in which crun works, whatever control groups there are, and `$P` is podman. */
function inEngine(folder: string, script: string, ...args: readonly string[]) {
  const full = `mount --make-rprivate / && { umount -l /sys/fs/cgroup/unified 2>/dev/null || :; }
P="podman ${optionsIn(folder)}"
${script}`;
  return new Deno.Command("unshare", { args: ["-m", "sh", "-ec", full, "sh", ...args] });
}

/** A root folder with busybox alone, as an image; then a container that does nothing. */
const BUILD = `
cd "$1"
mkdir -p root/bin root/tmp root/etc bin
cp "$(command -v busybox)" root/bin/busybox
for file in $(ldd root/bin/busybox | grep -o '/[^ ]*'); do
  mkdir -p "root\${file%/*}" && cp -L "$file" "root$file"
done
for name in $(busybox --list); do [ -e "root/bin/$name" ] || ln -s busybox "root/bin/$name"; done
chmod 1777 root/tmp
printf 'root:x:0:0:root:/root:/bin/sh\\nann:x:1000:1000::/tmp:/bin/sh\\n' >root/etc/passwd
tar -C root -cf image.tar .
$P import image.tar "$2" >&2
$P run -d --name "$2" --cgroups=disabled --network=host --security-opt seccomp=unconfined \\
  --ulimit nofile=1024:1024 --ulimit nproc=1024:1024 "$2" /bin/sleep 100000 >&2
$P exec "$2" true
printf '#!/bin/sh\\nexec %s "$@"\\n' "$P" >bin/docker
chmod +x bin/docker
`;
const REMOVE = `$P rm -f -t 0 "$2" && $P rmi "$2"`;

const folder = Deno.makeTempDirSync({ prefix: "shep-container-" });
const reason = isInstalled("podman") && isInstalled("crun") && isInstalled("busybox")
  ? isRoot() ? undefined : "needs root"
  : "needs podman, crun and busybox";
const built = reason === undefined ? inEngine(folder, BUILD, folder, NAME).outputSync() : undefined;
globalThis.addEventListener("unload", () => {
  if (built !== undefined) inEngine(folder, REMOVE, folder, NAME).outputSync();
  Deno.removeSync(folder, { recursive: true });
});
const cannot = built !== undefined && !built.success ? "podman cannot run a container" : reason;

const PLAY = `- hosts: all
  gather_facts: false
  tasks:
    - copy: { src: image.tar, dest: "/tmp/{{ inventory_hostname }}", mode: "0640" }
    - fetch: { src: "/tmp/{{ inventory_hostname }}", dest: back, flat: true }
    - shell: exec sleep 9876
      timeout: 1
      ignore_errors: true
    - shell: ps | grep -c "[s]leep 9876"
      register: alive
      failed_when: false
      until: alive.stdout == "0"
      retries: 60
      delay: 1
    - shell: id -un; ls /tmp
      register: said
    - assert: { that: ["said.stdout_lines == [user, inventory_hostname]"], fail_msg: "{{ said.stdout }}" }
    - file: { path: "/tmp/{{ inventory_hostname }}", state: absent }
`;

Deno.test({
  ...needs("shep run works in containers of podman and docker", cannot),
  async fn(test) {
    const hosts = [
      `one ansible_connection=podman ansible_host=${NAME} user=root`,
      `two ansible_connection=docker ansible_host=${NAME} user=root`,
      `three ansible_connection=containers.podman.podman ansible_podman_host=${NAME} user=ann ` +
      "ansible_user=ann",
      `[all:vars]\nansible_podman_extra_args="${optionsIn(folder)}"\n`,
    ];
    await Deno.writeTextFile(`${folder}/hosts`, hosts.join("\n"));
    await Deno.writeTextFile(`${folder}/site.yml`, PLAY);
    for (const host of ["one", "two", "three"]) {
      await test.step(host, async () => {
        const script = `cd "$1"; PATH=$1/bin:$PATH; export PATH; shift; exec "$@"`;
        const run = [...TESTED_SHEP, "run", "-i", "hosts", "-l", host];
        const { code, stdout, stderr } = await inEngine(
          folder,
          script,
          ...[folder, ...run, "site.yml"],
        ).output();
        const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
        assert.equal(code, 0, said);
        assert.match(said, /ok=7 .*ignored=1/);
        const [image, back] = [`${folder}/image.tar`, `${folder}/back`];
        assert.deepEqual(await Deno.readFile(back), await Deno.readFile(image));
      });
    }
  },
});
