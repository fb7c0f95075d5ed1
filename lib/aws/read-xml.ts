import { SaxesParser } from 'saxes';
import { bareObject } from '../model/json';

/** What an element holds: its text, or its children by name, those of one name as a list. */
export type XmlContent = string | { [name: string]: XmlContent | XmlContent[] };

/** An element whose end has not come yet. */
interface Open {
  readonly name: string;
  text: string;
  children?: { [name: string]: XmlContent | XmlContent[] };
}

/** What a document's root holds, without attributes; undefined where it is not well-formed. */
export function readXml(xml: string): XmlContent | undefined {
  const document: Open = { name: '', text: '' };
  const open = [document];
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  let broken = false;
  const parser = new SaxesParser();
  parser.on('opentagstart', ({ name }) => open.push({ name, text: '' }));
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    const parent = open.at(-1);
    if (element !== undefined && parent !== undefined) addChild(parent, element);
  });
  parser.on('error', () => {
    broken = true;
  });
  parser.write(xml).close();
  const [root] = Object.values(document.children ?? {});
  return broken || Array.isArray(root) ? undefined : root;
}

function addChild(parent: Open, { name, text, children }: Open): void {
  parent.children ??= bareObject();
  // Text between elements only lays them out, and so does a line's end in an element that is empty.
  const content = children ?? (text.trim() === '' && text.includes('\n') ? '' : text);
  const before = parent.children[name];
  if (before === undefined) parent.children[name] = content;
  else if (Array.isArray(before)) before.push(content);
  else parent.children[name] = [before, content];
}
