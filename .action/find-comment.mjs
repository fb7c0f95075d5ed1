// Reads the comments of a pull request, one as JSON on each line, and prints the id of the one that the action keeps up to
// date, if it is there. Anybody can write the marker: only a comment of the token's own author is the action's.
import { readFileSync } from 'node:fs';

const MARKER = '<!-- cdk-ecs-drift -->';

const lines = readFileSync(0, 'utf8').split('\n');
const comments = lines.filter((line) => line !== '').map((line) => JSON.parse(line));
const own = comments.find(({ viewerDidAuthor, body }) => viewerDidAuthor === true && body.startsWith(MARKER));
if (own !== undefined) process.stdout.write(`${own.id}\n`);
