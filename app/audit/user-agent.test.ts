import { expect, test } from 'vitest';
import { USER_AGENT, userAgentFor } from './guarded-fetch.ts';

test.each([
  [undefined, USER_AGENT],
  ['', USER_AGENT],
  ['panitia@kab.go.id', `${USER_AGENT} (panitia@kab.go.id)`],
  ['https://lomba.kab.go.id/', `${USER_AGENT} (+https://lomba.kab.go.id/)`],
  ['+https://lomba.kab.go.id/', `${USER_AGENT} (+https://lomba.kab.go.id/)`],
  ['surel@kab.go.id)\r\nCookie: x', `${USER_AGENT} (surel@kab.go.idCookie:x)`],
])('%s', (contact, agent) => {
  expect(userAgentFor(contact)).toBe(agent);
});
