import { CATEGORIES, type Category } from '../../model/report';
import { FINDINGS, type Finding, RULE_TEXTS, type RuleText } from './rule-texts';
import type { SarifLevel, SarifRule } from './sarif-log';

const HELP_URI = 'https://www.npmjs.com/package/cdk-ecs-drift';

/** GitHub's words for the levels. */
const SEVERITY = { error: 'error', warning: 'warning', note: 'recommendation' } as const;

/** All rules, always in this order: `ecs-drift/<category>` for a difference, then one for each other finding. */
export const RULES: readonly SarifRule[] = [...CATEGORIES, ...FINDINGS].map((kind) => toRule(kind, RULE_TEXTS[kind]));

const INDEX = new Map(RULES.map(({ id }, index) => [id, index]));

/** A reference to a rule, as a result holds it. */
export function refer(kind: Category | Finding): { readonly ruleId: string; readonly ruleIndex: number } {
  const ruleId = `ecs-drift/${kind}`;
  return { ruleId, ruleIndex: INDEX.get(ruleId) ?? -1 };
}

function toRule(kind: Category | Finding, { name, short, full, help }: RuleText): SarifRule {
  const level = levelOf(kind);
  return {
    id: `ecs-drift/${kind}`,
    name,
    shortDescription: { text: short },
    fullDescription: { text: full },
    help: {
      text: help.join('\n'),
      markdown: [`**${short}**`, '', full, '', ...help.map((line) => `- ${line}`)].join('\n'),
    },
    helpUri: HELP_URI,
    defaultConfiguration: { level },
    properties: { tags: ['aws', 'ecs', 'drift', kind], 'problem.severity': SEVERITY[level] },
  };
}

function levelOf(kind: Category | Finding): SarifLevel {
  if (kind === 'unmanaged') return 'note';
  return kind === 'unresolved' || kind === 'unchecked' ? 'warning' : 'error';
}
