export type SaveState = 'saved' | 'changed' | 'saving' | 'invalid' | 'conflict' | 'offline';
