import { AwsError, type CallContext, type Operation } from './call';
import { CREATED_AT, type Environment, type FreeJson } from './world';

/** The operations of the Parameter Store (AWS JSON 1.1). */
export const ssmOperations = new Map<string, Operation>([
  ['GetParameter', getParameter],
  ['GetParameters', getParameters],
]);

function getParameter(input: FreeJson, { environment }: CallContext): FreeJson {
  const parameter = find(environment, String(input.Name), input.WithDecryption === true);
  if (!parameter) throw new AwsError('ParameterNotFound', '');
  return { Parameter: parameter };
}

function getParameters(input: FreeJson, { environment }: CallContext): FreeJson {
  const names: string[] = input.Names ?? [];
  if (names.length > 10) {
    throw new AwsError('ValidationException', "Value at 'names' failed to satisfy constraint: length at most 10");
  }
  const found = names.map((name) => find(environment, name, input.WithDecryption === true));
  return {
    Parameters: found.filter((parameter) => parameter !== undefined),
    InvalidParameters: names.filter((_, index) => found[index] === undefined),
  };
}

/** A name, a name with a version (`/a/b:3`), or an ARN. */
function find(environment: Environment, asked: string, decrypt: boolean): FreeJson | undefined {
  const plain = asked.startsWith('arn:') ? asked.slice(asked.indexOf(':parameter') + ':parameter'.length) : asked;
  const [, name = '', version] = /^(.*?)(?::(\d+))?$/.exec(plain) ?? [];
  const key = environment.ssmParameters.has(name) ? name : name.replace(/^\//, '');
  const parameter = environment.ssmParameters.get(key);
  const value = environment.ssmValue(key, version);
  if (!parameter || value === undefined) return undefined;
  return {
    Name: key,
    Type: parameter.type,
    Value: parameter.type === 'SecureString' && !decrypt ? `AQICAH${Buffer.from(key).toString('base64')}` : value,
    Version: version === undefined ? parameter.values.length : Number(version),
    ...(version !== undefined && { Selector: `:${version}` }),
    LastModifiedDate: CREATED_AT,
    ARN: environment.arn('ssm', `parameter/${key.replace(/^\//, '')}`),
    DataType: 'text',
  };
}
