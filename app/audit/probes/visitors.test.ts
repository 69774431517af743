import { expect, test } from 'vitest';
import { asCitizen, asLighthouse } from './visitors.ts';

const CORE = '../../../node_modules/lighthouse/core';

test('Lighthouse’s phone is the one of the Lighthouse that is installed', async () => {
  const { screenEmulationMetrics, userAgents } = await import(`${CORE}/config/constants.js`);
  const { userAgent, viewport } = asLighthouse('136');
  const { width, height, deviceScaleFactor } = screenEmulationMetrics.mobile;
  expect(userAgent).toBe(userAgents.mobile);
  expect(viewport).toMatchObject({ width, height, deviceScaleFactor });
});

test('a citizen carries none of the marks of Lighthouse or of the audit', () => {
  const [citizen, lighthouse] = [asCitizen('156'), asLighthouse('156')];
  expect(`${citizen.userAgent} ${citizen.metadata.model}`).not.toMatch(/lighthouse|moto|lombaopd|headless/i);
  expect(citizen.viewport.height).not.toBe(lighthouse.viewport.height);
  expect(citizen.viewport.deviceScaleFactor).not.toBe(lighthouse.viewport.deviceScaleFactor);
  expect(citizen.byHand).toBe(true);
  const across = ({ viewport }: typeof citizen) => viewport.width * (viewport.deviceScaleFactor ?? 1);
  expect(Math.abs(across(citizen) - across(lighthouse))).toBeLessThan(2);
});
