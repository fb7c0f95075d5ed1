/** What the command wrote to stderr. */
export interface Remarks {
  /** What went wrong, in the command's own words. */
  readonly problems: readonly string[];
  /** All else. */
  readonly rest: readonly string[];
}

/** How the command starts its lines. */
const OWN = /^ecs-drift: /;
const HARMLESS = /^(?:note|warning): /;

/** Splits stderr into lines, and takes out those in which the command says what went wrong. */
export function readStderr(text: string): Remarks {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const isProblem = (line: string): boolean => OWN.test(line) && !HARMLESS.test(line.replace(OWN, ''));
  const strip = (line: string): string => line.replace(OWN, '');
  return {
    problems: lines.filter(isProblem).map((line) => strip(line).replace(/^error: /, '')),
    rest: lines.filter((line) => !isProblem(line)).map(strip),
  };
}

/**
 * Finds the line with which Node itself says why a program ended: what it says around it are a place in its own code,
 * the source, the stack, and warnings.
 */
export function reasonOfCrash(lines: readonly string[]): string | undefined {
  const thrown = lines.find((line) => /^(?:Uncaught )?[\w.]*(?:Error|Exception)(?: \[\w+\])?: /.test(line));
  const fatal = lines.find((line) => /^(?:FATAL ERROR|\S*node(?:\.exe)?): /.test(line));
  return thrown ?? fatal ?? lines.find((line) => !/^(?:\(|node:|\s|<---)/.test(line));
}
