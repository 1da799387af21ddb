import type { CommandLine } from "../command_line.ts";
import { ansible } from "./ansible.ts";
import { ansibleInventory } from "./ansible_inventory.ts";
import { ansiblePlaybook } from "./ansible_playbook.ts";
import { ansibleVault } from "./ansible_vault.ts";
import type { Peer } from "./peer.ts";
import type { PeerName } from "./peer_names.ts";

const PEERS: Readonly<Record<PeerName, Peer>> = {
  ansible,
  "ansible-inventory": ansibleInventory,
  "ansible-playbook": ansiblePlaybook,
  "ansible-vault": ansibleVault,
};

/** Reads a command line as the peer `name` does; usage texts are laid out for so many `columns`. */
export function readPeer(name: PeerName, words: readonly string[], columns: number): CommandLine {
  return PEERS[name](words, columns);
}
