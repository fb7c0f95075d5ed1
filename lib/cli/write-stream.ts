import type { CliStream } from './cli-io';

/** Writes a text and waits until it is out of this process. A reader that went away early is no error. */
export function writeStream(stream: CliStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error === undefined || error === null || ('code' in error && error.code === 'EPIPE')) resolve();
      else reject(error);
    });
  });
}
