import assert from "node:assert/strict";
import { isReadOnly } from "./probe.ts";

/** Each pair: a command that reads, and one of the same program that does more. */
const PAIRS: readonly (readonly [string, string])[] = [
  ["apk info -e curl", "apk add curl"],
  ["apk add --simulate -X http://example.org/x curl", "apk del curl"],
  ["apk info -v x", "apk -X add info"],
  ["apt-cache policy nginx", "apt-cache gencaches"],
  ["apt-cache -o APT::Install-Recommends=no show x", "apt-cache -o Dir::Bin::dpkg=/tmp/x show x"],
  ["apt-get -s install -y nginx=1.0", "apt-get install -y nginx"],
  ["apt-get -o Dpkg::Options::=--force-confold -s upgrade", "apt-get -s update"],
  [
    "apt-key --keyring /x.gpg adv --list-public-keys --keyid-format=long",
    "apt-key adv --recv 0123 --list-public-keys --keyid-format=long",
  ],
  ["apt-mark showhold", "apt-mark hold nginx"],
  ["chage -l root", "chage -M 1 root"],
  ["command -v sh", "command sh -c true"],
  ["crontab -l -u root", "crontab -r"],
  ["curl -q -fsSL -k -- https://example.org/x", "curl -q -fsSL -o /x -- https://example.org/x"],
  ["curl -q -sSIL -- https://example.org/x", "curl -q -sSIL -O -- https://example.org/x"],
  ["curl -q -- http://example.org/x", "curl -fsSL -- http://example.org/x"],
  ["dnf --assumeno --setopt=gpgcheck=1 install x", "dnf -y install x"],
  [
    "dnf -q repoquery --qf %{name} --installed x",
    "dnf --assumeno --setopt=pluginpath=/x install x",
  ],
  ["yum --assumeno remove x", "yum --assumeno -y remove x"],
  ["npm list --json --long --global", "npm install x"],
  ["npm outdated --registry https://example.org x", "npm list --script-shell=/x"],
  ["date -u +%s", "date 010100002030"],
  ["date -d @0 +%s", "date --set=now"],
  ["docker container inspect -- web", "docker container rm -- web"],
  ["docker -H unix:///x --tls image inspect -- a", "docker -H ssh://x image inspect -- a"],
  ["docker volume inspect -- x", "docker --config /x volume inspect -- x"],
  ["dpkg -s nginx", "dpkg -i x.deb"],
  ["dpkg-deb -f x.deb Version", "dpkg-deb -x x.deb /"],
  ["file -b --mime-type /etc/passwd", "file -C -m x"],
  ["find /etc -type f -name *.conf", "find /tmp -delete"],
  ["find /etc -exec stat -c %a {} +", "find /etc -exec rm {} ;"],
  ["find / -exec stat {} ;", "find / -exec stat {} ; -exec chmod 0 {} +"],
  ["git -C /x rev-parse HEAD", "git -C /x checkout main"],
  ["git -C /x --no-optional-locks status --porcelain", "git -C /x status --porcelain"],
  ["git -C /x diff --no-ext-diff --no-textconv a b", "git -C /x diff a b"],
  ["git ls-remote https://example.org/x", "git ls-remote --upload-pack=/tmp/x host:x"],
  ["git config --get user.name", "git config user.name me"],
  ["hostname -f", "hostname other"],
  ["ip -j addr", "ip link set eth0 down"],
  ["ip route get 1.1.1.1", "ip route add default via 1.1.1.1"],
  ["iptables -t filter -C INPUT -p tcp -j DROP", "iptables -t filter -A INPUT -j DROP"],
  ["ip6tables -t nat -L INPUT", "ip6tables -L -Z"],
  ["iptables -t filter -L X", "iptables -L --modpro=/tmp/x"],
  ["mount -l", "mount /dev/sda /mnt"],
  ["nc -z localhost 22", "nc -l 22"],
  [
    "openssl pkey -in /k -pubout -outform DER -passin stdin",
    "openssl pkey -in /k -out /x -pubout -outform DER -passin stdin",
  ],
  [
    "openssl pkey -pubout -outform DER -passin env:SHEP_PASSPHRASE",
    "openssl pkey -pubout -out /x -outform DER -passin env:SHEP_PASSPHRASE",
  ],
  ["openssl req -noout -verify", "openssl req -new -noout -verify"],
  ["pacman -Qi bash", "pacman -S bash"],
  ["pacman -Sp --print-format %n bash", "pacman -Sp -y bash"],
  ["pacman -Qu", "pacman -Syp bash"],
  ["pacman -Rp --recursive bash", "pacman -Rp --dbpath=/x bash"],
  ["passwd -S root", "passwd -d root"],
  ["pip list", "pip install x"],
  ["rpm -q bash", "rpm -e bash"],
  ["rpm --root /x -qa --qf %{NAME}", "rpm --root /x -i y.rpm"],
  ["rpm -qp --qf %{NAME} x.rpm", "rpm -qa --pipe=rm"],
  ["rpm -q x", "rpm -q --define=x x"],
  ["ufw status verbose", "ufw enable"],
  ["ufw --dry-run allow 22", "ufw allow 22"],
  ["service ssh status", "service ssh restart"],
  ["/etc/init.d/ssh status", "/etc/init.d/ssh stop"],
  ["ss -tln", "ss -tlnK"],
  ["ssh-keygen -l -f k", "ssh-keygen -f k"],
  ["/usr/bin/stat -c %a /", "/tmp/stat /"],
  ["sysctl -n vm.swappiness", "sysctl vm.swappiness=1"],
  ["systemctl is-active ssh", "systemctl stop ssh"],
  ["systemctl --user show ssh", "systemctl -H host show ssh"],
  ["tar -tf x.tar", "tar -xf x.tar"],
  ["tar tzf x.tgz", "tar -tf x.tar --checkpoint-action=exec=sh"],
  ["timeout 5 nc -z h 1", "timeout 5 rm x"],
  ["umask", "umask 077"],
  ["unzip -l x.zip", "unzip x.zip"],
  ["unzip -ZTs x.zip", "unzip -o x.zip"],
  ["update-alternatives --query editor", "update-alternatives --set editor /bin/ed"],
];

Deno.test("isReadOnly() agrees to commands that read and refuses their siblings that do more", () => {
  for (const [reads, changes] of PAIRS) {
    assert.equal(isReadOnly(reads.split(" ")), true, reads);
    assert.equal(typeof isReadOnly(changes.split(" ")), "string", changes);
  }
});

Deno.test("isReadOnly() refuses programs that it does not know, shells among them", () => {
  assert.equal(isReadOnly(["sh", "-c", "true"]), "sh is not known to read alone");
  assert.equal(isReadOnly(["sed", "-i", "s/a/b/", "x"]), "sed is not known to read alone");
  assert.equal(isReadOnly([]), " is not known to read alone");
  assert.equal(isReadOnly(["__proto__"]), "__proto__ is not known to read alone");
});

Deno.test("isReadOnly() refuses a variable that decides what is run", () => {
  assert.equal(isReadOnly(["stat", "/"], ["LC_ALL", "TZ"]), true);
  assert.equal(
    isReadOnly(["stat", "/"], ["LC_ALL", "PATH"]),
    "the variable PATH may change what stat does",
  );
});
