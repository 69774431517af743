import { describe, expect, it } from 'vitest';
import { putImages, takeImages } from './report-images.ts';

const PICTURE = 'data:image/jpeg;base64,/9j/4AAQ';
const report = {
  audits: {
    'final-screenshot': { details: { data: PICTURE, timing: 812 } },
    'screenshot-thumbnails': { details: { items: [{ data: 'data:image/webp;base64,UklG' }, { data: '' }] } },
    'a/b~c': { text: PICTURE, none: null, link: 'data:text/plain,hai' },
  },
};

describe('takeImages', () => {
  it('leaves no picture behind and everything else as it was', () => {
    const { report: light, images } = takeImages(report);
    expect(JSON.stringify(light)).not.toContain('data:image');
    expect(light.audits['final-screenshot'].details.timing).toBe(812);
    expect(light.audits['a/b~c'].link).toBe('data:text/plain,hai');
    expect(Object.keys(images)).toHaveLength(3);
  });

  it('is undone by putImages, through JSON, empty strings and odd keys included', () => {
    const { report: light, images } = takeImages(report);
    expect(putImages(JSON.parse(JSON.stringify(light)), JSON.parse(JSON.stringify(images)))).toEqual(report);
  });

  it('changes neither what it is given', () => {
    const before = JSON.stringify(report);
    const { report: light, images } = takeImages(report);
    const taken = JSON.stringify(light);
    putImages(light, images);
    expect([JSON.stringify(report), JSON.stringify(light)]).toEqual([before, taken]);
  });
});

describe('putImages', () => {
  it('puts a picture only where one was taken out: text of a page cannot ask for one', () => {
    expect(putImages({ text: 'gambar', empty: '' }, { '/text': PICTURE, '/missing/0': PICTURE })).toEqual({
      text: 'gambar',
      empty: '',
    });
  });
});
