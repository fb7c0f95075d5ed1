import { XmlShapeDeserializer } from '@aws-sdk/core/protocols';
import fc from 'fast-check';
import { readXml } from '../../lib/aws/read-xml';

class SdkXml extends XmlShapeDeserializer {
  readonly parse = (xml: string): unknown => this.parseXml(xml);
}
const sdk = new SdkXml({} as ConstructorParameters<typeof XmlShapeDeserializer>[0]);

const escaped = (text: string): string =>
  text.replace(/[&<>"'\r]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

const texts = fc.string({ unit: fc.constantFrom(...' \n\t\r&<>"\'ab', 'ä', '😀') });
const names = fc.constantFrom('member', 'entry', 'Key', 'Value', 'a-b.c');

const elements = fc.letrec<{ element: string }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 4 },
    fc.tuple(names, texts).map(([name, text]) => `<${name}>${escaped(text)}</${name}>`),
    names.map((name) => `<${name}/>`),
    fc
      .tuple(names, texts)
      .map(([name, text]) => `<${name}><![CDATA[${text.replaceAll(']]>', '').replaceAll('\r', '')}]]></${name}>`),
    fc
      .tuple(names, fc.array(tie('element'), { maxLength: 4 }), fc.constantFrom('', '\n  ', '<!-- & -->'))
      .map(([name, children, between]) => `<${name}>${children.join(between)}</${name}>`),
  ),
})).element;

test('a document is read as the SDK reads it', () => {
  fc.assert(
    fc.property(elements, fc.constantFrom('', '<?xml version="1.0"?>\n'), (element, declaration) => {
      const xml = `${declaration}<Response xmlns="http://example.com/"><Result>${element}</Result></Response>`;
      const { xmlns: _, ...content } = sdk.parse(xml) as { [name: string]: unknown };
      expect(JSON.stringify(readXml(xml))).toBe(JSON.stringify(content));
    }),
    { numRuns: 500 },
  );
});

test('names that mean something to JavaScript are names like others', () => {
  const read = readXml('<a><__proto__>1</__proto__><__proto__>2</__proto__><toString/></a>');
  expect(JSON.stringify(read)).toBe('{"__proto__":["1","2"],"toString":""}');
});

test.each(['', 'no answer', '<a>', '<a></b>', '<a>&nbsp;</a>', '<a>&</a>', '<a/><b/>', '{"a":1}'])(
  'what is not well-formed is left to others: %s',
  (xml) => {
    expect(readXml(xml)).toBeUndefined();
  },
);
