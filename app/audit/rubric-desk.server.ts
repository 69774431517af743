/** What the rubric's editor does with its forms; the screens only show it. */
import type { contests } from '#db/schema.ts';
import { contestFigures } from '../contest/phases.server.ts';
import { placeInWords, rubricEditorText } from '../i18n/rubric-editor.ts';
import { type Locale, text } from '../i18n/text.ts';
import { type RubricChange, rubricChange } from '../rubric/change.ts';
import { rubricDoor } from '../rubric/door.server.ts';
import { act } from '../rubric/draft-acts.ts';
import { readFile, withFields } from '../rubric/draft-fields.ts';
import {
  codesUsed,
  type Draft,
  type DraftRefusal,
  draftOf,
  dropDraft,
  enforceDraft,
  listVersions,
  saveDraft,
  startDraft,
} from '../rubric/drafts.server.ts';
import type { RubricDocument } from '../rubric/rubric.schema.ts';
import { rubricHash, shownRubric } from '../rubric/rubric.server.ts';
import { type RubricFault, rubricFaults } from '../rubric/rubric-faults.ts';
import { carryAudits, effectsOf, type MovedProposal } from './rubric-change.server.ts';
import { lateEffects } from './rubric-touch.server.ts';
import { signalIds } from './signals.ts';

type Contest = typeof contests.$inferSelect;
const LARGEST_FILE = 1_000_000;

export interface Fault {
  /** In the reader's words. */
  place: string;
  message: string;
}

export interface DeskRefusal {
  why:
    | DraftRefusal
    | 'reason'
    | 'reasonShort'
    | 'unseen'
    | 'barred'
    | 'same'
    | 'act'
    | 'fields'
    | 'file'
    | 'faults'
    | null;
  /** Every field as it was sent, to be shown again. */
  typed: Record<string, string>;
  errors: Record<string, string>;
  faults: Fault[];
  effects: { entries: number; proposals: number; moved: MovedProposal[] } | null;
}

export type DeskOutcome = { done: 'saved' | 'started' | 'dropped' | 'enforced'; version?: number } | DeskRefusal;

const refusal = (values: Partial<DeskRefusal>): DeskRefusal => ({
  ...{ why: null, typed: {}, errors: {}, faults: [], effects: null },
  ...values,
});

/**
 * Draft, what keeps it from being put in force, and what it would move; once judging has been open also whose sheets. Of a
 * contest whose rubric stands, only how far it is used.
 */
export async function rubricDesk(contest: Contest, locale: Locale) {
  const door = await rubricDoor(contest);
  const frozen = door === 'closed';
  const draft = frozen ? null : await draftOf(contest.id);
  const faults = draft ? rubricFaults(draft.document, signalIds) : [];
  const { assigned, submitted } = await contestFigures(contest.id);
  const effects = draft ? await effectsOf(contest, draft.document) : null;
  const before = draft && door === 'judging' ? (await shownRubric(contest.rubricVersionId)).document : null;
  const rubrics =
    draft && before ? { before, after: draft.document, change: rubricChange(before, draft.document) } : null;
  return {
    frozen: frozen ? { assigned, submitted } : null,
    judging: door === 'judging' ? { assigned, submitted } : null,
    draft,
    faults: [...inWords(faults, locale), ...barredInWords(rubrics?.change.barred ?? [], locale)],
    effects,
    late: rubrics && effects ? await lateEffects(contest.id, rubrics, effects.moved) : null,
  };
}

async function readUpload(form: FormData, locale: Locale) {
  const t = text(rubricEditorText, locale);
  const fault = (message: string) => ({ document: null, faults: [{ place: '', message }] });
  const file = form.get('berkas');
  if (!(file instanceof File) || file.size === 0) return fault(t('fileNone'));
  if (file.size > LARGEST_FILE) return fault(t('fileLarge'));
  const { document, errors } = readFile(await file.text(), locale);
  if (document) return { document, faults: [] };
  const faults = Object.entries(errors).map(([path, message]) => ({
    place: path === '' ? '' : placeInWords(path, t),
    message: path === '' && message === 'JSON' ? t('fileNotJson') : message,
  }));
  return { document: null, faults };
}

/** Does what the form's `intent` says. */
export async function rubricAct(
  contest: Contest,
  form: FormData,
  userId: string,
  locale: Locale,
): Promise<DeskOutcome> {
  const intent = String(form.get('intent') ?? '');
  if (intent === 'buang') {
    await dropDraft(contest.id);
    return { done: 'dropped' };
  }
  if (intent === 'mulai') {
    const from = String(form.get('dari') ?? '');
    const known = from === 'baku' || (await listVersions()).some(({ id }) => id === from);
    const outcome = await startDraft(contest.id, known ? from : contest.rubricVersionId, userId);
    return outcome.done ? { done: 'started' } : refusal({ why: outcome.why });
  }
  if (intent === 'unggah') {
    const { document, faults } = await readUpload(form, locale);
    if (!document) return refusal({ why: 'file', faults });
    const outcome = await startDraft(contest.id, document, userId);
    return outcome.done ? { done: 'started' } : refusal({ why: outcome.why });
  }
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const revision = Number(form.get('revisi'));
  const draft = await draftOf(contest.id);
  if (!draft) return refusal({ why: 'gone', typed });
  return saveFields(contest, draft, { form, typed, revision, intent, userId, locale });
}

interface Sent {
  form: FormData;
  typed: Record<string, string>;
  revision: number;
  intent: string;
  userId: string;
  locale: Locale;
}

async function saveFields(contest: Contest, draft: Draft, sent: Sent): Promise<DeskOutcome> {
  const { form, typed, revision, intent, userId, locale } = sent;
  // The fields are named by their places: on another draft they would be other places.
  if (draft.revision !== revision) return refusal({ why: 'stale', typed });
  const { document, errors } = withFields(draft.document, form, locale);
  if (!document) {
    const t = text(rubricEditorText, locale);
    const faults = Object.entries(errors).map(([path, message]) => ({ place: placeInWords(path, t), message }));
    return refusal({ why: 'fields', typed, errors, faults });
  }
  if (intent === 'coba') return refusal({ typed, effects: await effectsOf(contest, document) });
  if (intent === 'pakai') return enforce(contest, draft, document, sent);
  const used = (await rubricDoor(contest)) === 'judging' ? await codesUsed(contest) : undefined;
  const changed = intent === 'simpan' ? document : act(document, intent, used);
  if (!changed) return refusal({ why: 'act', typed });
  const outcome = await saveDraft(contest.id, changed, revision, userId);
  return outcome.done ? { done: 'saved' } : refusal({ why: outcome.why, typed });
}

/** What is on the screen is what is put in force: changes that were not saved yet are saved first. */
async function enforce(contest: Contest, draft: Draft, document: RubricDocument, sent: Sent): Promise<DeskOutcome> {
  const { typed, userId, locale } = sent;
  let { revision } = draft;
  if (rubricHash(document) !== rubricHash(draft.document)) {
    const saved = await saveDraft(contest.id, document, revision, userId);
    if (!saved.done) return refusal({ why: saved.why, typed });
    revision += 1;
    // Whose sheets it touches was shown of another draft than this.
    if ((await rubricDoor(contest)) === 'judging')
      return refusal({ why: 'unseen', typed: { alasan: typed.alasan ?? '' } });
  }
  const seen = typed.periksa === 'ya';
  const request = { revision, reason: typed.alasan ?? '', userId, knownSignals: signalIds, seen };
  const outcome = await enforceDraft(contest.id, request, carryAudits);
  if (outcome.done) return { done: 'enforced', version: outcome.version };
  const faults =
    outcome.why === 'faults'
      ? inWords(outcome.faults, locale)
      : outcome.why === 'barred'
        ? barredInWords(outcome.barred, locale)
        : [];
  return refusal({ why: outcome.why, typed: { alasan: typed.alasan ?? '' }, faults });
}

function barredInWords(barred: RubricChange['barred'], locale: Locale): Fault[] {
  const t = text(rubricEditorText, locale);
  return barred.map(({ id, why }) => ({ place: id, message: t(`barred_${why}`) }));
}

function inWords(faults: readonly RubricFault[], locale: Locale): Fault[] {
  const t = text(rubricEditorText, locale);
  return faults.map(({ path, code, value }) => ({
    place: placeInWords(path, t),
    message: t(`fault_${code}`, { value }),
  }));
}
