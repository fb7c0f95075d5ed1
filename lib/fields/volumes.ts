import type { FieldRow } from '../model/field';
import { defaultsTo, NO_DEPLOYMENTS } from './absences';
import { OVERRIDE, viaUpdate } from './remedies';

const OF = 'VolumeConfigurations';
const EBS = `${OF}[].ManagedEBSVolume`;
const TAGGED = `${EBS}.TagSpecifications`;
const API = 'ECS API ServiceManagedEBSVolumeConfiguration: echoed';

function row(path: string, type: 'string' | 'number' | 'boolean', more: Partial<FieldRow> = {}): FieldRow {
  return { path, category: 'volumes', shape: { type }, source: API, ...more };
}

/** Volumes configured at launch, which ECS shows on the primary deployment. */
export const volumeRows: readonly FieldRow[] = [
  row(OF, 'string', {
    shape: { type: 'keyed', key: { members: ['Name'] } },
    place: 'deployment',
    shownNowhere: NO_DEPLOYMENTS,
    omission: 'kept',
    outlivesEmpty: true,
    heldBy: 'service-revision',
    restore: viaUpdate('volumeConfigurations'),
    adopt: OVERRIDE,
    source: 'ECS API UpdateService: an empty list removes, leaving it out keeps',
  }),
  row(`${OF}[].Name`, 'string'),
  row(EBS, 'string', { shape: { type: 'object' } }),
  row(`${EBS}.Encrypted`, 'boolean', {
    absent: defaultsTo(false),
    source: 'whether ECS echoes false is not known: left out and false are equal',
  }),
  row(`${EBS}.FilesystemType`, 'string', { absent: defaultsTo('xfs'), source: 'measured live: filled with xfs' }),
  row(`${EBS}.Iops`, 'number'),
  row(`${EBS}.KmsKeyId`, 'string', { spelling: { type: 'id-or-arn', resource: 'key', alias: 'alias' } }),
  row(`${EBS}.RoleArn`, 'string'),
  row(`${EBS}.SizeInGiB`, 'number'),
  row(`${EBS}.SnapshotId`, 'string'),
  row(`${EBS}.Throughput`, 'number'),
  row(`${EBS}.VolumeInitializationRate`, 'number'),
  row(`${EBS}.VolumeType`, 'string'),
  row(TAGGED, 'string', { shape: { type: 'keyed', key: { members: ['ResourceType'] } } }),
  row(`${TAGGED}[].ResourceType`, 'string'),
  row(`${TAGGED}[].PropagateTags`, 'string', { absent: defaultsTo('NONE') }),
  row(`${TAGGED}[].Tags`, 'string', {
    shape: { type: 'map', entries: { name: 'Key', value: 'Value' }, reserved: 'aws:' },
  }),
];
