/**
 * Byte pair encoding in linear time: tokens are taken greedily, longest first, and taken back
 * where a neighbouring pair could not have come out of the merges. The algorithm is the one of
 * GitHub's `bpe` crate ("So many tokens, so little time"); results are exactly those of merging.
 */
export interface BytePairs {
  /** Number of tokens of bytes[start..end), encoded on their own. */
  count(bytes: Uint8Array, start: number, end: number): number;
}

const NONE = -1;

/** Children of trie nodes in one open-addressed table: (node, byte) → node. */
class Trie {
  private keys = new Int32Array(1 << 21).fill(NONE);
  private nodes = new Int32Array(1 << 21);
  private size = 1;
  /** Token that ends at a node, or NONE. */
  readonly tokenAt: Int32Array;

  constructor(maxNodes: number) {
    this.tokenAt = new Int32Array(maxNodes).fill(NONE);
  }

  next(node: number, byte: number): number {
    const key = node * 256 + byte;
    let slot = Math.imul(key, 0x9e3779b1) >>> 11;
    for (;;) {
      const found = this.keys[slot];
      if (found === key) return this.nodes[slot] as number;
      if (found === NONE) return NONE;
      slot = (slot + 1) & 0x1fffff;
    }
  }

  insert(bytes: Uint8Array, token: number): void {
    let node = 0;
    for (const byte of bytes) {
      let child = this.next(node, byte);
      if (child === NONE) {
        child = this.size++;
        const key = node * 256 + byte;
        let slot = Math.imul(key, 0x9e3779b1) >>> 11;
        while (this.keys[slot] !== NONE) slot = (slot + 1) & 0x1fffff;
        this.keys[slot] = key;
        this.nodes[slot] = child;
      }
      node = child;
    }
    this.tokenAt[node] = token;
  }
}

/** (left, right) → the token that their merge makes. */
class PairTable {
  private lefts = new Int32Array(1 << 19).fill(NONE);
  private rights = new Int32Array(1 << 19);
  private merged = new Int32Array(1 << 19);

  private slotOf(left: number, right: number): number {
    let slot = Math.imul(Math.imul(left, 0x9e3779b1) ^ right, 0x85ebca6b) >>> 13;
    while (
      this.lefts[slot] !== NONE &&
      (this.lefts[slot] !== left || this.rights[slot] !== right)
    ) {
      slot = (slot + 1) & 0x7ffff;
    }
    return slot;
  }

  get(left: number, right: number): number {
    const slot = this.slotOf(left, right);
    return this.lefts[slot] === NONE ? NONE : (this.merged[slot] as number);
  }

  set(left: number, right: number, token: number): void {
    const slot = this.slotOf(left, right);
    this.lefts[slot] = left;
    this.rights[slot] = right;
    this.merged[slot] = token;
  }
}

/**
 * @param tokens The bytes of every token, by rank; ranks are merge priorities.
 */
export function createBytePairs(tokens: readonly Uint8Array[]): BytePairs {
  return new Encoder(tokens);
}

class Encoder implements BytePairs {
  private readonly trie: Trie;
  private readonly pairs = new PairTable();
  private readonly lengths: Uint8Array;
  /** Longest token that is a proper prefix of a token. */
  private readonly prefixOf: Int32Array;
  /** The two tokens that a token is merged from; itself where it is a byte. */
  private readonly leftOf: Int32Array;
  private readonly rightOf: Int32Array;
  private stack = new Int32Array(256);
  private dead = new Uint8Array(256);

  constructor(tokens: readonly Uint8Array[]) {
    const bytes = tokens.reduce((sum, token) => sum + token.length, 1);
    this.trie = new Trie(bytes);
    this.lengths = Uint8Array.from(tokens, (token) => token.length);
    this.prefixOf = new Int32Array(tokens.length).fill(NONE);
    this.leftOf = new Int32Array(tokens.length);
    this.rightOf = new Int32Array(tokens.length);
    tokens.forEach((token, rank) => this.trie.insert(token, rank));
    tokens.forEach((token, rank) => {
      this.prefixOf[rank] = this.longest(token, 0, token.length - 1);
    });
    tokens.forEach((token, rank) => this.split(token, rank));
  }

  private split(token: Uint8Array, rank: number): void {
    this.leftOf[rank] = rank;
    this.rightOf[rank] = rank;
    let left = this.prefixOf[rank] as number;
    for (; left !== NONE; left = this.prefixOf[left] as number) {
      const right = this.exact(token, this.lengths[left] as number);
      if (right === NONE || left >= rank || right >= rank || !this.mayMeet(left, right)) continue;
      this.pairs.set(left, right, rank);
      this.leftOf[rank] = left;
      this.rightOf[rank] = right;
      return;
    }
  }

  private exact(bytes: Uint8Array, start: number): number {
    let node = 0;
    for (let at = start; at < bytes.length && node !== NONE; at++) {
      node = this.trie.next(node, bytes[at] as number);
    }
    return node === NONE ? NONE : (this.trie.tokenAt[node] as number);
  }

  private longest(bytes: Uint8Array, start: number, end: number): number {
    let node = 0;
    let found = NONE;
    for (let at = start; at < end; at++) {
      node = this.trie.next(node, bytes[at] as number);
      if (node === NONE) break;
      const token = this.trie.tokenAt[node] as number;
      if (token !== NONE) found = token;
    }
    return found;
  }

  /** Whether merging could leave these two tokens next to each other. */
  private mayMeet(left: number, right: number): boolean {
    let limit = 0x7fffffff;
    for (;;) {
      const merged = this.pairs.get(left, right);
      if (merged !== NONE && merged < limit) return false;
      let leftDone = false;
      if (left > right) {
        limit = left;
        left = this.rightOf[left] as number;
        if (left !== limit) continue;
        leftDone = true;
      }
      limit = right + 1;
      right = this.leftOf[right] as number;
      if (right + 1 !== limit) continue;
      if (leftDone) return true;
      limit = left;
      left = this.rightOf[left] as number;
      if (left === limit) return true;
    }
  }

  count(bytes: Uint8Array, start: number, end: number): number {
    let next = this.longest(bytes, start, end);
    if ((this.lengths[next] as number) === end - start) return 1;
    if (end - start >= this.dead.length) this.grow(end - start);
    this.dead.fill(0, 0, end - start + 1);
    const { stack, dead, lengths } = this;
    let depth = 0;
    let at = start;
    while (next !== NONE && at < end) {
      const last = depth > 0 ? (stack[depth - 1] as number) : NONE;
      let token = next;
      for (;;) {
        const after = at + (lengths[token] as number);
        if (dead[after - start] === 0 && (last === NONE || this.mayMeet(last, token))) {
          stack[depth++] = token;
          at = after;
          next = this.longest(bytes, at, end);
          break;
        }
        const shorter = this.prefixOf[token] as number;
        if (shorter === NONE) {
          dead[at - start] = 1;
          depth--;
          at -= lengths[last] as number;
          next = last;
          break;
        }
        token = shorter;
      }
    }
    return depth;
  }

  private grow(length: number): void {
    this.stack = new Int32Array(length * 2);
    this.dead = new Uint8Array(length * 2);
  }
}
