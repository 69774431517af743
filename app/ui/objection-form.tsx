import { Form } from '@remix-run/react';
import { objectionsText } from '#app/i18n/objections.ts';
import { localized } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Field, SelectField, TextArea } from './field.tsx';
import { KeptWords } from './kept-words.tsx';

export interface RefusedFiling {
  why: string;
  problem: string;
  indicator: string;
  text: string;
}

interface Props {
  indicators: readonly { id: string; name: { id: string; en?: string | undefined } }[];
  /** From the address: the indicator whose button was pressed. */
  chosen: string;
  refused: RefusedFiling | undefined;
  entryId: string;
  /** Objections filed so far: with each the form begins anew. */
  filed: number;
}

/** The form of an objection; refused, it keeps what was typed and says beside the field what to mend. */
export function ObjectionForm({ indicators, chosen, refused, entryId, filed }: Props) {
  const t = useText(objectionsText);
  const locale = useLocale();
  const errorOf = (...reasons: string[]) => (refused && reasons.includes(refused.why) ? refused.problem : undefined);
  const selected = refused?.indicator ?? chosen;
  return (
    <section className="card no-print" id="ajukan" aria-labelledby="ajukan-judul">
      <h2 id="ajukan-judul">{t('fileTitle')}</h2>
      <p className="muted measure">{t('fileLead')}</p>
      <Form key={filed} method="post" encType="multipart/form-data" className="stack" noValidate>
        <KeptWords id={`sanggah:${entryId}`} mark={filed} files />
        <SelectField
          key={selected}
          label={t('indicator')}
          name="indikator"
          required
          defaultValue={selected}
          error={errorOf('indicator', 'already')}
        >
          <option value="">{t('pick')}</option>
          {indicators.map(({ id, name }) => (
            <option key={id} value={id}>
              {id} {localized(name, locale)}
            </option>
          ))}
        </SelectField>
        <TextArea
          label={t('text')}
          hint={t('textHint')}
          name="isi"
          rows={6}
          required
          defaultValue={refused?.text ?? ''}
          error={errorOf('textMissing', 'textShort', 'textLong')}
        />
        <Field
          label={t('pictures')}
          hint={t('picturesHint')}
          name="gambar"
          type="file"
          multiple
          accept="image/jpeg,image/png,image/webp"
          error={errorOf('tooManyPictures', 'pictureTooLarge', 'notAPicture', 'formTooLarge')}
        />
        <div>
          <Button kind="primary">{t('file')}</Button>
        </div>
      </Form>
    </section>
  );
}
