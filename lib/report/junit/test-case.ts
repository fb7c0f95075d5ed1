import type { XmlElement } from './xml-element';

/** What a case came to; one without is passed. */
export interface Outcome {
  readonly kind: 'failure' | 'error' | 'skipped';
  /** The status in the report's words: `DRIFTED`. */
  readonly type: string;
  readonly message: string;
  /** Lines; empty where the message is all. */
  readonly text: readonly string[];
}

export interface TestCase {
  readonly name: string;
  readonly outcome?: Outcome;
  /** Where GitLab and other readers link to. */
  readonly file?: string;
  readonly line?: number;
  /** Lines of what else there is to know. */
  readonly output: readonly string[];
}

export interface TestSuite {
  readonly name: string;
  readonly cases: readonly TestCase[];
  /** Lines of what concerns no single case. */
  readonly output: readonly string[];
}

/** A suite with its counts. */
export function suiteElement({ name, cases, output }: TestSuite): XmlElement {
  return {
    name: 'testsuite',
    attributes: { name, ...countCases(cases), skipped: countOutcomes(cases, 'skipped') },
    content: [...cases.map((testCase) => caseElement(testCase, name)), ...outputElements(output)],
  };
}

/** The counts that suites and the whole document have. */
export function countCases(cases: readonly TestCase[]): { tests: number; failures: number; errors: number } {
  const [failures, errors] = [countOutcomes(cases, 'failure'), countOutcomes(cases, 'error')];
  return { tests: cases.length, failures, errors };
}

function countOutcomes(cases: readonly TestCase[], kind: Outcome['kind']): number {
  return cases.filter(({ outcome }) => outcome?.kind === kind).length;
}

/** The time is nothing that a report knows; readers that want one get none. */
function caseElement({ name, outcome, file, line, output }: TestCase, classname: string): XmlElement {
  return {
    name: 'testcase',
    attributes: { name, classname, file, line, time: 0 },
    content: [...(outcome === undefined ? [] : [outcomeElement(outcome)]), ...outputElements(output)],
  };
}

function outcomeElement({ kind, type, message, text }: Outcome): XmlElement {
  return { name: kind, attributes: { type, message }, content: text };
}

function outputElements(lines: readonly string[]): XmlElement[] {
  return lines.length === 0 ? [] : [{ name: 'system-out', content: lines }];
}
