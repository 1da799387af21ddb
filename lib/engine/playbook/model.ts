import type { Position } from "../../base/position.ts";
import type { Dict, Value } from "../../base/value.ts";
import type { VarsFile, VarsPrompt } from "../../wire/playbook.ts";
import type { Keyword } from "../../wire/task.ts";

/**
 * The play graph that `load.ts` builds and the executor runs. It is immutable and shared by all
 * hosts: a host's state is the executor's. Static imports and roles are already unfolded in place;
 * dynamic includes are tasks, unfolded at run time by `Loader.loadIncludedTasks()` and
 * `Loader.loadIncludedRole()`.
 *
 * What a task inherits it finds in its `layer`: a chain from the task over its blocks, imports and
 * roles to the play. `inherited.ts` reads that chain.
 */

/** A value as it was written, templates and all. */
export interface Written {
  readonly value: Value;
  readonly position?: Position;
}

/** A variable, parameter or argument as it was written. */
export interface LoadedVar extends Written {
  readonly key: string;
}

/** The keywords of one level. `tags` and `when` are there as they were written, too. */
export type Settings = ReadonlyMap<Keyword, Written>;

/** One level of inheritance; `parent` is the next one outwards. */
export type Layer =
  | (LayerBase & { readonly kind: "play" | "block" | "task" })
  /** A role; `settings` and `vars` are those of its entry in `roles:` or in dependencies. */
  | (LayerBase & { readonly kind: "role"; readonly role: LoadedRole })
  /** import_tasks or import_role: hands its keywords down; `target` is the file or role named. */
  | (LayerBase & { readonly kind: "import"; readonly target: string })
  /** include_tasks or include_role: hands its `vars` down; what it applies is a block in it. */
  | (LayerBase & { readonly kind: "include"; readonly target: string });

interface LayerBase {
  readonly settings: Settings;
  readonly vars: readonly LoadedVar[];
  readonly parent?: Layer;
}

/** A role with one set of parameters. Two entries with the same parameters share one object. */
export interface LoadedRole {
  /** With its collection if it has one. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** Such as `community.general`. */
  readonly collection?: string;
  /** Of defaults/main.yml, or `defaults_from`. */
  readonly defaults: readonly LoadedVar[];
  /** Of vars/main.yml, or `vars_from`. */
  readonly vars: readonly LoadedVar[];
  /** `vars:` of the entry. */
  readonly entryVars: readonly LoadedVar[];
  /** Keys of the entry that are no keywords. */
  readonly params: readonly LoadedVar[];
  /** Direct ones, in the order they run. */
  readonly dependencies: readonly LoadedRole[];
  /** Without it a host runs this object's tasks once per play. */
  readonly allowDuplicates: boolean;
  /** Whether import_role or include_role brought it. */
  readonly isIncluded: boolean;
  /** Where modules and roles without a collection's name are looked for first. */
  readonly collections: readonly string[];
}

/** What a node of a play is to find its files and its role by. */
interface NodeBase {
  readonly layer: Layer;
  /** The roles it is in, outermost first: those depending on its role, then its role. */
  readonly roles: readonly LoadedRole[];
  readonly position?: Position;
}

/** A task, or a handler. */
export interface LoadedTask extends NodeBase {
  readonly kind: "task";
  /** As it was written; may be a template. */
  readonly name?: string;
  /** Short for modules of ansible.builtin and ansible.legacy, else with its collection. */
  readonly module: string;
  /** As it was written; shown where there is no `name`. */
  readonly writtenModule: string;
  readonly args: readonly LoadedVar[];
  /** What remains of a `k=v` text, such as the command of `command`. */
  readonly freeForm?: string;
  /** `args: "{{ … }}"`: one template for all arguments. */
  readonly argsTemplate?: string;
  /** The lookup of `with_<lookup>`; the terms are the setting `loop_with`. */
  readonly loopWith?: string;
  /** All conditions that must hold, outermost first. */
  readonly when: readonly Written[];
  /** Own and inherited, each once; may be templates. */
  readonly tags: readonly string[];
  /** `ansible_search_path`: absolute folders that relative files are looked for in. */
  readonly searchPath: readonly string[];
  readonly modulePosition?: Position;
  /** Whether it stands among handlers. */
  readonly isHandler?: true;
}

/** A block with what to do when it fails and what to do in any case. */
export interface LoadedBlock extends NodeBase {
  readonly kind: "block";
  readonly name?: string;
  readonly block: readonly LoadedNode[];
  readonly rescue: readonly LoadedNode[];
  readonly always: readonly LoadedNode[];
}

/**
 * Stands after the tasks of a role: from here on a host that ran one of them has completed the role
 * and skips its other occurrences, unless `allowDuplicates`.
 */
export interface RoleEnd extends NodeBase {
  readonly kind: "role_end";
  readonly role: LoadedRole;
}

/** An entry of a section of a play. */
export type LoadedNode = LoadedTask | LoadedBlock | RoleEnd;

/** A play with everything static unfolded. */
export interface LoadedPlay {
  /** As it was written; may be a template. Without it `hosts` is shown. */
  readonly name?: string;
  /** Patterns joined with ","; may be a template. */
  readonly hosts: string;
  readonly hostsPosition?: Position;
  /** The patterns one by one, if they were written as a list. */
  readonly hostPatterns?: readonly string[];
  /** The playbook's file and its folder, which `playbook_dir` and relative files start at. */
  readonly file: string;
  readonly folder: string;
  /** The play's keywords and vars; those of an import_playbook are in it. */
  readonly layer: Layer;
  /** Conditions of import_playbook: they hold for fact gathering and every task. */
  readonly when: readonly Written[];
  readonly preTasks: readonly LoadedNode[];
  /** Roles first, then `tasks`. */
  readonly tasks: readonly LoadedNode[];
  readonly postTasks: readonly LoadedNode[];
  /** In the order they run: those of `roles`, the play's own, those of imported roles. */
  readonly handlers: readonly LoadedTask[];
  /** Those whose defaults and vars all of the play sees. */
  readonly roles: readonly LoadedRole[];
  readonly varsFiles: readonly VarsFile[];
  readonly varsPrompt: readonly VarsPrompt[];
  readonly position?: Position;
}

/** A playbook file with all it imports. */
export interface LoadedPlaybook {
  readonly file: string;
  readonly plays: readonly LoadedPlay[];
  /** For people, as Ansible words them. */
  readonly warnings: readonly string[];
}

/** What an include brings at run time. */
export interface Included {
  /** The absolute path of the included file, or of the role. */
  readonly file: string;
  readonly nodes: readonly LoadedNode[];
  /** Handlers of an included role: they join the play's. */
  readonly handlers: readonly LoadedTask[];
  /** The role of include_role; with `public` it joins the play's roles. */
  readonly role?: LoadedRole;
  readonly warnings: readonly string[];
}

/** include_tasks of one host or of hosts that agree in all of it; everything is rendered. */
export interface IncludedTasksRequest {
  readonly include: LoadedTask;
  readonly play: LoadedPlay;
  /** As written in `file`, rendered. */
  readonly file: string;
  /** What the loop adds, such as `item`. */
  readonly vars: readonly LoadedVar[];
  /** `apply`: keywords for all that is included, not rendered. */
  readonly apply?: Dict;
}

/** include_role, likewise. */
export interface IncludedRoleRequest {
  readonly include: LoadedTask;
  readonly play: LoadedPlay;
  readonly name: string;
  readonly vars: readonly LoadedVar[];
  readonly apply?: Dict;
  readonly tasksFrom?: string;
  readonly varsFrom?: string;
  readonly defaultsFrom?: string;
  readonly handlersFrom?: string;
  /** Ansible's default is true. */
  readonly allowDuplicates: boolean;
  /** `rolespec_validate`: whether to check the role's argument specs. Ansible's default is true. */
  readonly validates: boolean;
}

/**
 * Builds play graphs. All methods throw `DiagnosticError` with everything that is wrong; a missing
 * file or role is the rule `missing-file` or `missing-role`.
 */
export interface Loader {
  loadPlaybook(file: string): Promise<LoadedPlaybook>;
  loadIncludedTasks(request: IncludedTasksRequest): Promise<Included>;
  loadIncludedRole(request: IncludedRoleRequest): Promise<Included>;
}
