import type { Report, ServiceReport, StackReport } from '../model/report';
import { judgeService } from './junit/judge-service';
import { runLines, stackLines } from './junit/plain-text';
import { countCases, suiteElement, type TestCase, type TestSuite } from './junit/test-case';
import { renderElement } from './junit/xml-element';
import { groupByStack } from './words/group-by-stack';

/** The report as JUnit XML: a suite for each stack, a case for each service. */
export function renderJunit(report: Report): string {
  const stacks = groupByStack(report).map(([stack, services]) => judgeStack(stack, services));
  const suites = [judgeRun(report), ...stacks].filter(({ cases, output }) => cases.length + output.length > 0);
  const root = renderElement({
    name: 'testsuites',
    attributes: { name: 'ecs-drift', ...countCases(suites.flatMap(({ cases }) => cases)) },
    content: suites.map(suiteElement),
  });
  return `${['<?xml version="1.0" encoding="UTF-8"?>', ...root].join('\n')}\n`;
}

/** What concerns no stack; that no service was found at all is an error, because nothing was checked. */
function judgeRun(report: Report): TestSuite {
  const { notices } = report;
  const empty = notices.filter(({ kind }) => kind === 'no-service');
  return {
    name: 'ecs-drift',
    cases: empty.map(({ text }) => ({
      name: 'services',
      outcome: { kind: 'error', type: 'NO_SERVICE', message: text, text: [] },
      output: [],
    })),
    output: [
      ...notices.filter((notice) => !empty.includes(notice)).map(({ kind, text }) => `notice (${kind}): ${text}`),
      ...runLines(report),
    ],
  };
}

function judgeStack(stack: StackReport, services: readonly ServiceReport[]): TestSuite {
  const { stackName, account, region, comparison } = stack;
  const place = [account, region].filter((part) => part !== undefined).join(', ');
  const cases = services.map((service) => judgeService(service, comparison));
  return {
    name: place === '' ? stackName : `${stackName} (${place})`,
    cases: [...caseOfStack(stack, services), ...cases],
    output: stackLines(stack),
  };
}

/** The stack itself is a case where its services do not tell what became of it. */
function caseOfStack({ stackName, status, reason }: StackReport, services: readonly ServiceReport[]): TestCase[] {
  const name = `stack ${stackName}`;
  const message = reason ?? 'no reason known';
  if (status === 'UNCHECKED' && !services.some((service) => service.reason === reason)) {
    return [{ name, outcome: { kind: 'error', type: status, message, text: [] }, output: [] }];
  }
  if (status !== 'NOT_DEPLOYED' || services.length > 0) return [];
  const words = `nothing to compare, not deployed yet: ${message}`;
  return [{ name, outcome: { kind: 'skipped', type: status, message: words, text: [] }, output: [] }];
}
