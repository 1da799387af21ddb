import basic from "./basic/plugin.json" with { type: "json" };
import inventory from "./inventory/plugin.json" with { type: "json" };
import ssh from "./connections/ssh/plugin.json" with { type: "json" };
import docker from "./connections/docker/plugin.json" with { type: "json" };
import podman from "./connections/podman/plugin.json" with { type: "json" };
import chroot from "./connections/chroot/plugin.json" with { type: "json" };
import local from "./connections/local/plugin.json" with { type: "json" };
import playbook from "./playbook/plugin.json" with { type: "json" };
import bridge from "./modules/bridge/plugin.json" with { type: "json" };
import bridgeSpec from "./modules/bridge/bridge.json" with { type: "json" };
import archives from "./modules/archives/plugin.json" with { type: "json" };
import archiveSpec from "./modules/archives/archive.json" with { type: "json" };
import unarchiveSpec from "./modules/archives/unarchive.json" with { type: "json" };
import command from "./modules/command/plugin.json" with { type: "json" };
import expectSpec from "./modules/command/expect.json" with { type: "json" };
import scriptSpec from "./modules/command/script.json" with { type: "json" };
import rawSpec from "./modules/command/raw.json" with { type: "json" };
import commandSpec from "./modules/command/command.json" with { type: "json" };
import shellSpec from "./modules/command/shell.json" with { type: "json" };
import containers from "./modules/containers/plugin.json" with { type: "json" };
import dockerContainerSpec from "./modules/containers/docker_container.json" with { type: "json" };
import dockerImageSpec from "./modules/containers/docker_image.json" with { type: "json" };
import dockerNetworkSpec from "./modules/containers/docker_network.json" with { type: "json" };
import dockerVolumeSpec from "./modules/containers/docker_volume.json" with { type: "json" };
import control from "./modules/control/plugin.json" with { type: "json" };
import rebootSpec from "./modules/control/reboot.json" with { type: "json" };
import waitForConnectionSpec from "./modules/control/wait_for_connection.json" with {
  type: "json",
};
import pingSpec from "./modules/control/ping.json" with { type: "json" };
import databases from "./modules/databases/plugin.json" with { type: "json" };
import mysqlDbSpec from "./modules/databases/mysql_db.json" with { type: "json" };
import mysqlUserSpec from "./modules/databases/mysql_user.json" with { type: "json" };
import postgresqlDbSpec from "./modules/databases/postgresql_db.json" with { type: "json" };
import postgresqlUserSpec from "./modules/databases/postgresql_user.json" with { type: "json" };
import crypto from "./modules/crypto/plugin.json" with { type: "json" };
import opensslCsrSpec from "./modules/crypto/openssl_csr.json" with { type: "json" };
import opensslPrivatekeySpec from "./modules/crypto/openssl_privatekey.json" with { type: "json" };
import x509CertificateSpec from "./modules/crypto/x509_certificate.json" with { type: "json" };
import facts from "./modules/facts/plugin.json" with { type: "json" };
import packageFactsSpec from "./modules/facts/package_facts.json" with { type: "json" };
import serviceFactsSpec from "./modules/facts/service_facts.json" with { type: "json" };
import gatherFactsSpec from "./modules/facts/gather_facts.json" with { type: "json" };
import setupSpec from "./modules/facts/setup.json" with { type: "json" };
import files from "./modules/files/plugin.json" with { type: "json" };
import assembleSpec from "./modules/files/assemble.json" with { type: "json" };
import knownHostsSpec from "./modules/files/known_hosts.json" with { type: "json" };
import iniFileSpec from "./modules/files/ini_file.json" with { type: "json" };
import blockinfileSpec from "./modules/files/blockinfile.json" with { type: "json" };
import findSpec from "./modules/files/find.json" with { type: "json" };
import replaceSpec from "./modules/files/replace.json" with { type: "json" };
import tempfileSpec from "./modules/files/tempfile.json" with { type: "json" };
import copySpec from "./modules/files/copy.json" with { type: "json" };
import fileSpec from "./modules/files/file.json" with { type: "json" };
import lineinfileSpec from "./modules/files/lineinfile.json" with { type: "json" };
import slurpSpec from "./modules/files/slurp.json" with { type: "json" };
import statSpec from "./modules/files/stat.json" with { type: "json" };
import templateSpec from "./modules/files/template.json" with { type: "json" };
import formats from "./modules/formats/plugin.json" with { type: "json" };
import htpasswdSpec from "./modules/formats/htpasswd.json" with { type: "json" };
import xmlSpec from "./modules/formats/xml.json" with { type: "json" };
import net from "./modules/net/plugin.json" with { type: "json" };
import getUrlSpec from "./modules/net/get_url.json" with { type: "json" };
import uriSpec from "./modules/net/uri.json" with { type: "json" };
import waitForSpec from "./modules/net/wait_for.json" with { type: "json" };
import packages from "./modules/packages/plugin.json" with { type: "json" };
import apkSpec from "./modules/packages/apk.json" with { type: "json" };
import pacmanSpec from "./modules/packages/pacman.json" with { type: "json" };
import yumSpec from "./modules/packages/yum.json" with { type: "json" };
import dnfSpec from "./modules/packages/dnf.json" with { type: "json" };
import npmSpec from "./modules/packages/npm.json" with { type: "json" };
import deb822RepositorySpec from "./modules/packages/deb822_repository.json" with { type: "json" };
import yumRepositorySpec from "./modules/packages/yum_repository.json" with { type: "json" };
import rpmKeySpec from "./modules/packages/rpm_key.json" with { type: "json" };
import aptKeySpec from "./modules/packages/apt_key.json" with { type: "json" };
import alternativesSpec from "./modules/packages/alternatives.json" with { type: "json" };
import dpkgSelectionsSpec from "./modules/packages/dpkg_selections.json" with { type: "json" };
import debconfSpec from "./modules/packages/debconf.json" with { type: "json" };
import pipSpec from "./modules/packages/pip.json" with { type: "json" };
import aptSpec from "./modules/packages/apt.json" with { type: "json" };
import aptRepositorySpec from "./modules/packages/apt_repository.json" with { type: "json" };
import packageSpec from "./modules/packages/package_module.json" with { type: "json" };
import storage from "./modules/storage/plugin.json" with { type: "json" };
import mountSpec from "./modules/storage/mount.json" with { type: "json" };
import system from "./modules/system/plugin.json" with { type: "json" };
import ufwSpec from "./modules/system/ufw.json" with { type: "json" };
import sysvinitSpec from "./modules/system/sysvinit.json" with { type: "json" };
import iptablesSpec from "./modules/system/iptables.json" with { type: "json" };
import modprobeSpec from "./modules/system/modprobe.json" with { type: "json" };
import localeGenSpec from "./modules/system/locale_gen.json" with { type: "json" };
import timezoneSpec from "./modules/system/timezone.json" with { type: "json" };
import sysctlSpec from "./modules/system/sysctl.json" with { type: "json" };
import authorizedKeySpec from "./modules/system/authorized_key.json" with { type: "json" };
import cronSpec from "./modules/system/cron.json" with { type: "json" };
import getentSpec from "./modules/system/getent.json" with { type: "json" };
import groupSpec from "./modules/system/group.json" with { type: "json" };
import hostnameSpec from "./modules/system/hostname.json" with { type: "json" };
import serviceSpec from "./modules/system/service.json" with { type: "json" };
import systemdSpec from "./modules/system/systemd.json" with { type: "json" };
import systemdServiceSpec from "./modules/system/systemd_service.json" with { type: "json" };
import userSpec from "./modules/system/user.json" with { type: "json" };
import vcs from "./modules/vcs/plugin.json" with { type: "json" };
import gitSpec from "./modules/vcs/git.json" with { type: "json" };

/**
 * The plugins that come with shep. `folder` is from here; `specs` has the file of options of each
 * task module, by the module's name.
 */
export const REGISTRY = [
  { name: "basic", folder: "basic", manifest: basic, specs: {} },
  { name: "inventory", folder: "inventory", manifest: inventory, specs: {} },
  { name: "playbook", folder: "playbook", manifest: playbook, specs: {} },
  { name: "local", folder: "connections/local", manifest: local, specs: {} },
  { name: "ssh", folder: "connections/ssh", manifest: ssh, specs: {} },
  { name: "docker", folder: "connections/docker", manifest: docker, specs: {} },
  { name: "podman", folder: "connections/podman", manifest: podman, specs: {} },
  { name: "chroot", folder: "connections/chroot", manifest: chroot, specs: {} },
  {
    name: "bridge",
    folder: "modules/bridge",
    manifest: bridge,
    specs: { bridge: bridgeSpec },
  },
  {
    name: "archives",
    folder: "modules/archives",
    manifest: archives,
    specs: { archive: archiveSpec, unarchive: unarchiveSpec },
  },
  {
    name: "command",
    folder: "modules/command",
    manifest: command,
    specs: {
      expect: expectSpec,
      script: scriptSpec,
      raw: rawSpec,
      command: commandSpec,
      shell: shellSpec,
    },
  },
  {
    name: "containers",
    folder: "modules/containers",
    manifest: containers,
    specs: {
      docker_container: dockerContainerSpec,
      docker_image: dockerImageSpec,
      docker_network: dockerNetworkSpec,
      docker_volume: dockerVolumeSpec,
    },
  },
  {
    name: "control",
    folder: "modules/control",
    manifest: control,
    specs: { reboot: rebootSpec, wait_for_connection: waitForConnectionSpec, ping: pingSpec },
  },
  {
    name: "databases",
    folder: "modules/databases",
    manifest: databases,
    specs: {
      mysql_db: mysqlDbSpec,
      mysql_user: mysqlUserSpec,
      postgresql_db: postgresqlDbSpec,
      postgresql_user: postgresqlUserSpec,
    },
  },
  {
    name: "crypto",
    folder: "modules/crypto",
    manifest: crypto,
    specs: {
      openssl_csr: opensslCsrSpec,
      openssl_privatekey: opensslPrivatekeySpec,
      x509_certificate: x509CertificateSpec,
    },
  },
  {
    name: "facts",
    folder: "modules/facts",
    manifest: facts,
    specs: {
      package_facts: packageFactsSpec,
      service_facts: serviceFactsSpec,
      gather_facts: gatherFactsSpec,
      setup: setupSpec,
    },
  },
  {
    name: "files",
    folder: "modules/files",
    manifest: files,
    specs: {
      assemble: assembleSpec,
      known_hosts: knownHostsSpec,
      ini_file: iniFileSpec,
      blockinfile: blockinfileSpec,
      find: findSpec,
      replace: replaceSpec,
      tempfile: tempfileSpec,
      copy: copySpec,
      file: fileSpec,
      lineinfile: lineinfileSpec,
      slurp: slurpSpec,
      stat: statSpec,
      template: templateSpec,
    },
  },
  {
    name: "formats",
    folder: "modules/formats",
    manifest: formats,
    specs: { htpasswd: htpasswdSpec, xml: xmlSpec },
  },
  {
    name: "net",
    folder: "modules/net",
    manifest: net,
    specs: { get_url: getUrlSpec, uri: uriSpec, wait_for: waitForSpec },
  },
  {
    name: "packages",
    folder: "modules/packages",
    manifest: packages,
    specs: {
      apt_key: aptKeySpec,
      rpm_key: rpmKeySpec,
      yum_repository: yumRepositorySpec,
      deb822_repository: deb822RepositorySpec,
      npm: npmSpec,
      dnf: dnfSpec,
      yum: yumSpec,
      pacman: pacmanSpec,
      apk: apkSpec,
      alternatives: alternativesSpec,
      dpkg_selections: dpkgSelectionsSpec,
      debconf: debconfSpec,
      pip: pipSpec,
      apt: aptSpec,
      apt_repository: aptRepositorySpec,
      package: packageSpec,
    },
  },
  {
    name: "storage",
    folder: "modules/storage",
    manifest: storage,
    specs: { mount: mountSpec },
  },
  {
    name: "system",
    folder: "modules/system",
    manifest: system,
    specs: {
      sysvinit: sysvinitSpec,
      ufw: ufwSpec,
      iptables: iptablesSpec,
      modprobe: modprobeSpec,
      locale_gen: localeGenSpec,
      timezone: timezoneSpec,
      sysctl: sysctlSpec,
      authorized_key: authorizedKeySpec,
      cron: cronSpec,
      getent: getentSpec,
      group: groupSpec,
      hostname: hostnameSpec,
      service: serviceSpec,
      systemd: systemdSpec,
      systemd_service: systemdServiceSpec,
      user: userSpec,
    },
  },
  {
    name: "vcs",
    folder: "modules/vcs",
    manifest: vcs,
    specs: { git: gitSpec },
  },
];
