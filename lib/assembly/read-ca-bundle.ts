import { resolve } from 'node:path';
import { readTextFile, whyUnreadable } from '../files/read-text-file';
import { InputError } from '../model/errors';

/**
 * The certificates of a file in PEM, as text.
 * @param option what named the file, for the message: `AWS_CA_BUNDLE`
 * @throws InputError where it cannot be read or holds no certificate
 */
export function readCaBundle(option: string, file: string, workingDirectory: string): string {
  let text: string;
  try {
    text = readTextFile(resolve(workingDirectory, file), 'settings');
  } catch (error) {
    throw new InputError(`${option}=${file} cannot be used: it ${whyUnreadable(error)}; correct it or take it away`);
  }
  if (/-----BEGIN (TRUSTED )?CERTIFICATE-----/.test(text)) return text;
  throw new InputError(`${option}=${file} holds no certificate: it wants a file with certificates in PEM`);
}
