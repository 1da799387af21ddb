import { type Diagnostic, DiagnosticError, type Finding } from "../../base/diagnostic.ts";
import type { Files } from "../../base/files.ts";
import { RULE_PAGES } from "../../engine/checks/pages/rule_pages.ts";
import { isRuleId } from "../../engine/checks/rules.ts";
import { VaultError } from "../../engine/vault/vault_error.ts";
import { hasVaultHeader } from "../../source/vault_header.ts";
import type { RunVault } from "../vault/open_vault.ts";

/**
 * The texts of a project that is checked, vaults among them, and what was found while they were
 * read. A vault that cannot be opened is told of, and not looked into.
 */
export class ProjectTexts {
  readonly #files: Files;
  readonly #vault: RunVault;
  #reported: Diagnostic[] = [];

  constructor(files: Files, vault: RunVault) {
    this.#files = files;
    this.#vault = vault;
  }

  /** Takes what somebody has found. */
  report(diagnostics: readonly Diagnostic[]): void {
    this.#reported.push(...diagnostics);
  }

  /** @returns What was found since the last time. */
  drain(): readonly Diagnostic[] {
    const taken = this.#reported;
    this.#reported = [];
    return taken;
  }

  /** @returns The text of a file; `undefined`, after a finding, of one that stays shut. */
  read(path: string): string | undefined {
    try {
      const text = this.#files.readText(path);
      return text === undefined ? undefined : this.decrypt(text, path);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.report(error.diagnostics);
      return undefined;
    }
  }

  /**
   * @returns What is in a text that may be a vault.
   * @throws {DiagnosticError} With a warning, if it cannot be opened.
   */
  decrypt(text: string, path: string): string {
    try {
      return this.#vault.decryptVars(text, path);
    } catch (cause) {
      if (!(cause instanceof VaultError)) throw cause;
      throw new DiagnosticError([{
        rule: "vault-secret",
        severity: "warning",
        message: `What is in the file is not checked: ${cause.message}`,
        position: { file: path, line: 1, column: 1 },
        hint: "Give the vault's password, such as with --vault-password-file",
      }], { cause });
    }
  }

  /** @returns The finding as it may be shown: messages quote what a vault holds. */
  shown(finding: Finding): Finding {
    const { rule, position } = finding;
    if (!isRuleId(rule) || rule === "vault-secret" || rule === "unreadable-file") return finding;
    if (!hasVaultHeader(this.#files.readText(position.file) ?? "")) return finding;
    const { hint: _, ...rest } = finding;
    return { ...rest, message: `${RULE_PAGES[rule].brief} (the file is a vault)` };
  }
}
