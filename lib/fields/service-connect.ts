import type { FieldRow } from '../model/field';
import { ANY, defaultsTo, NO_DEPLOYMENTS } from './absences';
import { OVERRIDE, viaUpdate } from './remedies';

const OF = 'ServiceConnectConfiguration';
const SERVICE = `${OF}.Services[]`;
const ALIAS = `${SERVICE}.ClientAliases[]`;
const LOG = `${OF}.LogConfiguration`;
const API = 'ECS API ServiceConnectConfiguration: echoed';

function row(path: string, shape: FieldRow['shape'], more: Partial<FieldRow> = {}): FieldRow {
  return { path, category: 'service-connect', shape, source: API, ...more };
}

const TEXT = { type: 'string' } as const;
const NUMBER = { type: 'number' } as const;
const OBJECT = { type: 'object' } as const;

/** Service Connect, which ECS shows on the primary deployment. */
export const serviceConnectRows: readonly FieldRow[] = [
  row(
    OF,
    { type: 'object', filled: true, gate: 'Enabled' },
    {
      place: 'deployment',
      shownNowhere: NO_DEPLOYMENTS,
      omission: 'kept',
      heldBy: 'service-revision',
      restore: viaUpdate('serviceConnectConfiguration', { undeclared: { enabled: false } }),
      adopt: OVERRIDE,
    },
  ),
  row(`${OF}.Enabled`, { type: 'boolean' }, { absent: defaultsTo(false) }),
  row(`${OF}.Namespace`, TEXT, {
    absent: ANY,
    spelling: { type: 'name-or-opaque-arn' },
    source: 'echoed as declared since 2024, always the ARN before; left out, the cluster default applies',
  }),
  row(LOG, OBJECT),
  row(`${LOG}.LogDriver`, TEXT),
  row(`${LOG}.Options`, { type: 'map' }, { secret: true }),
  row(`${LOG}.SecretOptions`, { type: 'keyed', key: { members: ['Name'] } }),
  row(`${LOG}.SecretOptions[].Name`, TEXT),
  row(`${LOG}.SecretOptions[].ValueFrom`, TEXT, { secret: true }),
  row(`${OF}.AccessLogConfiguration`, OBJECT),
  row(`${OF}.AccessLogConfiguration.Format`, TEXT),
  row(`${OF}.AccessLogConfiguration.IncludeQueryParameters`, TEXT, { absent: defaultsTo('DISABLED') }),
  row(`${OF}.ContainerConfigurations`, { type: 'ordered' }, { absent: defaultsTo([{ LogLevel: 'info' }]) }),
  row(`${OF}.ContainerConfigurations[].LogLevel`, TEXT, { absent: defaultsTo('info') }),
  row(`${OF}.Services`, { type: 'keyed', key: { members: ['PortName'] } }),
  row(`${SERVICE}.PortName`, TEXT),
  row(`${SERVICE}.DiscoveryName`, TEXT, {
    absent: { is: 'sibling', member: 'PortName' },
    source: 'measured live: filled with the port name, missing in some answers',
  }),
  row(`${SERVICE}.IngressPortOverride`, NUMBER),
  row(`${SERVICE}.ClientAliases`, { type: 'keyed', key: { members: ['Port'], telling: [{ member: 'DnsName' }] } }),
  row(`${ALIAS}.Port`, NUMBER),
  row(`${ALIAS}.DnsName`, TEXT, {
    absent: ANY,
    source: 'left out it is the discovery name in the namespace, which answers show or leave out',
  }),
  row(`${ALIAS}.TestTrafficRules`, OBJECT),
  row(`${ALIAS}.TestTrafficRules.Header`, OBJECT),
  row(`${ALIAS}.TestTrafficRules.Header.Name`, TEXT),
  row(`${ALIAS}.TestTrafficRules.Header.Value`, OBJECT),
  row(`${ALIAS}.TestTrafficRules.Header.Value.Exact`, TEXT),
  row(`${SERVICE}.Timeout`, OBJECT),
  row(`${SERVICE}.Timeout.IdleTimeoutSeconds`, NUMBER),
  row(`${SERVICE}.Timeout.PerRequestTimeoutSeconds`, NUMBER),
  row(`${SERVICE}.Tls`, OBJECT),
  row(`${SERVICE}.Tls.IssuerCertificateAuthority`, OBJECT),
  row(`${SERVICE}.Tls.IssuerCertificateAuthority.AwsPcaAuthorityArn`, TEXT),
  row(`${SERVICE}.Tls.KmsKey`, TEXT, { spelling: { type: 'id-or-arn', resource: 'key', alias: 'alias' } }),
  row(`${SERVICE}.Tls.RoleArn`, TEXT),
];
