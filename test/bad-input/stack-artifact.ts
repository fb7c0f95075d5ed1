/** A stack artifact of a manifest. */
export function stackArtifact(templateFile: unknown, properties: object = {}): object {
  return {
    type: 'aws:cloudformation:stack',
    environment: 'aws://111111111111/eu-west-1',
    properties: { templateFile, ...properties },
  };
}
