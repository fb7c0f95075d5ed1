import { createCommand } from '../../lib/cli/create-command';
import type { Arguments } from '../../lib/cli/read-arguments';
import { readArguments } from '../../lib/cli/read-arguments';
import type { ConfigOptions } from '../../lib/cli/read-config';

type CheckArguments = Extract<Arguments, { kind: 'check' }>;
const REPEATABLE = new Set(['--parameter', '--only', '--ignore', '--format']);
const read = (...argv: string[]) => readArguments(argv, () => undefined) as CheckArguments;

/** The options that take one value. */
const TAKING_ONE = createCommand()
  .options.filter((option) => option.required && !REPEATABLE.has(option.long ?? ''))
  .map(({ long }) => String(long));

describe('the command line', () => {
  it('checks everything when it says nothing', () => {
    expect(read()).toEqual({
      kind: 'check',
      check: {
        stacks: [],
        parameters: {},
        only: [],
        ignore: [],
        declaredOnly: false,
        failOn: 'drift',
        strictIgnores: false,
        showValues: false,
        allowEmpty: false,
        unmanaged: false,
        thorough: false,
        noLookupRole: false,
        rules: [],
      },
      inputs: ['cdk.json', 'cdk.context.json'],
      isConfigNamed: false,
      targets: [{ format: 'text' }],
      verbose: false,
      quiet: false,
      color: true,
    });
  });

  describe('with a config file', () => {
    const readWith = (options: ConfigOptions, ...argv: string[]) =>
      readArguments(argv, (file) => ({ file: file ?? '.ecs-drift.yaml', rules: [], options })) as CheckArguments;

    it('takes its values where the command line has none', () => {
      const options = { region: 'eu-west-1', only: ['tags'], failOn: 'pending', lookupRole: false, color: false };
      const parsed = readWith({ ...options, stacks: ['Prod/*'], timeout: '2m' });
      expect(parsed).toMatchObject({ check: { failOn: 'pending' }, color: false });
      expect(parsed.check).toMatchObject({ region: 'eu-west-1', only: ['tags'], noLookupRole: true });
      expect(parsed.check).toMatchObject({ stacks: ['Prod/*'], timeoutMilliseconds: 120_000 });
    });

    it.each<[ConfigOptions, string[], object]>([
      [{ region: 'eu-west-1' }, ['-r', 'us-east-1'], { check: { region: 'us-east-1' } }],
      [{ only: ['tags'] }, ['--only', 'capacity'], { check: { only: ['capacity'] } }],
      [{ stacks: ['A'] }, ['B'], { check: { stacks: ['B'] } }],
      [{ format: ['json'] }, ['-f', 'text'], { targets: [{ format: 'text' }] }],
      [{ failOn: 'never' }, ['--fail'], { check: { failOn: 'drift' } }],
      [{ verbose: true }, ['-q'], { verbose: false, quiet: true }],
      [{ quiet: true }, ['-v'], { verbose: true, quiet: false }],
      [{ app: 'a', stacks: ['A'] }, ['-t', 'x', '-s', 'B'], { check: { app: undefined, stacks: [], template: 'x' } }],
      [{ template: 'x', stackName: 'B' }, ['-a', 'a'], { check: { app: 'a', template: undefined } }],
      [{ template: 'x', stackName: 'B' }, ['A'], { check: { stacks: ['A'], stackName: undefined } }],
    ])('lets the command line win: %j %j', (options, argv, result) => {
      expect(readWith(options, ...argv)).toMatchObject(result);
    });

    it('reads the file that is named, and hands its rules on', () => {
      const rule = { property: 'DesiredCount', reason: 'scaled by hand', source: 'other.yaml:2' };
      const loaded: (string | undefined)[] = [];
      const parsed = readArguments(['-c', 'other.yaml'], (file) => {
        loaded.push(file);
        return { file: 'other.yaml', rules: [rule], options: {} };
      }) as CheckArguments;
      expect(loaded).toEqual(['other.yaml']);
      expect(parsed.check.rules).toEqual([rule]);
    });
  });

  it.each<[string[], Partial<CheckArguments['check']>]>([
    [['check'], { stacks: [] }],
    [['Web', 'Prod/*'], { stacks: ['Web', 'Prod/*'] }],
    [['check', 'Web'], { stacks: ['Web'] }],
    [['check', 'check'], { stacks: ['check'] }],
    [['-a', 'cdk.out', 'check', 'Web'], { app: 'cdk.out', stacks: ['Web'] }],
    [['--app', 'npx ts-node bin/app.ts'], { app: 'npx ts-node bin/app.ts' }],
    [['--app=cdk.out'], { app: 'cdk.out' }],
    [['-t', 'web.yaml', '-s', 'Web'], { template: 'web.yaml', stackName: 'Web' }],
    [['--template', 'web.yaml', '--stack-name', 'Web'], { template: 'web.yaml', stackName: 'Web' }],
    [['-s', 'Web'], { stackName: 'Web' }],
    [['--parameter', 'A=1', '--parameter', 'B=x=y', '--parameter', 'C='], { parameters: { A: '1', B: 'x=y', C: '' } }],
    [['--parameter', 'A=two\nlines'], { parameters: { A: 'two\nlines' } }],
    [['-r', 'eu-west-1'], { region: 'eu-west-1' }],
    [['--region', 'eu-west-1', '--profile', 'prod'], { region: 'eu-west-1', profile: 'prod' }],
    [['--role-arn', 'arn:aws:iam::1:role/r'], { roleArn: 'arn:aws:iam::1:role/r', noLookupRole: false }],
    [['--no-lookup-role'], { noLookupRole: true }],
    [['--only', 'tags', '--only', 'networking'], { only: ['tags', 'networking'] }],
    [['--ignore', 'Tags[a*]', '--ignore', 'DesiredCount'], { ignore: ['Tags[a*]', 'DesiredCount'] }],
    [['--declared-only'], { declaredOnly: true }],
    [['--allow-empty'], { allowEmpty: true }],
    [['--unmanaged'], { unmanaged: true }],
    [['--thorough'], { thorough: true }],
    [['--wait', '90s'], { waitMilliseconds: 90_000 }],
    [['--wait=5m'], { waitMilliseconds: 300_000 }],
    [['--show-values'], { showValues: true }],
    [['--fail'], { failOn: 'drift' }],
    [['--fail-on', 'pending'], { failOn: 'pending' }],
    [['--fail-on=never'], { failOn: 'never' }],
    [['--fail', '--fail-on', 'pending'], { failOn: 'pending' }],
    [['--strict-ignores'], { strictIgnores: true }],
    [
      ['-s', 'Web', '--stack-name=Web', '-r', 'eu-west-1', '-r', 'eu-west-1'],
      { stackName: 'Web', region: 'eu-west-1' },
    ],
  ])('%j', (argv, check) => expect(read(...argv).check).toMatchObject(check));

  it.each<[string[], Partial<CheckArguments>]>([
    [['-f', 'json'], { targets: [{ format: 'json' }] }],
    [
      ['--format', 'text', '-f', 'json=a=b.json'],
      { targets: [{ format: 'text' }, { format: 'json', file: 'a=b.json' }] },
    ],
    [
      ['-f', 'json=a', '-f', 'json=b'],
      {
        targets: [
          { format: 'json', file: 'a' },
          { format: 'json', file: 'b' },
        ],
      },
    ],
    [['-v'], { verbose: true }],
    [['--quiet'], { quiet: true }],
    [['--no-color'], { color: false }],
  ])('%j', (argv, parsed) => expect(read(...argv)).toMatchObject(parsed));

  it.each<[string[], RegExp]>([
    [['--wibble'], /^unknown option '--wibble'; see ecs-drift --help$/],
    [['--formt', 'json'], /^unknown option '--formt' \(did you mean --format\?\); see/],
    [['--app'], /^option '-a, --app <DIR\|COMMAND>' argument missing; see/],
    [['--app', '--quiet'], /^option --app wants a value, met '--quiet'; see/],
    [['--region', ''], /^option --region wants a value, met ''; see/],
    [['--profile', ' '], /^option --profile wants a value/],
    [['--ignore', ''], /^option --ignore wants a value/],
    [['Web', ''], /^a STACK argument is empty/],
    [['-t', 'web.yaml'], /^--template requires --stack-name, the name/],
    [['-a', 'cdk.out', '-t', 'web.yaml', '-s', 'Web'], /^--app and --template exclude each other/],
    [['-a', 'cdk.out', '-s', 'Web'], /^--stack-name goes with --template or alone.* in the argument: Web$/],
    [['-s', 'Web', 'Other'], /^--stack-name already says which stack: leave out the argument 'Other'$/],
    [['-s', 'Web', '--parameter', 'A=1'], /^--parameter is for the synthesized side/],
    [['--parameter', 'A'], /^--parameter wants KEY=VALUE .* met 'A'$/],
    [['--parameter', '=1'], /^--parameter wants KEY=VALUE/],
    [['--parameter', 'A-b=1'], /^--parameter wants KEY=VALUE/],
    [['--parameter', 'A=1', '--parameter', 'A=2'], /^--parameter A is given twice/],
    [['--only', 'network'], /^unknown category 'network' in --only: choose deployment, .*settings or identity$/],
    [['--only', '__proto__'], /^unknown category/],
    [['--shell', 'cmd'], /^unknown shell 'cmd' in --shell: choose posix or powershell$/],
    [['--fail-on', 'much'], /^unknown level 'much' in --fail-on: choose drift, pending, new or never$/],
    [['--fail-on', 'new'], /^--fail-on new requires --compare-to/],
    [['render'], /^write 'render' first: ecs-drift render/],
    [['-q', 'iam-policy'], /^write 'iam-policy' first/],
    [['--timeout', 'soon'], /^option --timeout wants a duration/],
    [['--compare-to='], /^option --compare-to wants a value/],
    [['-f', 'yaml'], /^unknown format 'yaml' in --format: choose text, json, .* or github$/],
    [['-f', 'json='], /^--format json= names no file/],
    [['-f', 'text', '-f', 'json'], /^two reports go to stdout/],
    [['-f', 'text=a', '-f', 'json=./a'], /^two reports go to file a/],
    [['-v', '-q'], /^--verbose and --quiet exclude each other/],
    [['--no-such', 'x'], /^unknown option '--no-such'/],
    [['--stack', 'Web'], /^unknown option '--stack' \(did you mean --stack-name, or STACK as an argument\?\); see/],
    [['--stacks=Web'], /^unknown option '--stacks=Web' \(did you mean --stack-name, or STACK as an argument\?\); see/],
    [['--param', 'A=1'], /^unknown option '--param' \(did you mean --parameter\?\); see/],
    [['-s', 'Web', '-s', 'Api'], /^option --stack-name is given twice, 'Web' and 'Api': for several .* --deployed and/],
    ...TAKING_ONE.map((option): [string[], RegExp] => [
      [option, 'one', `${option}=two`],
      new RegExp(`^option ${option} is given twice, 'one' and 'two': `),
    ]),
    [['--role-arn', 'reader'], /^option --role-arn wants the ARN of an IAM role, met 'reader'/],
  ])('%j is refused', (argv, message) => {
    expect(() => read(...argv)).toThrow(
      expect.objectContaining({ name: 'InputError', message: expect.stringMatching(message) }),
    );
    try {
      read(...argv);
    } catch (error) {
      expect((error as Error).message).not.toContain('\n');
    }
  });

  it.each([['--help'], ['-h']])('prints help for %s', (option) => {
    const parsed = readArguments([option], () => undefined);
    expect(parsed).toMatchObject({
      kind: 'print',
      text: expect.stringContaining('Usage: ecs-drift [check] [STACK...] [options]'),
    });
  });
});
