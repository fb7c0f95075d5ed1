/** What becomes of a service that was deleted outside CloudFormation. */
export const DELETED =
  'the next deploy does not create it again, and fails if it has to update it; to get it back, take it out of the code and deploy, then put it back and deploy again';
