import type { LoopbackAws } from '../aws';

/** The configuration that leads an SDK client to the loopback AWS. */
export function sdkConfig(aws: LoopbackAws, options: { accessKeyId?: string; region?: string } = {}) {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const credentials = { accessKeyId: options.accessKeyId ?? 'AKIATEST', secretAccessKey: 'secret' };
  return { endpoint: aws.endpoint, region: options.region ?? 'eu-west-1', maxAttempts: 1, credentials };
}
