import { Form } from '@remix-run/react';
import { formatNumber } from '#app/i18n/format.ts';
import { secondLookText } from '#app/i18n/second-look.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';

interface GapProps {
  gap: number;
  open: boolean;
  refused: { typed: string; problem: string } | undefined;
}

/** The gap from which two judges are asked to look again. */
export function GapForm({ gap, open, refused }: GapProps) {
  const t = useText(secondLookText);
  const locale = useLocale();
  if (!open) return <p className="muted">{t('gapClosed', { points: formatNumber(gap, locale) })}</p>;
  return (
    <Form method="post" className="card stack" noValidate>
      <input type="hidden" name="intent" value="gap" />
      <Field
        label={t('gap')}
        hint={t('gapHint')}
        name="gap"
        required
        inputMode="decimal"
        defaultValue={refused?.typed ?? formatNumber(gap, locale)}
        error={refused?.problem}
      />
      <div>
        <Button>{t('saveGap')}</Button>
      </div>
    </Form>
  );
}
