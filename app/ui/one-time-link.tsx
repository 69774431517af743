import { useEffect, useRef, useState } from 'react';
import { peopleText } from '#app/i18n/people.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Notice } from './notice.tsx';

/** A link that is shown this once. Selecting works anywhere; the button only where the browser lets a page copy (https, localhost). */
export function OneTimeLink({ name, url }: { name: string; url: string }) {
  const t = useText(peopleText);
  const box = useRef<HTMLDivElement>(null);
  const [canCopy, setCanCopy] = useState(false);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    setCanCopy(Boolean(navigator.clipboard));
    box.current?.focus();
  }, []);
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => setCopied(true),
      () => setCanCopy(false),
    );
  return (
    <div className="card" ref={box} tabIndex={-1}>
      <h2>{t('linkReady', { name })}</h2>
      <Notice tone="warning">
        <p>{t('linkOnce')}</p>
      </Notice>
      <div className="one-time-link">
        <Field label={t('linkLabel')} readOnly value={url} onFocus={(event) => event.currentTarget.select()} />
        {canCopy ? (
          <Button type="button" kind="primary" onClick={copy}>
            <span aria-live="polite">{t(copied ? 'copied' : 'copy')}</span>
          </Button>
        ) : null}
      </div>
    </div>
  );
}
