import { execFileSync } from 'node:child_process';
import {
  ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
  RegisterScalableTargetRequest$,
} from '@aws-sdk/client-application-auto-scaling';
import {
  ECSClient,
  TagResourceCommand,
  TagResourceRequest$,
  UntagResourceCommand,
  UntagResourceRequest$,
  UpdateServiceCommand,
  UpdateServiceRequest$,
  UpdateTaskSetCommand,
  UpdateTaskSetRequest$,
} from '@aws-sdk/client-ecs';
import type { FreeJson, LoopbackAws } from '../../aws';
import { sdkConfig } from '../../aws-self/sdk-config';

/** The words that a POSIX shell makes of a command line. */
export function shellWords(command: string, shell: 'sh' | 'bash' = 'sh'): string[] {
  const output = execFileSync(shell, ['-c', `printf '%s\\0' ${command}`], { encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

type Schema = readonly unknown[];

/** The members of a request of the API by the AWS CLI's names for them, with their types. */
export function optionsOf(schema: unknown): Map<string, { member: string; type: unknown }> {
  const [, , , , members, types] = schema as [unknown, unknown, unknown, unknown, string[], Schema];
  return new Map(members.map((member, index) => [dashed(member), { member, type: types[index] }]));
}

/** As botocore does it. */
function dashed(name: string): string {
  return name
    .replace(/ECS/g, 'Ecs')
    .replace(/ARN/g, 'Arn')
    .replace(/[A-Z]/g, (letter, index: number) => `${index === 0 ? '' : '-'}${letter.toLowerCase()}`);
}

const NUMBER = 1;
const BOOLEAN = 2;

/** The request that the AWS CLI sends for these words. Throws for what it would refuse. */
export function requestOf(words: readonly string[], schema: unknown): FreeJson {
  const options = optionsOf(schema);
  const input: FreeJson = {};
  for (let index = 0; index < words.length; index += 1) {
    const name = (words[index] ?? '').replace(/^--/, '').replace(/^disable-execute/, 'no-enable-execute');
    const option = options.get(name) ?? options.get(name.replace(/^no-/, ''));
    if (!words[index]?.startsWith('--') || option === undefined) throw new Error(`unknown option: ${words[index]}`);
    if (option.type === BOOLEAN) input[option.member] = !name.startsWith('no-');
    else {
      const values: string[] = [];
      while (index + 1 < words.length && !words[index + 1]?.startsWith('--')) values.push(words[++index] as string);
      input[option.member] = argumentOf(option.member, option.type, values);
    }
  }
  return input;
}

function argumentOf(member: string, type: unknown, values: readonly string[]): unknown {
  const [value = ''] = values;
  if (/^[[{]/.test(value)) return JSON.parse(value);
  if (type === NUMBER) return Number(value);
  if (member === 'tagKeys') return values;
  if (member === 'tags') return values.map(shorthand);
  if (member === 'scale') return { ...shorthand(value), value: Number(shorthand(value).value) };
  if (values.length !== 1) throw new Error(`--${member}: ${values.length} values`);
  return value;
}

function shorthand(text: string): Record<string, string> {
  return Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string]));
}

/** Sends what a printed command line would send, by the real SDK. */
export async function runCommandLine(command: string, aws: LoopbackAws): Promise<void> {
  const [program, service, operation, region, place, ...words] = shellWords(command);
  if (program !== 'aws' || region !== '--region') throw new Error(`no command of the AWS CLI: ${command}`);
  const ecs = new ECSClient(sdkConfig(aws, { region: place }));
  const scaling = new ApplicationAutoScalingClient(sdkConfig(aws, { region: place }));
  const input = (schema: unknown) => requestOf(words, schema) as never;
  try {
    switch (`${service} ${operation}`) {
      case 'ecs update-service':
        return void (await ecs.send(new UpdateServiceCommand(input(UpdateServiceRequest$))));
      case 'ecs update-task-set':
        return void (await ecs.send(new UpdateTaskSetCommand(input(UpdateTaskSetRequest$))));
      case 'ecs tag-resource':
        return void (await ecs.send(new TagResourceCommand(input(TagResourceRequest$))));
      case 'ecs untag-resource':
        return void (await ecs.send(new UntagResourceCommand(input(UntagResourceRequest$))));
      case 'application-autoscaling register-scalable-target':
        return void (await scaling.send(new RegisterScalableTargetCommand(input(RegisterScalableTargetRequest$))));
      default:
        throw new Error(`unknown operation: ${command}`);
    }
  } finally {
    ecs.destroy();
    scaling.destroy();
  }
}
