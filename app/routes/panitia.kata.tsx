import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { regencyDocument } from '#app/audit/regency.ts';
import { saveWords, type WordsRefusal, wordsAreOpen, wordsOf } from '#app/audit/words.server.ts';
import { documentOf, problemsOf, type WordsProblem } from '#app/audit/words.ts';
import { readWords, sectionsOf, type WordsSection } from '#app/audit/words-form.ts';
import { currentContest } from '#app/contest/contests.server.ts';
import { readLocale } from '#app/i18n/locale.server.ts';
import { text } from '#app/i18n/text.ts';
import { useText } from '#app/i18n/use-text.ts';
import { wordsText } from '#app/i18n/words.ts';
import { requireRole } from '#app/identity/session.server.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { NoContest } from '#app/ui/no-contest.tsx';
import { Notice } from '#app/ui/notice.tsx';
import { Page, PageHeader } from '#app/ui/page.tsx';
import styles from '#app/ui/styles/organizer.css?url';
import { NameFields, PatternFields, SectionFields } from '#app/ui/words-fields.tsx';

const LARGEST_FILE = 200_000;

export const links = () => [{ rel: 'stylesheet', href: styles }];
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, ['organizer'], { hidden: true });
  const title = text(wordsText, await readLocale(request))('words');
  const contest = await currentContest();
  if (!contest) return { title, words: null };
  const { document, edited, stamp } = wordsOf(contest);
  return {
    title,
    words: {
      sections: sectionsOf(document),
      open: wordsAreOpen(contest.phase),
      edited,
      stamp,
      domain: contest.portalDomain,
      saved: new URL(request.url).searchParams.has('tersimpan'),
    },
  };
}

/** What a refused or uploaded form comes back with: everything that was typed, and what is wrong. */
interface Returned {
  sections: WordsSection[];
  problems: WordsProblem[];
  refused: WordsRefusal | null;
  fault: 'noFile' | 'tooLarge' | 'notJson' | null;
  /** Another one for every file that was read: the fields take its values. */
  uploaded: string | null;
}

async function readUpload(
  file: FormDataEntryValue | null,
): Promise<{ document: unknown } | { fault: Returned['fault'] }> {
  if (!(file instanceof File) || file.size === 0) return { fault: 'noFile' };
  if (file.size > LARGEST_FILE) return { fault: 'tooLarge' };
  try {
    return { document: JSON.parse(await file.text()) };
  } catch {
    return { fault: 'notJson' };
  }
}

export async function action({ request }: ActionFunctionArgs) {
  const viewer = await requireRole(request, ['organizer'], { hidden: true });
  const contest = await currentContest();
  if (!contest) throw redirect(paths.organizer());
  const { document: shown } = wordsOf(contest);
  const form = await request.formData();
  const intent = form.get('intent');
  const back = (status: number, values: Partial<Returned>) => {
    const none: Returned = { sections: sectionsOf(shown), problems: [], refused: null, fault: null, uploaded: null };
    return data({ ...none, ...values }, { status });
  };
  if (intent === 'unggah') {
    const read = await readUpload(form.get('berkas'));
    if ('fault' in read) return back(422, { fault: read.fault });
    const whole =
      typeof read.document === 'object' ? { ...documentOf(contest.portalDomain, null), ...read.document } : null;
    const problems = Array.isArray(read.document) ? problemsOf(null) : problemsOf(whole);
    const readable = whole !== null && problems.every(({ code }) => code !== 'shape');
    return back(problems.length > 0 ? 422 : 200, {
      problems,
      uploaded: readable ? crypto.randomUUID() : null,
      ...(readable ? { sections: sectionsOf(whole) } : {}),
    });
  }
  const seen = String(form.get('seen') ?? '');
  const texts = [...form].flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : []));
  const typed = intent === 'baku' ? null : readWords(new Map(texts), shown);
  const problems = typed ? problemsOf(typed) : [];
  if (typed && problems.length > 0) return back(422, { sections: sectionsOf(typed), problems });
  const outcome = await saveWords(contest.id, typed && regencyDocument.parse(typed), seen, viewer.userId);
  if (outcome.done) return redirect(`${paths.words()}?tersimpan`);
  return back(409, { refused: outcome.why, ...(typed ? { sections: sectionsOf(typed) } : {}) });
}

export default function Words() {
  const { title, words } = useLoaderData<typeof loader>();
  const returned = useActionData<typeof action>();
  const t = useText(wordsText);
  if (!words)
    return (
      <Page>
        <PageHeader title={title} />
        <NoContest mayCreate />
      </Page>
    );
  const { open, stamp, edited, domain } = words;
  const sections = returned?.sections ?? words.sections;
  const problems = returned?.problems ?? [];
  const shared = { problems, disabled: !open };
  return (
    <Page>
      <PageHeader title={title} lead={t('wordsLead')}>
        <ButtonLink to={paths.wordsFile()} reload>
          {t('download')}
        </ButtonLink>
      </PageHeader>
      {returned?.refused ? <Notice tone="danger" title={t(`refused_${returned.refused}`)} live /> : null}
      {problems.length > 0 ? <Wrong problems={problems} /> : null}
      {returned?.uploaded && problems.length === 0 ? (
        <Notice title={t('uploaded')} live>
          <p>{t('uploadedLead')}</p>
        </Notice>
      ) : null}
      {words.saved && !returned ? <Notice tone="success" title={t('saved')} live /> : null}
      <Notice title={t(open ? 'nextAudit' : 'closed')}>
        <p>{t(open ? 'nextAuditLead' : 'closedLead')}</p>
        <p className="small">
          {t(edited ? 'isEdited' : 'isDefault')} {t('stamp', { stamp })}. {t('portalHelp', { domain })}
        </p>
      </Notice>
      {/* A new key, so that the fields take what came back. */}
      <Form method="post" className="stack" key={`${stamp} ${returned?.uploaded ?? ''}`}>
        <input type="hidden" name="seen" value={stamp} />
        <NameFields sections={sections} {...shared} />
        {sections.map((section) => (
          <SectionFields key={section.key} section={section} {...shared} />
        ))}
        <PatternFields sections={sections} {...shared} />
        {open ? (
          <div className="row">
            <Button kind="primary" name="intent" value="simpan">
              {t('save')}
            </Button>
          </div>
        ) : null}
      </Form>
      {open ? <FileAndReset stamp={stamp} fault={returned?.fault ?? null} /> : null}
    </Page>
  );
}

/** Every problem in one place, for those whose field is folded or gone. */
function Wrong({ problems }: { problems: readonly WordsProblem[] }) {
  const t = useText(wordsText);
  return (
    <Notice tone="danger" title={t('wrong', { n: problems.length })} live>
      <ul>
        {problems.slice(0, 20).map(({ path, line, code, value }) => (
          <li key={`${path} ${line} ${value}`}>
            {path ? <code>{path}</code> : null} {t(`problem_${code}`, { line: line ?? '', value })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function FileAndReset({ stamp, fault }: { stamp: string; fault: Returned['fault'] }) {
  const t = useText(wordsText);
  return (
    <section className="card" aria-labelledby="berkas">
      <h2 id="berkas">{t('file')}</h2>
      <Form method="post" encType="multipart/form-data" className="stack">
        <Field
          label={t('uploadFile')}
          hint={t('uploadHint')}
          name="berkas"
          type="file"
          accept=".json,application/json"
          error={fault ? t(`fault_${fault}`) : undefined}
        />
        <div>
          <Button name="intent" value="unggah">
            {t('upload')}
          </Button>
        </div>
      </Form>
      <details className="fold">
        <summary>{t('reset')}</summary>
        <p className="muted">{t('resetLead')}</p>
        <Form method="post">
          <input type="hidden" name="seen" value={stamp} />
          <Button kind="danger" name="intent" value="baku">
            {t('resetConfirm')}
          </Button>
        </Form>
      </details>
    </section>
  );
}
