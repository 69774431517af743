import { expect, test } from 'vitest';
import { scrollKey } from './scroll-key.ts';

const at = (key: string, hash: string) => ({ pathname: '/juri', search: '', state: null, key, hash });

test('no two jumps by plain links share a name, so none brings the page back to where another was left', () => {
  const names = [at('default', '#kirim'), at('default', '#i-D5'), at('default', '#i-D5')].map(scrollKey);
  expect(new Set(names).size).toBe(3);
  expect(names).not.toContain('default');
});

test('what the router named itself is found again under its name', () => {
  expect(scrollKey(at('k3f9', '#i-D5'))).toBe('k3f9');
  expect(scrollKey(at('default', ''))).toBe('default');
});
