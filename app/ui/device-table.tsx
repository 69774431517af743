import { Form } from '@remix-run/react';
import { devicesText } from '#app/i18n/devices.ts';
import { formatTime } from '#app/i18n/format.ts';
import { useLocale, useText } from '#app/i18n/use-text.ts';
import { isSilent } from '#app/identity/device-silence.ts';
import type { DeviceRow } from '#app/identity/devices.server.ts';
import { Button } from './button.tsx';
import { Badge, type Tone } from './notice.tsx';
import { TableBox } from './table-box.tsx';

const tones: Record<DeviceRow['state'], Tone> = { in: 'success', out: 'neutral', cutOff: 'danger' };
const words = { in: 'stateIn', out: 'stateOut', cutOff: 'stateCutOff' } as const;

/** Judges' devices; each that is in has a button `intent=cutOff`, `device=<id>` posted to the page's own action. */
export function DeviceTable({ devices }: { devices: readonly DeviceRow[] }) {
  const t = useText(devicesText);
  const locale = useLocale();
  if (devices.length === 0) return <p className="muted">{t('noDevices')}</p>;
  return (
    <TableBox label={t('devicesTitle', { n: devices.length })}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('judge')}</th>
            <th scope="col">{t('device')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('contact')}</th>
            <th scope="col">{t('unsent')}</th>
            <th scope="col">{t('act')}</th>
          </tr>
        </thead>
        <tbody>
          {devices.map((device) => {
            const name = device.label ?? t('unknownDevice');
            const silent = isSilent(device);
            return (
              <tr key={device.id}>
                <th scope="row">{device.judge}</th>
                <td>
                  {name}
                  <br />
                  <span className="muted small">{t('since', { time: formatTime(device.firstContact, locale) })}</span>
                </td>
                <td>
                  <Badge tone={silent ? 'warning' : tones[device.state]}>
                    {t(silent ? 'stateSilent' : words[device.state])}
                  </Badge>
                </td>
                <td>
                  <Ago device={device} />
                </td>
                <td className="number">
                  {device.unsent === null ? (
                    <span className="muted">{t('notSaid')}</span>
                  ) : device.unsent > 0 ? (
                    <Badge tone="warning">{device.unsent}</Badge>
                  ) : (
                    device.unsent
                  )}
                </td>
                <td>
                  {device.state === 'in' ? (
                    <Form method="post">
                      <input type="hidden" name="device" value={device.id} />
                      <Button
                        kind="danger"
                        name="intent"
                        value="cutOff"
                        aria-label={t('cutOffOf', { device: name, judge: device.judge })}
                      >
                        {t('cutOff')}
                      </Button>
                    </Form>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

/** Minutes and hours while they say something, the moment itself after two days. */
function Ago({ device }: { device: DeviceRow }) {
  const t = useText(devicesText);
  const locale = useLocale();
  const minutes = Math.floor(device.silentSeconds / 60);
  const moment = formatTime(device.lastContact, locale);
  if (minutes >= 48 * 60) return <>{moment}</>;
  const said =
    minutes < 1
      ? t('now')
      : minutes < 60
        ? t('minutesAgo', { n: minutes })
        : t('hoursAgo', { n: Math.floor(minutes / 60) });
  return <time title={moment}>{said}</time>;
}
