/**
 * A telephone number as written in Taiwan: area code with or without brackets, hyphens or spaces,
 * mobile, 0800, +886, and an extension: (02)-23800791, 02-2380-0791#123, 0912-345-678 轉 5.
 */
export function isTaiwanPhone(text: string): boolean {
  const match =
    /^(?<number>(?:\+886|\(0\d{1,3}\)|0\d{1,3})[\d\s-]*\d)\s*(?:(?:#|ext\.?|轉|分機)\s*\d{1,6})?$/i.exec(
      text.normalize('NFKC').trim(),
    );
  const digits = (match?.groups?.number ?? '').replace('+886', '0').replace(/\D/g, '');
  return /^0[2-9]\d{7,8}$/.test(digits);
}

/** An e-mail address of one `@`, a dotted host, and no space; at most 254 characters (RFC 5321). */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/.test(
      text,
    ) &&
    !text.includes('..')
  );
}
