import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react';
import { shellText } from '#app/i18n/shell.ts';
import { useText } from '#app/i18n/use-text.ts';

interface Frame {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean | undefined;
}

/** What ties a control to its label, hint and error. */
function useControl({ hint, error }: Pick<Frame, 'hint' | 'error'>) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return {
    id,
    className: 'input',
    'aria-describedby': described || undefined,
    'aria-invalid': error ? true : undefined,
  };
}

/** Required, and open to be filled. */
const isAsked = (input: { required?: boolean; disabled?: boolean; readOnly?: boolean }) =>
  input.required && !input.disabled && !input.readOnly;

function FieldFrame({ id, label, hint, error, required, children }: Frame & { id: string; children: ReactNode }) {
  const t = useText(shellText);
  return (
    <div className="field">
      <div className="field__head">
        <label className="field__label" htmlFor={id}>
          {label}
        </label>
        {/* The control's own `required` says it to screen readers. */}
        {required ? (
          <span className="field__required" aria-hidden="true">
            {t('required')}
          </span>
        ) : null}
      </div>
      {hint ? (
        <span className="field__hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      {children}
      {error ? (
        <span className="field__error" id={`${id}-error`} role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}

/** A labelled input; the error stands under it and is tied to it for screen readers. */
export function Field({ label, hint, error, ...input }: Frame & InputHTMLAttributes<HTMLInputElement>) {
  const control = useControl({ hint, error });
  return (
    <FieldFrame id={control.id} label={label} hint={hint} error={error} required={isAsked(input)}>
      <input {...input} {...control} />
    </FieldFrame>
  );
}

export function TextArea({ label, hint, error, ...input }: Frame & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const control = useControl({ hint, error });
  return (
    <FieldFrame id={control.id} label={label} hint={hint} error={error} required={isAsked(input)}>
      <textarea {...input} {...control} />
    </FieldFrame>
  );
}

export function SelectField({ label, hint, error, ...input }: Frame & SelectHTMLAttributes<HTMLSelectElement>) {
  const control = useControl({ hint, error });
  return (
    <FieldFrame id={control.id} label={label} hint={hint} error={error} required={isAsked(input)}>
      <select {...input} {...control} />
    </FieldFrame>
  );
}
