import { useFetcher } from '@remix-run/react';
import { type ComponentProps, type FormEvent, useEffect, useRef } from 'react';
import { rubricEditorText } from '#app/i18n/rubric-editor.ts';
import type { Locale } from '#app/i18n/text.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Field, TextArea } from './field.tsx';
import type { Effects } from './rubric-effects.tsx';

/** What a refused form carried, by field, and what is wrong with each. */
export interface FieldState {
  typed: Record<string, string>;
  errors: Record<string, string>;
}

interface Place {
  /** Place in the document: the field's name. */
  path: string;
  value: string | number | undefined;
  state: FieldState;
}

/** As people write numbers: 1,25 in Indonesian. */
const written = (value: string | number | undefined, locale: Locale) =>
  typeof value === 'number' && locale === 'id' ? String(value).replace('.', ',') : (value ?? '');

export function DraftField({ path, value, state, ...rest }: Place & Omit<ComponentProps<typeof Field>, 'value'>) {
  const locale = useLocale();
  return (
    <Field
      {...rest}
      key={`${path} ${state.typed[path] ?? value}`}
      name={path}
      defaultValue={state.typed[path] ?? written(value, locale)}
      error={state.errors[path]}
    />
  );
}

export function DraftText({ path, value, state, ...rest }: Place & Omit<ComponentProps<typeof TextArea>, 'value'>) {
  return (
    <TextArea
      rows={2}
      {...rest}
      key={`${path} ${state.typed[path] ?? value}`}
      name={path}
      defaultValue={state.typed[path] ?? value ?? ''}
      error={state.errors[path]}
    />
  );
}

/** A weight or another number: people type 12,5 and 12.5. */
export const decimal = { inputMode: 'decimal', autoComplete: 'off', maxLength: 12 } as const;

/** Name and description, or a level's words, in both languages side by side. */
export function BothLanguages(props: {
  path: string;
  value: { id: string; en?: string | undefined } | undefined;
  labels: { id: string; en: string };
  state: FieldState;
  long?: boolean;
}) {
  const { path, value, labels, state, long } = props;
  const Part = long ? DraftText : DraftField;
  return (
    <div className="plan-fields editor__pair">
      <Part path={`${path}.id`} value={value?.id} label={labels.id} state={state} required />
      <Part path={`${path}.en`} value={value?.en} label={labels.en} state={state} />
    </div>
  );
}

const WAIT_MS = 500;

/**
 * Tries what is on the screen as it is changed, without saving: `onInput` goes on the form, `tried` is the last answer.
 * Without JavaScript the button "Coba tanpa menyimpan" does the same.
 */
export function useTry(): { onInput: (event: FormEvent<HTMLFormElement>) => void; tried: Effects | null } {
  const fetcher = useFetcher<{ effects: Effects | null }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const body = new FormData(form);
      body.set('intent', 'coba');
      fetcher.submit(body, { method: 'post' });
    }, WAIT_MS);
  };
  return { onInput, tried: fetcher.data?.effects ?? null };
}

/** What keeps the draft from being saved or put in force, place by place. */
export function FaultList({ title, faults }: { title: string; faults: { place: string; message: string }[] }) {
  const t = useText(rubricEditorText);
  if (faults.length === 0) return null;
  return (
    <div className="notice notice--danger" role="alert">
      <p className="notice__title">{title}</p>
      <ul>
        {faults.map(({ place, message }) => (
          <li key={`${place} ${message}`}>
            <strong>{place || t('placeWhole')}:</strong> {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
