/** Of characters in real text, at least this share is in Big5's first level or its symbols. */
const FREQUENT_SHARE = 0.7;
const FEW = 8;

/**
 * Whether bytes can be Big5 with Microsoft's extensions (CP950). The platform's own decoder lets
 * other bytes through, and GBK and Japanese encodings too: their characters would nearly all be
 * rare ones in Big5. Parts may cut a character in two.
 */
export class Big5Shape {
  private lead = false;
  private characters = 0;
  private frequent = 0;

  /** @returns false as soon as a byte is out of place */
  push(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      if (this.lead) {
        if (byte < 0x40 || byte > 0xfe || (byte > 0x7e && byte < 0xa1)) return false;
        this.lead = false;
      } else if (byte >= 0x80) {
        if (byte === 0x80 || byte === 0xff) return false;
        this.lead = true;
        this.characters++;
        if (byte >= 0xa1 && byte <= 0xc6) this.frequent++;
      }
    }
    return true;
  }

  /** @returns whether the whole reads like Big5 */
  end(): boolean {
    const { characters, frequent } = this;
    return !this.lead && (characters < FEW || frequent >= characters * FREQUENT_SHARE);
  }
}
