import { isMissing, readTextFile, whyUnreadable } from '../../files/read-text-file';
import { InputError } from '../../model/errors';

/** The text of the file; undefined if it is not there. `name` is for messages. */
export function readConfigText(path: string, name: string): string | undefined {
  try {
    return readTextFile(path, 'configuration');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new InputError(`${name}: ${whyUnreadable(error)}; give a configuration file, YAML or JSON`);
  }
}
