import { useEffect } from 'react';
import { devicesText } from '#app/i18n/devices.ts';
import { useText } from '#app/i18n/use-text.ts';
import { useNonce } from './nonce.ts';

const SCRIPT = '/peramban.js';

/**
 * What a device needs for judging, and, where it falls short, what and how to mend it. The check is a file of its own in
 * old JavaScript: our modules do not even parse in the browsers it is for.
 */
export function DeviceFloor() {
  const t = useText(devicesText);
  const nonce = useNonce();
  useEffect(() => {
    // Arrived here without a page load: React puts the script below in the page, and a browser does not run it then.
    const script = document.createElement('script');
    script.src = SCRIPT;
    document.head.append(script);
    return () => script.remove();
  }, []);
  return (
    <>
      <noscript>
        <div className="notice notice--warning">
          <p>{t('floorScript')}</p>
        </div>
      </noscript>
      <div id="perangkat-kurang" className="notice notice--danger" role="status" hidden>
        <p className="notice__title">{t('floorTitle')}</p>
        <p id="peramban-lama" hidden>
          {t('floorBrowser')}
        </p>
        <p id="memori-kecil" hidden>
          {t('floorMemory')}
        </p>
      </div>
      <script src={SCRIPT} nonce={nonce} defer />
    </>
  );
}
