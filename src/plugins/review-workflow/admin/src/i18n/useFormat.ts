import { useMemo } from 'react';
import { useText } from './useText';

const ZONE = 'Asia/Taipei';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Dates in Taipei time, numbers and sizes, as officers in Taiwan read them. */
export function useFormat() {
  const { locale } = useText();
  return useMemo(() => {
    const number = new Intl.NumberFormat(locale);
    const compact = new Intl.NumberFormat(locale, { notation: 'compact' });
    const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' });
    return {
      number: (value: number) => number.format(value),
      /** 15萬, 148K */
      compact: (value: number) => compact.format(value),
      /** Of `YYYY-MM`: 11月, Nov */
      monthName: (text: string) => month.format(new Date(`${text}-01T00:00:00Z`)),
      /** 3 天: how long ago, without the “ago”. */
      since: (iso: string, now = Date.now()) => duration(locale, now - Date.parse(iso)),
      /** 2025-12-16 10:30:01, as the guide shows it. */
      dateTime: (iso: string) => taipei(iso).replace('T', ' '),
      date: (iso: string) => taipei(iso).slice(0, 10),
      /** 678.61 MB */
      bytes: formatBytes,
      megabytes: (bytes: number) => `${(bytes / 1024 ** 2).toFixed(2)} MB`,
    };
  }, [locale]);
}

/** `YYYY-MM-DDTHH:mm:ss` on Taipei's clock. */
function taipei(iso: string): string {
  return new Date(iso).toLocaleString('sv-SE', { timeZone: ZONE }).replace(' ', 'T');
}

function duration(locale: string, ms: number): string {
  const say = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
  if (ms < HOUR_MS) return say(Math.max(Math.round(ms / MINUTE_MS), 0), 'minute');
  if (ms < DAY_MS) return say(Math.round(ms / HOUR_MS), 'hour');
  return say(Math.round(ms / DAY_MS), 'day');
}

function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 ** 2) return `${(bytes / 1024).toFixed(1)} KB`;
  if (bytes < 1024 ** 3) return `${(bytes / 1024 ** 2).toFixed(2)} MB`;
  return `${(bytes / 1024 ** 3).toFixed(2)} GB`;
}
