import { type ReactNode, useId, useState } from 'react';
import { judgingText } from '#app/i18n/judging.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { hasReason, REASON_MIN } from '../mark.ts';

interface ReasonedProps {
  label: string;
  hint?: string;
  reason: string | null;
  action: string;
  disabled: boolean;
  /** What besides the reason is still needed, if anything. */
  lacking?: string | null;
  children?: ReactNode;
  onSave(reason: string): void;
}

/** An act that needs a reason: nothing is sent before the reason is long enough, and the button says what it waits for. */
export function Reasoned({ label, hint, reason, action, disabled, lacking, children, onSave }: ReasonedProps) {
  const t = useText(judgingText);
  const [text, setText] = useState(reason ?? '');
  const id = useId();
  const wanting = lacking ?? (hasReason({ reason: text }) ? null : t('reasonNeeded', { n: REASON_MIN }));
  return (
    <div className="stack stack--tight">
      {children}
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {hint ? <span className="field__hint">{hint}</span> : null}
      <textarea
        id={id}
        className="input input--short"
        value={text}
        maxLength={4000}
        disabled={disabled}
        aria-describedby={`${id}-wanting`}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="row">
        <Button type="button" disabled={disabled || wanting !== null} onClick={() => onSave(text)}>
          {action}
        </Button>
        <span id={`${id}-wanting`} className="muted small">
          {wanting ?? ''}
        </span>
      </div>
    </div>
  );
}
