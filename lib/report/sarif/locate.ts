import type { ServiceReport } from '../../model/report';
import { escapeText } from '../escape';
import { plainMessage } from './plain-message';
import { relativeUri } from './relative-uri';
import type { SarifLocation } from './sarif-log';

/** Where a service is created: the line of the code, else its template, else its stack. */
export function locateService(service: ServiceReport): SarifLocation {
  const { stackName, logicalId, constructPath } = service;
  const name = escapeText(logicalId);
  const fullyQualifiedName = escapeText(constructPath ?? `${stackName}/${logicalId}`);
  return { ...placeOf(service), logicalLocations: [{ name, fullyQualifiedName, kind: 'resource' }] };
}

/** A stack whose file nobody knows: its name stands for the artifact, because every result needs one. */
export function locateStack(stackName: string): SarifLocation {
  const description = plainMessage('A CloudFormation stack: the file in the code is not known.');
  return place({ uri: relativeUri(stackName) ?? 'stack', description });
}

/** What concerns the whole run: the file that names the CDK app. */
export function locateRun(): SarifLocation {
  return place({ uri: 'cdk.json' });
}

/** True where the line of the code is known, but lies where no result may point to. */
export function isSourceOutside({ source }: ServiceReport): boolean {
  return source !== undefined && relativeUri(source.file) === undefined;
}

function placeOf({ source, templateFile, stackName }: ServiceReport): SarifLocation {
  const code = source && relativeUri(source.file);
  if (source !== undefined && code !== undefined) {
    const region = { startLine: source.line, startColumn: source.column };
    return { physicalLocation: { artifactLocation: { uri: code, uriBaseId: '%SRCROOT%' }, region } };
  }
  const template = templateFile === undefined ? undefined : relativeUri(templateFile);
  return template === undefined ? locateStack(stackName) : place({ uri: template });
}

function place(artifactLocation: SarifLocation['physicalLocation']['artifactLocation']): SarifLocation {
  return { physicalLocation: { artifactLocation, region: { startLine: 1 } } };
}
