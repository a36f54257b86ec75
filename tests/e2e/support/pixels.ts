import { inflateSync } from 'node:zlib';

/** A PNG of 8 bits a colour, as browsers write them. */
export function pixelsOf(bytes: Buffer) {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const size = bytes[25] === 6 ? 4 : 3;
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * size;
  const lines = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < stride; x += 1) {
      const value = raw[y * (stride + 1) + 1 + x] ?? 0;
      const left = x < size ? 0 : (lines[y * stride + x - size] ?? 0);
      const up = y === 0 ? 0 : (lines[(y - 1) * stride + x] ?? 0);
      const corner = x < size || y === 0 ? 0 : (lines[(y - 1) * stride + x - size] ?? 0);
      const by = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][raw[y * (stride + 1)] ?? 0] ?? 0;
      lines[y * stride + x] = (value + by) & 255;
    }
  return {
    width,
    height,
    colour: (x: number, y: number) => {
      const at = Math.floor(y) * stride + x * size;
      return `#${lines.subarray(at, at + 3).toString('hex')}`;
    },
  };
}

function paeth(a: number, b: number, c: number): number {
  const [pa, pb, pc] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (pa <= pb && pa <= pc) return a;
  return pb <= pc ? b : c;
}
