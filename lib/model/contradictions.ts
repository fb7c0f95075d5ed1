/** Options of a check that do not go together in all ways. An earlier report may be one, or the name of its file. */
export interface SourceOptions {
  readonly app?: string;
  readonly template?: string;
  readonly stackName?: string;
  readonly stacks?: readonly string[];
  readonly parameters?: Readonly<Record<string, string>>;
  readonly failOn?: string;
  readonly compareTo?: unknown;
}

/** How a caller writes an option: `stackName`, `--stack-name`. */
export type Spell = (option: keyof SourceOptions) => string;

/** What of the options does not go together, in one line; undefined if all does. */
export function contradictionIn(options: SourceOptions, spell: Spell): string | undefined {
  const { app, template, stackName, stacks = [], parameters = {}, failOn, compareTo } = options;
  const [APP, TEMPLATE, STACK_NAME] = [spell('app'), spell('template'), spell('stackName')];
  if (app !== undefined && template !== undefined)
    return `${APP} and ${TEMPLATE} exclude each other: give the one that holds the code`;
  if (template !== undefined && stackName === undefined)
    return `${TEMPLATE} requires ${STACK_NAME}, the name of the deployed stack to compare the template with`;
  if (app !== undefined && stackName !== undefined)
    return `${STACK_NAME} goes with ${TEMPLATE} or alone: to check one stack of an app, give it in ${spell('stacks')}: ${stackName}`;
  if (stackName !== undefined && stacks.length > 0)
    return `${STACK_NAME} already says which stack: leave out ${spell('stacks')} '${stacks[0]}'`;
  if (Object.keys(parameters).length > 0 && stackName !== undefined && template === undefined)
    return `${spell('parameters')} is for the synthesized side: ${STACK_NAME} alone has none, give ${TEMPLATE} too`;
  if (failOn === 'new' && compareTo === undefined)
    return `${spell('failOn')} new requires ${spell('compareTo')}, the earlier report that says what is known`;
  return undefined;
}
