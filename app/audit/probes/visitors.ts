/** As whom a home page is asked for: phones, browsers and search engines in their own words. Pure. */
import type { Viewport } from 'puppeteer';

export interface Disguise {
  userAgent: string;
  viewport: Viewport & { isMobile: true };
  /** Client hints (Sec-CH-UA…) that go with the user agent. */
  metadata: {
    brands: { brand: string; version: string }[];
    platform: string;
    platformVersion: string;
    architecture: string;
    model: string;
    mobile: boolean;
  };
  /** Says that no program drives it. */
  byHand: boolean;
}

const phone = (width: number, height: number, deviceScaleFactor: number) =>
  ({ width, height, deviceScaleFactor, isMobile: true, hasTouch: true }) as const;

const brands = (major: string) => [
  { brand: 'Chromium', version: major },
  { brand: 'Google Chrome', version: major },
];

/** Lighthouse's emulated phone, as core/config/constants.js and core/lib/emulation.js of Lighthouse 13 have it. */
export function asLighthouse(major: string): Disguise {
  return {
    userAgent: `Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Mobile Safari/537.36`,
    viewport: phone(412, 823, 1.75),
    metadata: {
      brands: brands(major),
      platform: 'Android',
      platformVersion: '11.0',
      architecture: '',
      model: 'moto g power (2022)',
      mobile: true,
    },
    byHand: false,
  };
}

/**
 * A citizen's Chrome on a common phone. As many device pixels across as Lighthouse's (721) and the audit's (720), so that
 * a `srcset` gives all of them the same images.
 */
export function asCitizen(major: string): Disguise {
  return {
    userAgent: `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 Mobile Safari/537.36`,
    viewport: phone(360, 780, 2),
    metadata: {
      brands: [...brands(major), { brand: 'Not.A/Brand', version: '99' }],
      platform: 'Android',
      platformVersion: '14.0.0',
      architecture: '',
      model: 'SM-A155F',
      mobile: true,
    },
    byHand: true,
  };
}

/** Google's crawler for phones, as developers.google.com/search/docs/crawling-indexing/google-common-crawlers has it. */
export const GOOGLEBOT =
  'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/146.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)';
export const FROM_GOOGLE = 'https://www.google.com/';
