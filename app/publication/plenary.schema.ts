import { z } from 'zod';

const reason = z.string().max(2000).default('');

/** A form of the plenary's screen. `seen`: input hash of the tally that it showed. */
export const plenaryAct = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('hadir'), present: z.string().max(8000).default('') }),
  z.object({
    intent: z.literal('putus'),
    seen: z.string().regex(/^[0-9a-f]{64}$/),
    /** Ids of the dataset, in order of id. */
    entries: z.array(z.string().min(1).max(100)).min(2).max(500),
    /** Place among them that each was given, as typed. */
    places: z.array(z.string().max(10)),
    outcome: z.enum(['order', 'shared', '']),
    reason,
  }),
  z.object({ intent: z.literal('cabut'), decisionId: z.uuid(), reason }),
]);
export type PlenaryAct = z.infer<typeof plenaryAct>;
export type DecideAct = Extract<PlenaryAct, { intent: 'putus' }>;

/** Reads a posted form; null when it is none of ours. */
export function readPlenaryAct(form: FormData): PlenaryAct | null {
  const entries = form.getAll('entries').map(String);
  const parsed = plenaryAct.safeParse({
    ...Object.fromEntries(form),
    entries,
    places: entries.map((id) => String(form.get(`tempat-${id}`) ?? '')),
    outcome: String(form.get('outcome') ?? ''),
  });
  return parsed.success ? parsed.data : null;
}

/** Entries in the order that their places say, best first; null when the places are not 1, 2, 3, … once each. */
export function orderOf({ entries, places }: Pick<DecideAct, 'entries' | 'places'>): string[] | null {
  const order = new Array<string>(entries.length).fill('');
  entries.forEach((id, at) => {
    const place = /^\d+$/.test(places[at]?.trim() ?? '') ? Number(places[at]) : 0;
    if (place >= 1 && place <= entries.length) order[place - 1] = id;
  });
  return order.every((id) => id !== '') && new Set(order).size === entries.length ? order : null;
}

/** Names as typed, a line each; the same person once. */
export function namesIn(present: string): string[] {
  const names = present.split(/\r?\n/).map((line) => line.replace(/\s+/g, ' ').trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
