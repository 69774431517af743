/** The documents' settings as an organizer types them. */
import { type DocumentSettings, documentSettings } from './settings.schema.ts';

export type SettingsField = keyof DocumentSettings;
export const settingsFields = Object.keys(documentSettings.shape) as SettingsField[];

export type SettingsRead =
  | { ok: true; settings: DocumentSettings }
  /** What was typed, and why it is not taken: faultyDay, faultyPlaces, faultyLong by field. */
  | { ok: false; typed: Record<SettingsField, string>; faults: Partial<Record<SettingsField, Fault>> };
type Fault = 'faultyDay' | 'faultyPlaces' | 'faultyLong';

const faultOf = (field: SettingsField): Fault =>
  field === 'minutesDay' ? 'faultyDay' : field === 'best' || field === 'hopeful' ? 'faultyPlaces' : 'faultyLong';

/** An empty number of places is none given: a fault, not zero. */
export function readSettings(form: FormData): SettingsRead {
  const typed = Object.fromEntries(settingsFields.map((field) => [field, String(form.get(field) ?? '')])) as Record<
    SettingsField,
    string
  >;
  const parsed = documentSettings.safeParse({
    ...typed,
    best: typed.best.trim() === '' ? 'x' : typed.best,
    hopeful: typed.hopeful.trim() === '' ? 'x' : typed.hopeful,
  });
  if (parsed.success) return { ok: true, settings: parsed.data };
  const faults = Object.fromEntries(
    parsed.error.issues.map(({ path }) => [path[0], faultOf(path[0] as SettingsField)]),
  ) as Partial<Record<SettingsField, Fault>>;
  return { ok: false, typed, faults };
}
