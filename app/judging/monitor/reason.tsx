import { rulingsText } from '#app/i18n/rulings.ts';
import { useText } from '#app/i18n/use-text.ts';
import { TextArea } from '#app/ui/field.tsx';

/** An act of the page that was refused: which form it came from, why, and what was typed. */
export interface Refused {
  form: string | null;
  problem: string;
  reason: string;
}

/** The reason of an act; a refused one keeps what was typed. */
export function Reason({ refused, label }: { refused: Refused | null; label?: string }) {
  const t = useText(rulingsText);
  return (
    <TextArea
      label={label ?? t('reason')}
      name="reason"
      required={label === undefined}
      maxLength={2000}
      defaultValue={refused?.reason ?? ''}
      error={refused?.problem}
    />
  );
}
