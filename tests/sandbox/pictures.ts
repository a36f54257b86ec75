import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [red: number, green: number, blue: number];

/** Writes a PNG of 8-bit RGB; `colourAt` is asked for each point. */
export function png(width: number, height: number, colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y++) {
    rows[at++] = 0;
    for (let x = 0; x < width; x++)
      for (const part of colourAt(x, y)) rows[at++] = Math.max(0, Math.min(255, part));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, sum]);
}

/** A reddish patch on skin, nobody's; `seed` moves and sizes it. */
export function woundPicture(seed: number, width = 320, height = 240): Buffer {
  const middle = { x: width * (0.4 + 0.03 * (seed % 7)), y: height * (0.42 + 0.03 * (seed % 5)) };
  const reach = width * (0.16 + 0.02 * (seed % 4));
  return png(width, height, (x, y) => {
    const wobble = 1 + 0.15 * Math.sin(Math.atan2(y - middle.y, x - middle.x) * (3 + (seed % 3)) + seed);
    const depth = Math.hypot(x - middle.x, (y - middle.y) * 1.2) / (reach * wobble);
    const shade = 1 - 0.18 * (y / height);
    if (depth > 1.25) return [228 * shade, 182 * shade, 160 * shade];
    if (depth > 1) return [206 * shade, 128 * shade, 110 * shade];
    return [(96 + 92 * depth) * shade, (30 + 60 * depth) * shade, (32 + 46 * depth) * shade];
  });
}

/** An invented trace on squared paper. */
export function ecgPicture(seed: number, width = 480, height = 160): Buffer {
  const beat = 78 + 6 * (seed % 5);
  const level = (x: number) => {
    const t = (x % beat) / beat;
    const spike = (at: number, high: number, wide: number) => high * Math.exp(-(((t - at) / wide) ** 2));
    return (
      height *
      (0.6 -
        spike(0.2, 0.06, 0.03) +
        spike(0.33, 0.06, 0.01) -
        spike(0.36, 0.42, 0.012) -
        spike(0.6, 0.1, 0.05))
    );
  };
  return png(width, height, (x, y) => {
    const [low, high] = [level(x), level(x + 1)].sort((a, b) => a - b) as [number, number];
    if (y >= low - 1 && y <= high + 1) return [24, 28, 40];
    return x % 20 === 0 || y % 20 === 0 ? [244, 186, 186] : [255, 245, 243];
  });
}

/** The smallest PDF of one page that viewers open. */
export function pdf(text: string): Buffer {
  const stream = `BT /F1 18 Tf 40 160 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 220]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  let body = '%PDF-1.4\n';
  const starts = objects.map((object, index) => {
    const start = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return start;
  });
  const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${body.lastIndexOf('xref\n0')}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
}

/** Invented measurements. */
export function csv(seed: number): Buffer {
  const rows = Array.from({ length: 24 }, (_, hour) => {
    const time = `${String(hour).padStart(2, '0')}:00`;
    return `${time},${62 + ((hour * 7 + seed * 3) % 19)},${36.2 + ((hour * 3 + seed) % 9) / 10}`;
  });
  return Buffer.from(['time,pulse,temperature', ...rows, ''].join('\n'));
}
