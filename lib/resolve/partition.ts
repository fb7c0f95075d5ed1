/** By the region's prefix, the longer ones first; from the SDK's own list of partitions. */
const PARTITIONS: readonly { prefix: string; partition: string; urlSuffix: string }[] = [
  { prefix: 'cn-', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' },
  { prefix: 'us-isob-', partition: 'aws-iso-b', urlSuffix: 'sc2s.sgov.gov' },
  { prefix: 'us-isof-', partition: 'aws-iso-f', urlSuffix: 'csp.hci.ic.gov' },
  { prefix: 'us-iso-', partition: 'aws-iso', urlSuffix: 'c2s.ic.gov' },
  { prefix: 'eu-isoe-', partition: 'aws-iso-e', urlSuffix: 'cloud.adc-e.uk' },
  { prefix: 'eusc-', partition: 'aws-eusc', urlSuffix: 'amazonaws.eu' },
];

/** The partition of a region, as it stands in ARNs: `aws`, `aws-cn`, … */
export function partitionOf(region: string): string {
  return PARTITIONS.find(({ prefix }) => region.startsWith(prefix))?.partition ?? 'aws';
}

/** What `AWS::URLSuffix` is in a region. */
export function urlSuffixOf(region: string): string {
  return PARTITIONS.find(({ prefix }) => region.startsWith(prefix))?.urlSuffix ?? 'amazonaws.com';
}
