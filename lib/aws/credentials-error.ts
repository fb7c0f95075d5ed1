import { messageOf } from '../model/errors';
import { nameOf } from './error-parts';

/** The SDK's names for an error of a provider of credentials. */
const PROVIDERS: ReadonlySet<string> = new Set(['CredentialsProviderError', 'TokenProviderError']);

/** How the SDK's own sentences begin: they name profiles, sessions and settings, and quote nothing else. */
const OWN_SENTENCES: readonly RegExp[] = [
  /^Could not (?:load|resolve) (?:credentials|token) /,
  /^Profile \S+ (?:could not be found|was not found|did not contain|does not contain|is not configured|requires) /,
  /^Profile \S+ credential_process (?:returned (?:invalid|expired) |did not return Version )/,
  /^Profile '[^']+' (?:could not be found|is missing required property) /,
  /^Profile is configured with invalid SSO credentials/,
  /^(?:The SSO session|Sso session|SSO returns|Conflicting SSO|Token is expired|Value not present) /,
  /^(?:Failed to load a token for session|Your session has expired|Token refresh response|Unable to refresh) /,
  /^(?:Detected a cycle|Web identity configuration|EC2 Instance Metadata|No HTTP credential provider host) /,
  /^(?:URL not accepted|HTTP credential provider response|Server responded with status)\b/,
];

/** What the exec function of Node throws, whose message holds the command line and what the command wrote. */
const PROCESS_FAILED = /^Command failed: |^std(?:out|err) maxBuffer length exceeded/;

/**
 * What a provider of credentials threw. Its message may quote a command line, the output of a command or a file of
 * tokens; then another error takes its place that says only what failed, and for which profile.
 */
export function withoutQuotes(error: unknown, profile: string): unknown {
  const name = nameOf(error);
  if (!PROVIDERS.has(name)) return error;
  const message = messageOf(error);
  if (OWN_SENTENCES.some((sentence) => sentence.test(message))) return error;
  const what = PROCESS_FAILED.test(message) ? 'the credential_process' : 'loading the credentials';
  const [code] = PROCESS_FAILED.test(message) ? [] : (/\bE[A-Z]{4,}\b/.exec(message) ?? []);
  const failed = `${what} of profile ${profile} failed${code === undefined ? '' : `: ${code}`}`;
  return Object.assign(new Error(failed), { name });
}
