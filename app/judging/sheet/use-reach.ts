import { type FormEvent, useState } from 'react';
import { sendEdits } from './device.client.ts';

/** Whether the server answers this judge: an empty batch goes there and back. */
export async function reaches(judgeId: string): Promise<boolean> {
  const result = await sendEdits(judgeId, []).catch(() => ({ ok: false }));
  return result.ok;
}

/**
 * Guards a form: a Remix request that finds no server puts its error page in the sheet's place, so the form asks
 * first and, when nobody answers, says so and stays (`away`). `submit` gets the form's data with the pressed button's.
 */
export function useReach(judgeId: string, submit: (filled: FormData) => void) {
  const [state, setState] = useState<'idle' | 'asking' | 'away'>('idle');
  return {
    away: state === 'away',
    asking: state === 'asking',
    async onSubmit(event: FormEvent<HTMLFormElement>): Promise<void> {
      event.preventDefault();
      const by = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
      // Before the button is disabled: a disabled one gives no value.
      const filled = new FormData(event.currentTarget, by);
      setState('asking');
      const there = await reaches(judgeId);
      setState(there ? 'idle' : 'away');
      if (there) submit(filled);
    },
  };
}
