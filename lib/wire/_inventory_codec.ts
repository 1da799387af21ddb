import type { Builder, Offset } from "flatbuffers";
import * as fbs from "./generated/domain/inventory.ts";
import { type FileTable, readPosition, varReader, varWriter } from "./_domain_codec.ts";
import type { Group, Host, Inventory } from "./inventory.ts";
import { given, many, need, texts } from "./_read.ts";
import { list, text, textList } from "./_write.ts";

export function writeInventory(
  builder: Builder,
  inventory: Inventory,
  files: FileTable,
): Offset {
  const writeVar = varWriter(files);

  function writeHost(builder: Builder, host: Host): Offset {
    const name = text(builder, host.name);
    const address = text(builder, host.address);
    const vars = list(builder, host.vars, writeVar);
    fbs.Host.startHost(builder);
    fbs.Host.addName(builder, name);
    fbs.Host.addAddress(builder, address);
    if (host.port !== undefined) writePort(builder, host.port);
    fbs.Host.addVars(builder, vars);
    if (host.position !== undefined) {
      fbs.Host.addPosition(builder, files.write(builder, host.position));
    }
    return fbs.Host.endHost(builder);
  }

  function writeGroup(builder: Builder, group: Group): Offset {
    const name = text(builder, group.name);
    const hosts = textList(builder, group.hosts);
    const children = textList(builder, group.children);
    const vars = list(builder, group.vars, writeVar);
    fbs.Group.startGroup(builder);
    fbs.Group.addName(builder, name);
    fbs.Group.addHosts(builder, hosts);
    fbs.Group.addChildren(builder, children);
    fbs.Group.addVars(builder, vars);
    if (group.position !== undefined) {
      fbs.Group.addPosition(builder, files.write(builder, group.position));
    }
    return fbs.Group.endGroup(builder);
  }

  return fbs.Inventory.createInventory(
    builder,
    list(builder, inventory.hosts, writeHost),
    list(builder, inventory.groups, writeGroup),
  );
}

export function readInventory(table: fbs.Inventory, files: readonly string[]): Inventory {
  const readVar = varReader(files);

  function readHost(table: fbs.Host): Host {
    return given<Host>({
      name: need(table.name(), "name"),
      address: table.address(),
      port: isPortThere(table) ? table.port() : null,
      vars: many(table.varsLength(), { at: (i) => table.vars(i), read: readVar }),
      position: readPosition(table.position(), files) ?? null,
    });
  }

  function readGroup(table: fbs.Group): Group {
    return given<Group>({
      name: need(table.name(), "name"),
      hosts: texts(table.hostsLength(), (i) => table.hosts(i)),
      children: texts(table.childrenLength(), (i) => table.children(i)),
      vars: many(table.varsLength(), { at: (i) => table.vars(i), read: readVar }),
      position: readPosition(table.position(), files) ?? null,
    });
  }

  return {
    hosts: many(table.hostsLength(), { at: (i) => table.hosts(i), read: readHost }),
    groups: many(table.groupsLength(), { at: (i) => table.groups(i), read: readGroup }),
  };
}

/** Writes even the default, 22, so that a port that was given is told from none. */
function writePort(builder: Builder, port: number): void {
  builder.forceDefaults(true);
  fbs.Host.addPort(builder, port);
  builder.forceDefaults(false);
}

function isPortThere(table: fbs.Host): boolean {
  return table.bb !== null && table.bb.__offset(table.bb_pos, PORT_FIELD) !== 0;
}

/** Where the table's list of fields has the third, `port`. */
const PORT_FIELD = 8;
