import type { Value } from "../../base/value.ts";
import type { TagSelection } from "./tags.ts";

/** What the command line and the configuration say about a run. */
export interface RunOptions {
  readonly extraVars: ReadonlyMap<string, Value>;
  readonly tags: TagSelection;
  readonly isCheck: boolean;
  readonly isDiff: boolean;
  /**
   * What tasks in check mode see of a command that did not run: `predict` makes it unknown, and what
   * depends on it; `ansible`, the default, what Ansible registers.
   */
  readonly checkStyle?: "predict" | "ansible";
  /** Whether commands with `changed_when: false` run in check mode. */
  readonly runsReadOnly?: boolean;
  readonly verbosity: number;
  /** Whether the output shows what modules were given. */
  readonly showsInvocations?: boolean;
  /** Whether modules from Ansible run in check mode, though only they keep them from acting. */
  readonly trustsBridgeCheck?: boolean;
  /** Whether a module that there is not fails its task, instead of keeping all from running. */
  readonly failsUnknownModules?: boolean;
  /** Whether hosts that another run is at work on are refused. */
  readonly takesLeases?: boolean;
  /** How many hosts run at a time. */
  readonly forks: number;
  /** Ask for privilege escalation unless a play or task says otherwise. */
  readonly become: boolean;
  readonly becomeMethod: string;
  readonly becomeUser?: string;
  readonly becomePassword?: string;
  /** Whether the user to become is asked for even where it is the one that is there. */
  readonly becomesSameUser?: boolean;
  readonly connection: string;
  readonly remoteUser?: string;
  readonly remotePort?: number;
  /** Seconds. */
  readonly timeout: number;
  /** What connections know under names such as `ansible_ssh_common_args`; variables win over it. */
  readonly connectionSettings?: ReadonlyMap<string, string>;
  readonly forceHandlers: boolean;
  /** Task name or glob to start at. */
  readonly startAtTask?: string;
  readonly limit?: string;
  /** Whether a person is asked before each task. */
  readonly isStepwise?: boolean;
  /** The strategy of plays that do not say. */
  readonly strategy: string;
  /** Whether the failure of one host is that of all, unless the keyword says no. */
  readonly anyErrorsFatal: boolean;
  /** Whether results are hidden unless the keyword says no. */
  readonly noLog: boolean;
  /** Whether dicts of several places are merged. */
  readonly hashBehaviour: "replace" | "merge";
  /** Seconds between two looks at a task in the background. */
  readonly pollInterval: number;
  /** When a person is asked what to do about a task. */
  readonly debugger: {
    /** Whether failures ask where no keyword says. */
    readonly isOn: boolean;
    readonly skipsIgnored: boolean;
  };
  /** How facts are gathered where a play does not say. */
  readonly gathering: "implicit" | "explicit" | "smart";
  /** Absolute; what relative paths of the command line start at. */
  readonly workingFolder: string;
  readonly configFile?: string;
  /** What templates say of who manages their files. */
  readonly managed: string;
  /** Whether facts are variables of their own, besides `ansible_facts`. */
  readonly injectsFacts: boolean;
  /** What `setup` is given before plays, where they do not say. */
  readonly gatherDefaults: ReadonlyMap<string, Value>;
  /** Name of this machine, and of who runs this. */
  readonly controllerName: string;
  readonly controllerUser: string;
}
