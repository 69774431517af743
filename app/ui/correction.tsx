import { Form } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { versionsText } from '#app/i18n/versions.ts';
import { paths } from '#app/paths.ts';
import { Button, ButtonLink } from './button.tsx';
import { TextArea } from './field.tsx';
import { KeptWords, WordsTaken } from './kept-words.tsx';
import { Notice } from './notice.tsx';

interface CorrectionFormProps {
  /** What was typed and refused, and why. */
  typed: string | undefined;
  error: string | undefined;
}

/** Opens released results for correction; the reason is public at once. */
export function OpenCorrection({ snapshotId, typed, error }: CorrectionFormProps & { snapshotId: string }) {
  const t = useText(versionsText);
  return (
    <details className="card fold" open={typed !== undefined}>
      <summary>{t('correct')}</summary>
      <p className="measure">{t('correctLead')}</p>
      <WordsTaken ids={['koreksi-tutup']} />
      <Form method="post" className="stack">
        <KeptWords id="koreksi" mark="closed" />
        <input type="hidden" name="penetapan" value={snapshotId} />
        <TextArea
          label={t('correctReason')}
          hint={t('correctReasonHint')}
          name="alasan"
          rows={3}
          required
          defaultValue={typed ?? ''}
          error={error}
        />
        <label className="check">
          <input type="checkbox" name="periksa" value="ya" required />
          <span>{t('correctKnow')}</span>
        </label>
        <div>
          <Button kind="danger" name="intent" value="koreksi">
            {t('correctBegin')}
          </Button>
        </div>
      </Form>
    </details>
  );
}

interface CorrectionNoticeProps {
  correction: { version: number; time: string; reason: string };
  year: number;
}

/** That a correction is under way, why, and what the organizer does now. */
export function CorrectionNotice({ correction: { version, time, reason }, year }: CorrectionNoticeProps) {
  const t = useText(versionsText);
  return (
    <Notice tone="warning" title={t('underWay', { n: version, time })}>
      <p>{t('why', { reason })}</p>
      <p className="measure">{t('underWayLead', { n: version })}</p>
      <div className="row">
        <ButtonLink to={paths.resultsOf(year)} reload>
          {t('seeOld', { n: version })}
        </ButtonLink>
        <ButtonLink to={paths.phases()}>{t('toPhases')}</ButtonLink>
      </div>
    </Notice>
  );
}

/** Ends a correction without a new version. */
export function WithdrawCorrection({ typed, error }: CorrectionFormProps) {
  const t = useText(versionsText);
  return (
    <details className="card fold" open={typed !== undefined}>
      <summary>{t('withdraw')}</summary>
      <p className="measure">{t('withdrawLead')}</p>
      <WordsTaken ids={['koreksi']} />
      <Form method="post" className="stack">
        <KeptWords id="koreksi-tutup" mark="open" />
        <TextArea
          label={t('withdrawReason')}
          name="alasan"
          rows={2}
          required
          defaultValue={typed ?? ''}
          error={error}
        />
        <div>
          <Button name="intent" value="tutupKoreksi">
            {t('withdrawAct')}
          </Button>
        </div>
      </Form>
    </details>
  );
}
