import type { FreeJson } from './world';

/** The members of a Query request: `Names.member.1=a` becomes a list. */
export function parseQuery(body: string): { operation: string; input: FreeJson } {
  const input: FreeJson = Object.create(null);
  for (const [path, value] of new URLSearchParams(body)) {
    if (path === 'Action' || path === 'Version') continue;
    const parts = path.split('.').filter((part) => part !== 'member');
    let target = input;
    for (const part of parts.slice(0, -1)) target = target[part] ??= Object.create(null);
    target[parts.at(-1) as string] = value;
  }
  return { operation: new URLSearchParams(body).get('Action') ?? '', input: listed(input) as FreeJson };
}

function listed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, listed(item)] as const);
  if (entries.length > 0 && entries.every(([key]) => /^\d+$/.test(key))) {
    return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, item]) => item);
  }
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

/** The XML of an answer in the Query protocol. */
export function queryAnswer(operation: string, namespace: string, result: FreeJson, requestId: string): string {
  const body = `<${operation}Result>${members(result)}</${operation}Result>`;
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${operation}Response xmlns="${namespace}">${body}${metadata}</${operation}Response>`;
}

/** The XML of an error in the Query protocol. */
export function queryError(
  code: string,
  message: string,
  status: number,
  namespace: string,
  requestId: string,
): string {
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const error = `<Error><Type>${type}</Type><Code>${escaped(code)}</Code><Message>${escaped(message)}</Message></Error>`;
  return `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`;
}

function members(object: FreeJson): string {
  return Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `<${name}>${content(value)}</${name}>`)
    .join('');
}

function content(value: unknown): string {
  if (Array.isArray(value)) return value.map((item) => `<member>${content(item)}</member>`).join('');
  if (typeof value === 'object' && value !== null) return members(value);
  return escaped(String(value));
}

function escaped(text: string): string {
  return text
    .replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[char] ?? '&quot;')
    .replace(/\r/g, '&#xD;');
}
