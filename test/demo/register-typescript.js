// Lets plain Node run the demo's TypeScript: `node --enable-source-maps -r ./test/demo/register-typescript.js FILE.ts`.
// Types are stripped, not checked (`npm run typecheck` does that), so that the demo starts at once.
const { readFileSync } = require('node:fs');
const { ModuleKind, ScriptTarget, transpileModule } = require('typescript');

const compilerOptions = {
  target: ScriptTarget.ES2022,
  module: ModuleKind.CommonJS,
  esModuleInterop: true,
  inlineSourceMap: true,
};

require.extensions['.ts'] = (module, fileName) => {
  module._compile(transpileModule(readFileSync(fileName, 'utf8'), { fileName, compilerOptions }).outputText, fileName);
};
