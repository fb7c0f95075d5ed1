import { isDenied, readFailure } from '../../lib/aws/error-words';
import { DeadlineError } from '../../lib/aws/within-deadline';
import { InputError } from '../../lib/model/errors';

function thrown(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const byAws = { $fault: 'client', $metadata: { httpStatusCode: 400 } };

test.each([
  [
    thrown('Throttling', 'Rate exceeded', byAws),
    'AWS kept turning the request away as one too many; run it again later (Throttling)',
  ],
  [thrown('Error', 'self-signed', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), /certificate is not trusted.*AWS_CA_BUNDLE/],
  [
    thrown('TokenProviderError', 'Token is expired. To refresh run aws sso login'),
    /no credentials found \(Token is expired\. .*sso login\)/,
  ],
  [
    thrown('Error', 'Region not accepted: region="eu west" is not a valid hostname component.'),
    /: Region not accepted/,
  ],
  [thrown('ValidationError', 'Stack is busy', byAws), 'ValidationError: Stack is busy'],
  [thrown('TypeError', 'x is not a function <html>', byAws), /no answer of AWS \(HTTP 400\)/],
  [
    new DeadlineError(500, true, thrown('Throttling', 'Rate exceeded', byAws)),
    'AWS kept turning the request away as one too many; run it again later (Throttling); given up after 0.5 s, which is all that the time of the whole run allows; allow it more (--timeout)',
  ],
  [
    thrown('SystemError', 'A system error occurred: uv_os_homedir returned ENOENT', { code: 'ERR_SYSTEM_ERROR' }),
    /this user has no home directory, .*; set HOME$/,
  ],
  [thrown('Error', ''), 'it failed without a word'],
  ['a string', 'a string'],
])('%p', (error, words) => {
  const failure = readFailure('x:Y', 'stack Web', error);
  expect(failure).toMatchObject({ action: 'x:Y', denied: false });
  expect(failure.reason).toMatch(typeof words === 'string' ? `x:Y of stack Web: ${words}` : words);
});

test.each(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation'])('%s is a lack of permission', (name) => {
  expect(readFailure('x:Y', 's', thrown(name, 'no', byAws)).denied).toBe(true);
});

test('a code of the network is none of AWS', () => {
  expect(isDenied(thrown('Error', '', { code: 'AccessDenied' }))).toBe(true);
  expect(isDenied(thrown('Other', '', { code: 'AccessDenied', ...byAws }))).toBe(false);
});

test('what the user can mend is thrown on', () => {
  expect(() => readFailure('x:Y', 's', new InputError('no region'))).toThrow('no region');
});
