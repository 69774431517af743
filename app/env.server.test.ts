import { expect, test } from 'vitest';
import { readEnv } from './env.server.ts';

test('an empty variable is an absent one', () => {
  const settings = readEnv({ DATABASE_URL: '', PORT: '' });
  expect([settings.DATABASE_URL, settings.PORT]).toEqual([undefined, 3000]);
});

test('each wrong variable is named', () => {
  const wrong = { DATABASE_URL: 'not a url', PORT: '99999', AUTH_SECRET: 'short' };
  expect(() => readEnv(wrong)).toThrow(/DATABASE_URL[\s\S]*PORT[\s\S]*AUTH_SECRET/);
});
