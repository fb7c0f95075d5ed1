// What every check uses of the SDK, loaded together: the command's build makes one small file of it.
export { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
export { CloudFormation } from './cloud-formation-client';
export { Ecs } from './ecs-client';
