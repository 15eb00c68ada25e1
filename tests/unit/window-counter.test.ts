import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { WindowCounter, type CountStore } from '../../src/security/window-counter';

function memoryStore(): CountStore {
  const counts = new Map<string, number>();
  return {
    add: (window, fresh) => {
      for (const [key, hits] of fresh) {
        counts.set(`${window}/${key}`, (counts.get(`${window}/${key}`) ?? 0) + hits);
      }
      return Promise.resolve(
        new Map([...fresh.keys()].map((key) => [key, counts.get(`${window}/${key}`) ?? 0])),
      );
    },
  };
}

describe('counting requests in a window', () => {
  it('counts what several instances saw once they have exchanged it', async () => {
    const store = memoryStore();
    const options = { windowMs: 60_000, now: () => 120_000 };
    const [one, two] = [new WindowCounter(options), new WindowCounter(options)];
    for (let i = 0; i < 5; i += 1) one.hit('a');
    for (let i = 0; i < 3; i += 1) two.hit('a');
    await one.exchange(store);
    await two.exchange(store);
    assert.equal(two.peek('a'), 8);
    one.hit('a');
    await one.exchange(store);
    assert.equal(one.peek('a'), 9);
    assert.equal(one.peek('b'), 0);
  });

  it('sends no hit twice while the store takes its time', async () => {
    const quick = memoryStore();
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const slow: CountStore = { add: (...given) => opened.then(() => quick.add(...given)) };
    const counter = new WindowCounter({ windowMs: 60_000, now: () => 0 });
    counter.hit('a');
    const first = counter.exchange(slow);
    counter.hit('a');
    const second = counter.exchange(slow);
    open();
    await Promise.all([first, second]);
    assert.equal(counter.peek('a'), 2);
    await counter.exchange(slow);
    assert.deepEqual([...(await quick.add(0, new Map([['a', 0]])))], [['a', 2]]);
  });

  it('starts again with each window, and says when', () => {
    let now = 60_000;
    const counter = new WindowCounter({ windowMs: 60_000, now: () => now });
    counter.hit('a');
    assert.equal(counter.hit('a'), 2);
    now = 90_500;
    assert.equal(counter.secondsLeft(), 30);
    now = 120_000;
    assert.equal(counter.hit('a'), 1);
  });

  it('keeps no more keys than allowed', () => {
    const counter = new WindowCounter({ windowMs: 60_000, now: () => 0, maxKeys: 2 });
    assert.deepEqual(
      ['a', 'b', 'c', 'a'].map((key) => counter.hit(key)),
      [1, 1, 0, 2],
    );
  });
});
