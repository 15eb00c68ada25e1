import { DomainError } from '../errors';

/** Longest file name, in bytes of UTF-8: what common file systems allow. */
const MAX_NAME_BYTES = 255;

interface NameCheck {
  readonly reason: string;
  readonly fails: (name: string) => boolean;
}

/** Why a name is refused; the first that fails is named in `details.reason`. */
const CHECKS: readonly NameCheck[] = [
  { reason: 'empty', fails: (name) => name.trim() === '' },
  { reason: 'too-long', fails: (name) => new TextEncoder().encode(name).length > MAX_NAME_BYTES },
  {
    reason: 'path',
    fails: (name) => /[/\\\u2044\u2215\uff0f\uff3c]/.test(name) || /^\.+$/.test(name),
  },
  { reason: 'control', fails: (name) => /\p{Cc}/u.test(name) },
  // Bidirectional controls make `fdp.exe` look like `exe.pdf`; the others are invisible.
  {
    reason: 'direction',
    fails: (name) => /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/.test(name),
  },
  { reason: 'encoding', fails: (name) => /[\p{Cs}\ufffd]/u.test(name) },
  { reason: 'reserved', fails: (name) => /[<>:"|?*]/.test(name) },
  {
    reason: 'device',
    fails: (name) => /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i.test(name.trim()),
  },
  { reason: 'ends', fails: (name) => /^[.\s]|[.\s]$/.test(name) },
];

/**
 * The name under which a file is kept, in normal form C.
 *
 * @throws DomainError file.name_invalid (422) with `reason`
 */
export function cleanFileName(name: string): string {
  const failed = CHECKS.find((check) => check.fails(name));
  if (failed) {
    throw new DomainError('file.name_invalid', 'invalid', {
      path: 'file',
      params: { reason: failed.reason },
    });
  }
  return name.normalize('NFC');
}

/** What follows the last dot, in lower case; empty without one. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}
