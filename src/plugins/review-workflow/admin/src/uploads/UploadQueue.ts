import type { Upload } from 'tus-js-client';
import { createUpload, startOrResume } from './tusUpload';

export interface UploadView {
  readonly key: string;
  readonly name: string;
  readonly size: number;
  /** Bytes that have left this browser. */
  readonly sent: number;
  /** `interrupted`: the connection was lost; it can go on. `refused` is final. */
  readonly state: 'waiting' | 'sending' | 'paused' | 'interrupted' | 'refused';
  readonly message: string;
}

interface Entry {
  view: UploadView;
  readonly file: File;
  readonly upload: Upload;
}

const AT_ONCE = 3;

/** The uploads of one dataset; they go on while the officer fills in the next step. */
export class UploadQueue {
  private entries: readonly Entry[] = [];
  private snapshot: readonly UploadView[] = [];
  private readonly listeners = new Set<() => void>();
  private count = 0;

  constructor(
    private readonly datasetId: string,
    private readonly onArrived: () => void,
  ) {
    window.addEventListener('offline', () => this.interrupt());
    window.addEventListener('online', () => this.resumeInterrupted());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly views = (): readonly UploadView[] => this.snapshot;

  /** A file that is on its way already is not sent twice. */
  add(files: readonly File[]): void {
    const fresh = files.filter((file) => !this.entries.some((entry) => isUnderWay(entry, file)));
    this.entries = [...this.entries, ...fresh.map((file) => this.entryOf(file))];
    this.changed();
    this.startNext();
  }

  pause(key: string): void {
    void this.find(key)?.upload.abort();
    this.update(key, { state: 'paused' });
    this.startNext();
  }

  resume(key: string): void {
    this.update(key, { state: 'waiting', message: '' });
    this.startNext();
  }

  /** Forgets it, here and on the server. */
  cancel(key: string): void {
    void this.find(key)
      ?.upload.abort(true)
      .catch(() => undefined);
    this.remove(key);
    this.startNext();
  }

  private entryOf(file: File): Entry {
    this.count += 1;
    const key = String(this.count);
    const upload = createUpload(this.datasetId, file, {
      onProgress: (sent) => this.update(key, { sent }),
      onDone: () => {
        this.remove(key);
        this.onArrived();
        this.startNext();
      },
      onStopped: ({ message, refused }) => {
        this.update(key, { state: refused ? 'refused' : 'interrupted', message });
        this.startNext();
      },
    });
    const view = { key, name: file.name, size: file.size, sent: 0, state: 'waiting', message: '' };
    return { view: view as UploadView, file, upload };
  }

  private startNext(): void {
    const sending = this.entries.filter(({ view }) => view.state === 'sending').length;
    const waiting = this.entries.filter(({ view }) => view.state === 'waiting');
    for (const { view, upload } of waiting.slice(0, Math.max(AT_ONCE - sending, 0))) {
      this.update(view.key, { state: 'sending' });
      void startOrResume(upload);
    }
  }

  /** Said at once, not only after all tries. */
  private interrupt(): void {
    for (const { view, upload } of this.entries) {
      if (view.state !== 'sending') continue;
      void upload.abort();
      this.update(view.key, { state: 'interrupted' });
    }
  }

  private resumeInterrupted(): void {
    for (const { view } of this.entries) {
      if (view.state === 'interrupted') this.resume(view.key);
    }
  }

  private find(key: string): Entry | undefined {
    return this.entries.find(({ view }) => view.key === key);
  }

  private update(key: string, changes: Partial<UploadView>): void {
    this.entries = this.entries.map((entry) =>
      entry.view.key === key ? { ...entry, view: { ...entry.view, ...changes } } : entry,
    );
    this.changed();
  }

  private remove(key: string): void {
    this.entries = this.entries.filter(({ view }) => view.key !== key);
    this.changed();
  }

  private changed(): void {
    this.snapshot = this.entries.map(({ view }) => view);
    for (const listener of this.listeners) listener();
  }
}

function isUnderWay({ view, file }: Entry, { name, size, lastModified }: File): boolean {
  return (
    view.state !== 'refused' &&
    file.name === name &&
    file.size === size &&
    file.lastModified === lastModified
  );
}
