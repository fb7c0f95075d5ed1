/** The part of SARIF 2.1.0 that is written here, in the standard's own words. */
export interface SarifLog {
  readonly $schema: string;
  readonly version: '2.1.0';
  readonly runs: readonly SarifRun[];
}

export interface SarifRun {
  readonly tool: { readonly driver: SarifDriver };
  readonly columnKind: 'utf16CodeUnits';
  readonly invocations: readonly SarifInvocation[];
  readonly results: readonly SarifResult[];
}

export interface SarifDriver {
  readonly name: string;
  readonly semanticVersion: string;
  readonly informationUri: string;
  readonly rules: readonly SarifRule[];
  readonly notifications: readonly SarifDescriptor[];
}

export interface SarifInvocation {
  readonly executionSuccessful: boolean;
  readonly toolExecutionNotifications: readonly SarifNotification[];
}

/** A text in which neither links nor placeholders act: see `plainMessage`. */
export interface SarifMessage {
  readonly text: string;
}

export type SarifLevel = 'error' | 'warning' | 'note';

export interface SarifDescriptor {
  readonly id: string;
  readonly name: string;
  readonly shortDescription: SarifMessage;
  readonly fullDescription: SarifMessage;
  readonly help: SarifMessage;
}

export interface SarifRule extends SarifDescriptor {
  readonly help: SarifMessage & { readonly markdown: string };
  readonly helpUri: string;
  readonly defaultConfiguration: { readonly level: SarifLevel };
  /** What GitHub reads: `problem.severity` is `error`, `warning` or `recommendation`. */
  readonly properties: { readonly tags: readonly string[]; readonly 'problem.severity': string };
}

export interface SarifNotification {
  readonly descriptor: { readonly id: string; readonly index: number };
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations?: readonly SarifLocation[];
}

export interface SarifLocation {
  readonly physicalLocation: {
    readonly artifactLocation: {
      readonly uri: string;
      readonly uriBaseId?: string;
      readonly description?: SarifMessage;
    };
    readonly region: { readonly startLine: number; readonly startColumn?: number };
  };
  readonly logicalLocations?: readonly SarifLogicalLocation[];
}

export interface SarifLogicalLocation {
  readonly name: string;
  readonly fullyQualifiedName: string;
  readonly kind: string;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: SarifLevel;
  readonly message: SarifMessage;
  readonly locations: readonly [SarifLocation];
  readonly partialFingerprints: { readonly [algorithm: string]: string };
  readonly suppressions?: readonly SarifSuppression[];
  readonly baselineState?: 'new' | 'unchanged';
  readonly properties?: { readonly [name: string]: unknown };
}

export interface SarifSuppression {
  readonly kind: 'external';
  readonly status: 'accepted';
  readonly justification: string;
}
