/** Levels of maps and lists in one template. The stages recurse, and CloudFormation's own limits are far below. */
export const DEEPEST_NESTING = 250;

/** Values in one template, those behind YAML aliases counted each time. A template of 1 MB holds fewer. */
export const LARGEST_TEMPLATE = 1_000_000;

/** Nested stacks below one another. */
export const DEEPEST_STACKS = 20;

/** Nested stacks below one root stack, which is CloudFormation's own limit for one operation. */
export const MOST_NESTED_STACKS = 2500;
