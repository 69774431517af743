import { Form } from '@remix-run/react';
import { objectionsText } from '#app/i18n/objections.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import type { DeskObjection } from '#app/publication/objection-desk.server.ts';
import { Button } from './button.tsx';
import { TextArea } from './field.tsx';
import { ObjectionBody, ObjectionState } from './objection-body.tsx';

export interface RefusedAnswer {
  objectionId: string;
  problem: string;
  reason: string;
}

interface Props {
  objection: DeskObjection;
  /** Whether it is the time for answers. */
  open: boolean;
  refused: RefusedAnswer | undefined;
}

/** One objection before the panel, with the ways to answer it. The route links judging.css and opd.css. */
export function DeskObjectionCard({ objection, open, refused }: Props) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const { id, entry, indicator, name, state } = objection;
  return (
    <article className="card">
      <div className="row row--between">
        <h3>{entry}</h3>
        <ObjectionState state={state} />
      </div>
      <p>
        <strong>{t('of', { indicator, name: localized(name, locale) })}</strong>
      </p>
      <ObjectionBody objection={objection} />
      {open && state === 'open' ? (
        <details className="fold" open={refused !== undefined}>
          <summary>{t('rejectTitle')}</summary>
          <Form method="post" className="stack" noValidate>
            <input type="hidden" name="objectionId" value={id} />
            <TextArea
              label={t('reason')}
              hint={t('reasonHint')}
              name="reason"
              required
              maxLength={2000}
              defaultValue={refused?.reason ?? ''}
              error={refused?.problem}
            />
            <div>
              <Button kind="danger" name="intent" value="tolak">
                {t('reject')}
              </Button>
            </div>
          </Form>
        </details>
      ) : null}
    </article>
  );
}
