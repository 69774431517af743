import document from './rubric.default.json' with { type: 'json' };
import { type RubricDocument, rubricDocument } from './rubric.schema.ts';

/**
 * The rubric that a new contest starts from (version 1), validated.
 * A fresh copy each time: a caller may change it without changing the next caller's.
 */
export function defaultRubric(): RubricDocument {
  return rubricDocument.parse(structuredClone(document));
}
