import type { Command } from "../../wire/host.ts";

/** The name by which a probe asks for `FACTS_SCRIPT`: `[FACTS_PROBE, groups, factPath, seconds]`. */
export const FACTS_PROBE = "shep-facts";

/** @returns `command` with the script in the place of `FACTS_PROBE`; others as they are. */
export function withFactsScript(command: Command): Command {
  if (command.argv?.[0] !== FACTS_PROBE) return command;
  return { ...command, argv: ["/bin/sh", "-c", FACTS_SCRIPT, ...command.argv] };
}

/**
 * A read-only script for the target's POSIX shell that prints, in one round trip and with about
 * twenty forks, what facts are made of; plugins/modules/facts parses it. `$1` lists the groups to
 * collect beside the base ones (hardware network virtual facter ohai), `$2` is the folder of local
 * facts, `$3` how many seconds file systems may take to tell their size. The output is sections:
 * the byte 0x1e and a line with the section's name, then its content.
 *
 * The shell text has no braces after a dollar and no backquotes, so that it can stand in a raw
 * template.
 */
export const FACTS_SCRIPT = String.raw`
want=" $1 "
fact_path=$2
timeout=$3
mark() { printf '\036%s\n' "$1"; }
wants() { case $want in *" $1 "*) return 0 ;; esac; return 1; }
have() { command -v "$1" >/dev/null 2>&1; }

mark env
cat /proc/self/environ 2>/dev/null || env

if [ -n "$fact_path" ] && [ -d "$fact_path" ]; then
  for fact in "$fact_path"/*.fact; do
    [ -f "$fact" ] || continue
    mark "local $fact"
    if [ -x "$fact" ]; then
      { errors=$("$fact" 2>&1 >&3 </dev/null); code=$?; } 3>&1
      mark "local_status $code $fact"
      printf '%s' "$errors"
    else
      cat "$fact"
    fi
  done
fi 2>/dev/null

PATH=$PATH:/sbin:/usr/sbin:/usr/local/sbin:/bin:/usr/bin
LC_ALL=C
export PATH LC_ALL
exec 2>/dev/null </dev/null

mark uname
uname -snrm
mark kernel_version
[ -r /proc/sys/kernel/version ] && cat /proc/sys/kernel/version || uname -v

mark exists
for path in /etc/altlinux-release /etc/oracle-release /etc/slackware-version /etc/centos-release \
  /etc/redhat-release /etc/vmware-release /etc/openwrt_release /etc/os-release \
  /etc/system-release /etc/alpine-release /etc/arch-release /etc/SuSE-release \
  /etc/gentoo-release /etc/lsb-release /etc/sourcemage-release /usr/lib/os-release \
  /etc/coreos/update.conf /etc/products.d/baseproduct /run/ostree-booted \
  /usr/bin/rpm-ostree /usr/bin/yum /usr/bin/dnf /usr/bin/apt-get /usr/bin/zypper \
  /usr/sbin/urpmi /usr/bin/pacman /bin/opkg /usr/pkg/bin/pkgin /opt/local/bin/pkgin \
  /opt/tools/bin/pkgin /opt/local/bin/port /usr/local/bin/brew /opt/homebrew/bin/brew \
  /sbin/apk /usr/sbin/pkg /usr/sbin/swlist /usr/bin/emerge /usr/sbin/pkgadd /usr/bin/pkg \
  /usr/bin/xbps-install /usr/local/sbin/pkg /usr/bin/swupd /usr/sbin/sorcery \
  /usr/bin/installp /QOpenSys/pkgs/bin/yum /run/systemd/system /dev/.run/systemd \
  /dev/.systemd /etc/init /sbin/openrc /etc/init.d /sys/kernel/security/apparmor \
  /sys/fs/selinux/enforce /proc/vz /proc/lve /proc/bc /.dockerenv /.dockerinit /proc/xen \
  /dev/kvm /rhev /sys/devices/virtual/dmi/id/product_name; do
  [ -e "$path" ] && echo "$path"
done
[ -n "$debian_chroot" ] && echo debian_chroot
for program in systemctl initctl lsb_release capsh ip; do
  have $program && echo "program $program"
done

mark files
set -- /etc/*-release /etc/debian_version /etc/slackware-version /etc/coreos/update.conf \
  /usr/lib/os-release /var/lib/dbus/machine-id /etc/machine-id /proc/1/comm /proc/cmdline \
  /proc/loadavg /proc/sys/crypto/fips_enabled /etc/resolv.conf /etc/ssh/ssh_host_*_key.pub \
  /etc/openssh/ssh_host_*_key.pub /etc/ssh_host_*_key.pub /sys/fs/selinux/enforce \
  /sys/fs/selinux/policyvers /etc/selinux/config
if wants network; then
  set -- "$@" /etc/iscsi/initiatorname.iscsi /etc/nvme/hostnqn /sys/class/fc_host/*/port_name
  for net in /sys/class/net/*; do
    set -- "$@" "$net/address" "$net/mtu" "$net/operstate" "$net/type" "$net/speed" "$net/flags" \
      "$net"/bridge/bridge_id "$net"/bridge/stp_state "$net"/bonding/slaves "$net"/bonding/mode \
      "$net"/bonding/miimon "$net"/bonding/lacp_rate "$net"/bonding/primary \
      "$net"/bonding/all_slaves_active "$net"/bonding_slave/perm_hwaddr
  done
fi
if wants virtual; then
  set -- "$@" /proc/1/cgroup /run/systemd/container /proc/xen/capabilities
fi
if wants hardware || wants virtual; then
  set -- "$@" /sys/devices/virtual/dmi/id/* /sys/hypervisor/type
fi
if wants hardware; then
  set -- "$@" /proc/meminfo /proc/uptime /proc/self/mountinfo \
    /sys/block/*/device/vendor /sys/block/*/device/model /sys/block/*/device/serial \
    /sys/block/*/device/sas_address /sys/block/*/device/sas_device_handle \
    /sys/block/*/removable /sys/block/*/size /sys/block/*/queue/discard_granularity \
    /sys/block/*/queue/rotational /sys/block/*/queue/scheduler \
    /sys/block/*/queue/logical_block_size /sys/block/*/queue/hw_sector_size \
    /sys/block/*/*/start /sys/block/*/*/size \
    /sys/block/*/holders/*/dm/name /sys/block/*/*/holders/*/dm/name
fi
grep -sH '' "$@" </dev/null

mark links
set -- /sbin/init /etc/localtime
wants network && set -- "$@" /sys/class/net/*/device /sys/class/net/*/device/driver/module
wants hardware && set -- "$@" /sys/block/* /dev/disk/by-id/* /dev/disk/by-uuid/* \
  /dev/disk/by-label/*
ls -ld "$@"

mark chroot
stat -c '%d:%i' / /proc/1/root/.
mark elf
head -c 5 /bin/sh

mark python
for python in /usr/bin/python3 python3 /usr/libexec/platform-python /usr/bin/python python; do
  if have $python; then
    command -v $python
    $python -V 2>&1
    break
  fi
done

mark lsb
if [ ! -e /etc/debian_version ] && have lsb_release; then lsb_release -a; fi
mark capabilities
have capsh && capsh --print

mark date
date '+%Y %m %d %H %M %S %w %W %s %Z %z %N'
mark zones
printf '2026-01-01\n2026-07-01\n' | date -f - '+%Z %z'

mark id
id
echo "$LOGNAME|$USER|$LNAME|$USERNAME"
mark passwd
for name in "$LOGNAME" "$USER" "$LNAME" "$USERNAME"; do [ -n "$name" ] && break; done
[ -n "$name" ] || name=$(id -un)
if have getent; then getent passwd "$name"; else grep "^$name:" /etc/passwd; fi

mark fqdn
node=$(uname -n)
if have getent; then
  address=$(getent ahosts "$node") || address=$(getent hosts "$node")
  set -- $address
  [ -n "$1" ] && getent hosts "$1"
else
  hostname -f
fi

if [ ! -r /proc/1/comm ]; then
  mark init
  ps -p 1 -o comm | tail -n 1
fi
if [ -x /usr/bin/rpm ] && [ -x /usr/bin/apt-get ]; then
  mark apt_rpm
  /usr/bin/rpm -q --whatprovides /usr/bin/apt-get >/dev/null && echo yes
fi

if wants virtual; then
  mark environ
  [ -e /proc/1/environ ] && tr '\000' '\n' </proc/1/environ | sed -n '/container=/p'
  mark vdsm
  [ -d /rhev ] && cat /proc/[0-9]*/comm | grep -x -e vdsm -e vdsmd
  if have dmidecode; then
    mark dmidecode
    dmidecode -s system-product-name
  fi
fi
if wants hardware || wants virtual; then
  mark processors
  flags=none
  { [ -e /proc/xen ] || [ -e /sys/hypervisor/type ]; } && flags=flags
  grep -sHE "^(processor|vendor_id|model name|Processor|cpu|Vendor|physical id|core id|cpu cores|siblings|# processors|ncpus active|machine|$flags)[[:space:]]*:|^(kvm|vboxdrv|virtio) |^(VxID|Cpus_allowed_list):" \
    /proc/cpuinfo /proc/modules /proc/self/status
fi
if wants hardware; then
  mark holders
  for holder in /sys/block/*/holders/* /sys/block/*/*/holders/*; do
    [ -e "$holder" ] && echo "$holder"
  done
  mark slaves
  for slave in /sys/block/*/slaves/*; do [ -e "$slave" ] && echo "$slave"; done
  mark mtab
  mtab=/etc/mtab
  [ -e $mtab ] || mtab=/proc/mounts
  cat $mtab
  mark statfs
  set --
  while read -r device folder type options rest; do
    [ "$type" = none ] && continue
    case $device in
      /* | \\* | *:/*) ;;
      *) continue ;;
    esac
    case $folder in
      *%*) ;;
      *\\*) folder=$(printf "$folder") ;;
    esac
    set -- "$@" "$folder"
  done <$mtab
  limit=
  have timeout && limit="timeout $timeout"
  [ $# -gt 0 ] && $limit stat -f -c '%s %S %b %a %c %d %n' "$@"
  if have lsblk; then
    mark lsblk
    lsblk --list --noheadings --paths --output NAME,UUID --exclude 2
  fi
  if have lspci; then
    mark lspci
    lspci -D
  fi
  if [ "$(id -u)" = 0 ] && have vgs; then
    for list in vgs lvs pvs; do
      mark $list
      have $list && $list --noheadings --nosuffix --units g --separator ,
    done
    mark dmsetup
    have dmsetup && dmsetup info -C --noheadings --separator ' ' -o major,minor,name
  fi
fi
if wants network && have ip; then
  mark route4
  ip -4 route get 8.8.8.8
  mark route6
  ip -6 route get 2404:6800:400a:800::1012
  mark addresses
  ip addr show
  mark interfaces
  for net in /sys/class/net/*; do
    [ -d "$net" ] || continue
    echo "$net"
    for part in bridge bonding bonding_slave device brif/*; do
      for path in "$net"/$part; do [ -e "$path" ] && echo "$path"; done
    done
  done
  if have ethtool; then
    for net in /sys/class/net/*; do
      [ -d "$net" ] || continue
      mark "ethtool $net"
      ethtool -k "$(basename "$net")"
      mark "ethtool_time $net"
      ethtool -T "$(basename "$net")"
    done
  fi
fi
if wants facter; then
  for facter in cfacter facter /opt/puppetlabs/bin/cfacter /opt/puppetlabs/bin/facter; do
    if have $facter; then
      mark facter
      $facter --puppet --json
      break
    fi
  done
fi
if wants ohai && have ohai; then
  mark ohai
  ohai
fi
exit 0
`;
