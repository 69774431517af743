import { describe, expect, it } from 'vitest';
import { defaultRubric } from '#app/rubric/default.ts';
import { signalIds, signalInfo } from './signals.ts';

describe('signals', () => {
  it('has every signal that the default rubric asks for', () => {
    const asked = defaultRubric()
      .criteria.flatMap((criterion) => criterion.indicators)
      .flatMap((i) => (i.source === 'proposed' ? [...i.signals.map((s) => s.signal), ...(i.zeroWhen ?? [])] : []));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((id) => !signalIds.includes(id))).toEqual([]);
  });

  it('says in both languages what each is and how to mend it, each in words of its own', () => {
    for (const locale of ['id', 'en'] as const) {
      for (const part of ['name', 'explanation', 'advice'] as const) {
        const texts = signalIds.map((id) => signalInfo(id)[part][locale]);
        expect(new Set(texts).size).toBe(signalIds.length);
      }
    }
  });

  it('refuses an unknown id', () => {
    expect(() => signalInfo('speed')).toThrow(RangeError);
  });
});
