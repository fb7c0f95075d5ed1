import type { FieldRow } from '../model/field';
import {
  BOOLEAN,
  FILLED,
  keyedBy,
  MAP,
  NUMBER,
  OBJECT,
  orNothing,
  taskDefinitionRow as row,
  TEXT,
} from './task-definition-row';

const OF = 'Volumes[]';
const DOCKER = `${OF}.DockerVolumeConfiguration`;
const EFS = `${OF}.EFSVolumeConfiguration`;
const FSX = `${OF}.FSxWindowsFileServerVolumeConfiguration`;
const S3 = `${OF}.S3FilesVolumeConfiguration`;
const DEFAULT = 'ECS API: this value where nothing is said, shown or not';

/** The volumes of a task definition. */
export const taskVolumeRows: readonly FieldRow[] = [
  row('Volumes', keyedBy('Name')),
  row(`${OF}.Name`, TEXT),
  row(`${OF}.ConfiguredAtLaunch`, BOOLEAN, { absent: orNothing(false), source: DEFAULT }),
  row(`${OF}.Host`, OBJECT, { source: 'ECS API HostVolumeProperties: empty where the Docker daemon chooses the path' }),
  row(`${OF}.Host.SourcePath`, TEXT),
  row(DOCKER, OBJECT),
  row(`${DOCKER}.Scope`, TEXT, { absent: orNothing('task'), source: DEFAULT }),
  row(`${DOCKER}.Autoprovision`, BOOLEAN, { absent: orNothing(false), source: DEFAULT }),
  row(`${DOCKER}.Driver`, TEXT, { absent: orNothing('local'), source: DEFAULT }),
  row(`${DOCKER}.DriverOpts`, MAP, { secret: true, source: 'ECS API; network drivers take passwords here' }),
  row(`${DOCKER}.Labels`, MAP),
  row(EFS, OBJECT, { liveName: 'efsVolumeConfiguration' }),
  row(`${EFS}.FilesystemId`, TEXT, { liveName: 'fileSystemId' }),
  row(`${EFS}.RootDirectory`, TEXT, { absent: orNothing('/'), source: DEFAULT }),
  row(`${EFS}.TransitEncryption`, TEXT, { absent: orNothing('DISABLED'), source: DEFAULT }),
  row(`${EFS}.TransitEncryptionPort`, NUMBER),
  row(`${EFS}.AuthorizationConfig`, FILLED),
  row(`${EFS}.AuthorizationConfig.AccessPointId`, TEXT),
  row(`${EFS}.AuthorizationConfig.IAM`, TEXT, {
    liveName: 'iam',
    absent: orNothing('DISABLED'),
    source: DEFAULT,
  }),
  row(FSX, OBJECT, { liveName: 'fsxWindowsFileServerVolumeConfiguration' }),
  row(`${FSX}.FileSystemId`, TEXT),
  row(`${FSX}.RootDirectory`, TEXT),
  row(`${FSX}.AuthorizationConfig`, OBJECT),
  row(`${FSX}.AuthorizationConfig.CredentialsParameter`, TEXT),
  row(`${FSX}.AuthorizationConfig.Domain`, TEXT),
  row(S3, OBJECT, { liveName: 's3filesVolumeConfiguration' }),
  row(`${S3}.FileSystemArn`, TEXT),
  row(`${S3}.AccessPointArn`, TEXT),
  row(`${S3}.RootDirectory`, TEXT, { absent: orNothing('/'), source: DEFAULT }),
  row(`${S3}.TransitEncryptionPort`, NUMBER),
];
