import { Form } from '@remix-run/react';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Field, SelectField } from './field.tsx';

interface Version {
  id: string;
  name: string;
  version: number;
  years: number[];
}

/** From what a draft begins: a version that is there, the built-in rubric, or a file. */
export function RubricStart({ versions, current }: { versions: Version[]; current: string }) {
  const t = useText(rubricEditorText);
  const own = versions.find(({ id }) => id === current);
  return (
    <>
      <Form method="post" className="card">
        <h2>{t('startTitle')}</h2>
        <SelectField label={t('startFrom')} name="dari" defaultValue={current}>
          {own ? <option value={own.id}>{t('startCurrent', { version: own.version })}</option> : null}
          {versions
            .filter(({ id }) => id !== current)
            .map(({ id, name, version, years }) => (
              <option key={id} value={id}>
                {t('startVersion', { version, name, years: years.join(', ') || '–' })}
              </option>
            ))}
          <option value="baku">{t('startDefault')}</option>
        </SelectField>
        <div>
          <Button kind="primary" name="intent" value="mulai">
            {t('start')}
          </Button>
        </div>
      </Form>
      <Form method="post" encType="multipart/form-data" className="card">
        <h2>{t('fileTitle')}</h2>
        <Field label={t('file')} hint={t('fileHint')} name="berkas" type="file" accept=".json,application/json" />
        <div>
          <Button name="intent" value="unggah">
            {t('fileRead')}
          </Button>
        </div>
      </Form>
    </>
  );
}
