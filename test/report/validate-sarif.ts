import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import multitool from '@microsoft/sarif-multitool';

/** Whether an address in the file answers is nobody's business here, and nothing to ask the network for. */
const CONFIGURATION = { 'SARIF2006.UrisShouldBeReachable.Options': { RuleEnabled: 'Disabled' } };

/** What the official validator has against logs by the standard's rules and GitHub's: one line each, by file name. */
export function validateSarif(logs: { readonly [name: string]: string }): string[] {
  const directory = mkdtempSync(join(tmpdir(), 'sarif-'));
  try {
    const files = Object.entries(logs).map(([name, text]) => {
      writeFileSync(join(directory, name), text);
      return name;
    });
    writeFileSync(join(directory, 'rules.json'), JSON.stringify(CONFIGURATION));
    const args = ['validate', ...files, '--config', 'rules.json', '--rule-kind', 'Sarif;Ghas', '--output', 'out.sarif'];
    execFileSync(startable(directory), args, {
      cwd: directory,
      // Runs without the ICU libraries, too.
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' },
      stdio: 'pipe',
    });
    return readFindings(join(directory, 'out.sarif'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The program; a copy where the package was installed without the script that makes it executable. */
function startable(directory: string): string {
  try {
    accessSync(multitool, constants.X_OK);
    return multitool;
  } catch {
    const copy = join(directory, 'multitool');
    copyFileSync(multitool, copy);
    chmodSync(copy, 0o755);
    return copy;
  }
}

interface Finding {
  ruleId: string;
  level?: string;
  message: { arguments?: string[] };
  locations: { physicalLocation: { artifactLocation: { uri?: string } } }[];
}

/** Errors and warnings; the notes are advice. */
function readFindings(file: string): string[] {
  const [run] = JSON.parse(readFileSync(file, 'utf8').replace(/^\ufeff/, '')).runs;
  expect(run.invocations[0].executionSuccessful).toBe(true);
  return run.results.map(({ ruleId, level, message, locations }: Finding) => {
    const uri = locations[0]?.physicalLocation.artifactLocation.uri ?? '';
    return `${uri.slice(uri.lastIndexOf('/') + 1)}: ${level ?? 'warning'} ${ruleId}: ${(message.arguments ?? []).join(' ')}`;
  });
}
