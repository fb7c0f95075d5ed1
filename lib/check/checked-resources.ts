import type { Template } from '../model/template';

export const SERVICE_TYPE = 'AWS::ECS::Service';

/** The logical ids of a template's ECS services. */
export function checkedResources(template: Template | undefined): string[] {
  if (template === undefined) return [];
  return Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === SERVICE_TYPE);
}
