import { temporaryDirectory } from '../assembly/temporary-directory';

/** A stack of an assembly; without an environment it is for whatever the credentials are. */
export interface AssemblyStack {
  readonly template: object;
  /** Default: the artifact's name. */
  readonly stackName?: string;
  /** `aws://111111111111/eu-west-1` */
  readonly environment?: string;
  /** Of the CDK bootstrap: `{ arn, assumeRoleExternalId?, assumeRoleAdditionalOptions? }`. */
  readonly lookupRole?: object;
  readonly tags?: Record<string, string>;
  readonly parameters?: Record<string, string>;
}

/** Writes a cloud assembly of stacks by artifact name, with further files beside them, and gives its directory. */
export function writeAssembly(stacks: Record<string, AssemblyStack>, files: Record<string, unknown> = {}): string {
  const artifacts: Record<string, object> = {};
  const templates: Record<string, object> = {};
  for (const [
    name,
    { template, environment = 'aws://unknown-account/unknown-region', ...properties },
  ] of Object.entries(stacks)) {
    const templateFile = `${name}.template.json`;
    templates[templateFile] = template;
    artifacts[name] = {
      type: 'aws:cloudformation:stack',
      environment,
      properties: { templateFile, ...properties },
      displayName: name,
    };
  }
  return temporaryDirectory({ 'manifest.json': { version: '48.0.0', artifacts }, ...templates, ...files });
}
