import { html, type Markup } from './markup';

const WORDS: readonly (readonly [string, string])[] = [
  ['synthesized', 'what the code says now'],
  ['deployed', 'what CloudFormation deployed last'],
  ['live', 'what ECS answered when the check ran'],
  ['− and +', 'what the deployed value has that another side has not, and what that side has in its place'],
  ['drift', 'changed outside CloudFormation; the code still says what was deployed'],
  ['conflict', 'changed outside CloudFormation, and the code changes it to something else'],
  ['adopted', 'changed outside CloudFormation, and the code has caught up'],
  ['pending', 'changed in the code, not deployed yet'],
  ['unresolved', 'a value that could not be worked out: neither drift nor in sync'],
];

/** What the words of the report mean, for those who read it for the first time. */
export function renderLegend(): Markup {
  const entries = WORDS.map(([word, meaning]) => html`<div><dt>${word}</dt><dd>${meaning}</dd></div>\n`);
  return html`<footer><details><summary>What the words mean</summary>
<dl>
${entries}</dl></details></footer>
`;
}
