/** The measured facts of a site: what each is, in which unit, and what a screen says about it. */
import { z } from 'zod';
import { localizedText } from '#app/rubric/rubric.schema.ts';
import document from './signals.json' with { type: 'json' };

const bilingual = localizedText.required();

const signalInfoSchema = z.object({
  id: z.string(),
  unit: z.string(),
  scope: z.string(),
  sample: z.string(),
  notApplicable: z.string(),
  /** A few words, for headings. */
  name: bilingual,
  /** One sentence: what is measured. */
  explanation: bilingual,
  /** One or two sentences: how a webmaster mends it. */
  advice: bilingual,
});
export type SignalInfo = z.infer<typeof signalInfoSchema>;

const all: SignalInfo[] = z.array(signalInfoSchema).parse(document.signals);
const byId = new Map(all.map((info) => [info.id, info]));

/** Ids of all signals, in the order of signals.json: the order of every report. */
export const signalIds: readonly string[] = all.map((info) => info.id);

/** Name, unit, explanation and advice of a signal. Throws a RangeError for an id that does not exist. */
export function signalInfo(id: string): SignalInfo {
  const info = byId.get(id);
  if (!info) throw new RangeError(`unknown signal: ${id}`);
  return info;
}
