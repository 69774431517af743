import { z } from 'zod';

const domain = /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

const settingsForm = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  name: z.string().trim().min(1).max(200),
  portalDomain: z.string().trim().toLowerCase().regex(domain),
  auditRuns: z.coerce.number().int().min(1).max(5),
  hasObjection: z.boolean(),
});
type Settings = z.infer<typeof settingsForm>;
type Faulty = 'year' | 'name' | 'portalDomain' | 'auditRuns';

export interface ContestFormReading {
  /** What was typed, to be shown again. */
  values: Record<Faulty, string> & { hasObjection: boolean };
  settings: Settings | null;
  errors: Partial<Record<Faulty, Faulty | 'yearTaken'>>;
}

/** Reads the form of a contest. `kept` holds the settings that the phase locks: only the name is taken from the form. */
export function readContestForm(form: FormData, kept: Settings | null): ContestFormReading {
  const typed = (field: Faulty) => String(form.get(field) ?? '');
  const values = kept
    ? {
        year: String(kept.year),
        name: typed('name'),
        portalDomain: kept.portalDomain,
        auditRuns: String(kept.auditRuns),
        hasObjection: kept.hasObjection,
      }
    : {
        year: typed('year'),
        name: typed('name'),
        portalDomain: typed('portalDomain'),
        auditRuns: typed('auditRuns'),
        hasObjection: form.get('hasObjection') !== null,
      };
  const parsed = settingsForm.safeParse(values);
  if (parsed.success) return { values, settings: parsed.data, errors: {} };
  const faulty = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  const fields = ['year', 'name', 'portalDomain', 'auditRuns'] as const;
  const errors = Object.fromEntries(fields.filter((field) => faulty.has(field)).map((field) => [field, field]));
  return { values, settings: null, errors };
}
