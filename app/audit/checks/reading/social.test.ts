import { describe, expect, it } from 'vitest';
import { facebookProfile, instagramProfile } from './social.ts';

describe('profiles', () => {
  it.each([
    ['https://www.facebook.com/DinkesHM/', 'dinkeshm'],
    ['https://m.facebook.com/dinkeshm?ref=x', 'dinkeshm'],
    ['https://www.facebook.com/profile.php?id=1000', '1000'],
    ['https://www.facebook.com/pages/Dinkes/123', '123'],
    ['https://www.facebook.com/share/1AbCdEf/', 'share/1AbCdEf'],
    ['https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2Fdinkeshm', 'dinkeshm'],
    ['https://www.facebook.com/plugins/share_button.php?href=x', null],
    ['https://www.facebook.com/share/p/1AbC/', null],
    ['https://www.facebook.com/sharer.php?u=x', null],
    ['https://www.facebook.com/dialog/share?x', null],
    ['https://facebook.com.contoh.id/dinkes', null],
  ])('Facebook %s is %s', (href, expected) => {
    expect(facebookProfile(href)).toBe(expected);
  });
  it.each([
    ['https://instagram.com/Dinkes_HM?igsh=1', 'dinkes_hm'],
    ['https://www.instagram.com/reel/abc/', null],
    ['https://www.instagram.com/explore/tags/x', null],
    ['https://www.instagram.com', null],
  ])('Instagram %s is %s', (href, expected) => {
    expect(instagramProfile(href)).toBe(expected);
  });
});
