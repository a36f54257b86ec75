import { describe, expect, it } from 'vitest';
import { createHanded } from '../../../lib/uploads/handed.ts';

const handed = { file: new Blob(['x']), md5: '0'.repeat(32) };

describe('a file that was handed over', () => {
  it('is given out once: who tries again takes what is kept', () => {
    const files = createHanded();
    files.hold('u1', handed);
    expect([files.take('u1'), files.take('u1'), files.take('u2')]).toEqual([handed, null, null]);
  });

  it('is not held where many wait before it', () => {
    const files = createHanded();
    for (let index = 0; index < 600; index += 1) files.hold(`u${index}`, handed);
    expect([files.take('u0'), files.take('u599')]).toEqual([handed, null]);
    files.hold('u600', handed);
    expect(files.take('u600')).toEqual(handed);
  });
});
