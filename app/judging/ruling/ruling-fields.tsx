import { rulingsText } from '#app/i18n/rulings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Field, TextArea } from '#app/ui/field.tsx';
import { KeptWords } from '#app/ui/kept-words.tsx';
import { Notice } from '#app/ui/notice.tsx';
import type { Refused } from './waiting-entry.tsx';

interface FieldsProps {
  /** The form's name on the page. */
  form: string;
  /** Rulings made so far: one more, and what was typed has been taken. */
  made: number;
  refused: Refused | null;
  hint?: string;
}

/** What a ruling says: points or "tidak berlaku", and why; filled as it was sent when it was refused. */
export function RulingFields({ form, made, refused, hint }: FieldsProps) {
  const t = useText(rulingsText);
  const typed = (key: string) => refused?.values[key] ?? '';
  return (
    <>
      <KeptWords id={`putusan:${form}`} mark={made} />
      <fieldset className="checks row">
        <legend className="field__label">{t('kind')}</legend>
        {(['points', 'notApplicable'] as const).map((kind) => (
          <label className="check" key={kind}>
            <input type="radio" name="kind" value={kind} required defaultChecked={typed('kind') === kind} />
            {t(kind === 'points' ? 'kindPoints' : 'kindNotApplicable')}
          </label>
        ))}
      </fieldset>
      <div className="decision__points">
        <Field label={t('points')} name="points" inputMode="decimal" defaultValue={typed('points')} />
      </div>
      <TextArea label={t('reason')} hint={hint} name="reason" required defaultValue={typed('reason')} />
      {refused ? <Notice tone="danger" title={refused.problem} live /> : null}
    </>
  );
}
