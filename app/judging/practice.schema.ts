import { z } from 'zod';
import { readSiteUrl } from '../contest/site-url.ts';

export const practiceIntent = z.enum(['site', 'panel', 'open', 'withdraw']);

const site = z.object({
  name: z.string().trim().min(1).max(200),
  category: z.string().trim().min(1).max(60),
  url: z.string().transform((typed, context) => {
    const read = readSiteUrl(typed);
    if ('url' in read && read.url !== null) return read.url;
    context.addIssue({ code: 'custom', message: 'url' });
    return z.NEVER;
  }),
});

type Field = 'name' | 'category' | 'url';

/** The practice site as typed, and as it is to be kept; null when `faulty` names a field. */
export function readPracticeSite(form: FormData) {
  const typed = (field: Field) => String(form.get(field) ?? '');
  const values = { name: typed('name'), category: typed('category'), url: typed('url') };
  const parsed = site.safeParse(values);
  const faulty = parsed.success ? [] : parsed.error.issues.flatMap((issue) => (issue.path[0] as Field) ?? []);
  return { values, site: parsed.success ? parsed.data : null, faulty: [...new Set(faulty)] };
}

/** What the panel typed, by indicator: `tingkat-D1` a level or empty, `alasan-D1` its reason. */
export function readPanel(form: FormData): Map<string, { level: number | null; reason: string }> {
  const read = new Map<string, { level: number | null; reason: string }>();
  for (const [key, value] of form) {
    const [, what, indicator] = /^(tingkat|alasan)-(.{1,64})$/.exec(key) ?? [];
    if (!indicator) continue;
    const written = read.get(indicator) ?? { level: null, reason: '' };
    const text = String(value).slice(0, 2000);
    if (what === 'alasan') read.set(indicator, { ...written, reason: text });
    else read.set(indicator, { ...written, level: text === '' ? null : Number(text) });
  }
  return read;
}
