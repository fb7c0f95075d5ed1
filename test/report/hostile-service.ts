import type { ServiceReport } from '../../lib/model/report';
import { aDifference, aService } from './sample-report';

/** Text that acts on what shows it: terminals, Markdown, HTML, XML, workflow commands, scripts in a page. */
export const HOSTILE_TEXTS = [
  'bold\u001b[31mred\u001b]0;title\u0007\u009b2J',
  'right\u202eleft\u2066 zero\u200bwidth \ufeff\u0000\ud800',
  '| a | b |\n|---|---|\n# heading\n- [ ] task @octocat #1 ![x](https://evil.example/x.png) [l](javascript:alert(1)) `code` ```\nfence\n``` ~~~ **b** <!-- c --> ~~s~~ https://evil.example $x^2$',
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>"\' onmouseover="x" </style><!--',
  ']]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y; <a b="c">',
  '::error file=a,line=1::gotcha\r\n::set-output name=x::y %0A::stop-commands::z ##[error]x',
  '; rm -rf / #$(reboot)`id`\' "\\',
  '__proto__',
] as const;

const [TERMINAL, DIRECTION, MARKDOWN, HTML, XML, WORKFLOW, SHELL, PROTO] = HOSTILE_TEXTS;

/** A service whose every name and value tries to break out of the format that shows it. */
export function hostileService(): ServiceReport {
  return aService({
    stackName: 'Web',
    logicalId: `Evil${HTML}`,
    constructPath: `Web/${MARKDOWN}/${WORKFLOW}`,
    nestedStackName: `Web-${XML}`,
    source: { file: `lib/${WORKFLOW},line=9/${HTML}.ts`, line: 7, column: 3 },
    templateFile: `Web-${MARKDOWN}.template.json`,
    serviceName: `svc-${TERMINAL}`,
    status: 'DRIFTED',
    differences: HOSTILE_TEXTS.map((text, index) =>
      aDifference({
        path: `Tags[${text.replaceAll(']', '\\]')}]`,
        category: 'tags',
        differenceType: index % 2 === 0 ? 'NOT_EQUAL' : 'ADD',
        synthesized: index % 2 === 0 ? { Key: text, Value: 'quiet' } : undefined,
        deployed: index % 2 === 0 ? { Key: text, Value: 'quiet' } : undefined,
        live: { Key: text, Value: HOSTILE_TEXTS[(index + 1) % HOSTILE_TEXTS.length] as string },
        remedies: [
          { kind: 'restore', command: `aws ecs tag-resource --tags 'key=${SHELL}'` },
          { kind: 'adopt', code: `Tags.of(service).add(${JSON.stringify(text)}, ${JSON.stringify(HTML)});` },
        ],
      }),
    ),
    unresolved: [{ path: `Tags[${XML.replaceAll(']', '\\]')}]`, side: 'both', reason: `${MARKDOWN} ${HTML}` }],
    notes: [{ kind: 'managed', path: `Tags[${PROTO}]`, text: `${DIRECTION} ${WORKFLOW} ${HTML}` }],
    ignored: [
      {
        path: 'DesiredCount',
        reason: `${MARKDOWN} ${XML} ${HTML}`,
        expires: '2027-01-31',
        source: `.ecs-drift.yaml:4 ${WORKFLOW}`,
        difference: aDifference({ path: 'DesiredCount', category: 'capacity', live: TERMINAL }),
      },
    ],
  });
}
