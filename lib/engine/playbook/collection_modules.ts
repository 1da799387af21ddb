/**
 * The modules there are whose home is a collection, by the short name that tasks may use, too: what
 * ansible_builtin_runtime.yml of ansible-core 2.14 redirects them to.
 */
export const COLLECTION_MODULES: ReadonlyMap<string, string> = new Map([
  ["alternatives", "community.general.alternatives"],
  ["apk", "community.general.apk"],
  ["archive", "community.general.archive"],
  ["authorized_key", "ansible.posix.authorized_key"],
  ["docker_container", "community.docker.docker_container"],
  ["docker_image", "community.docker.docker_image"],
  ["docker_network", "community.docker.docker_network"],
  ["docker_volume", "community.docker.docker_volume"],
  ["htpasswd", "community.general.htpasswd"],
  ["ini_file", "community.general.ini_file"],
  ["locale_gen", "community.general.locale_gen"],
  ["modprobe", "community.general.modprobe"],
  ["mount", "ansible.posix.mount"],
  ["mysql_db", "community.mysql.mysql_db"],
  ["mysql_user", "community.mysql.mysql_user"],
  ["npm", "community.general.npm"],
  ["openssl_csr", "community.crypto.openssl_csr"],
  ["openssl_privatekey", "community.crypto.openssl_privatekey"],
  ["pacman", "community.general.pacman"],
  ["postgresql_db", "community.postgresql.postgresql_db"],
  ["postgresql_user", "community.postgresql.postgresql_user"],
  ["synchronize", "ansible.posix.synchronize"],
  ["sysctl", "ansible.posix.sysctl"],
  ["timezone", "community.general.timezone"],
  ["ufw", "community.general.ufw"],
  ["xml", "community.general.xml"],
  ["x509_certificate", "community.crypto.x509_certificate"],
]);
