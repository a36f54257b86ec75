/** Shorter side of a small picture, in device pixels: 40 px on a screen of twice the density. */
const small = 80;

export interface PictureProps {
  bitmap: ImageBitmap;
  /** What a screen reader says in its place. */
  name: string;
  large?: boolean;
}

/** A canvas, because the page's content security policy may forbid `blob:` and `data:` images. */
export function Picture({ bitmap, name, large }: PictureProps) {
  const draw = (canvas: HTMLCanvasElement | null) => {
    // A bitmap that was closed meanwhile has no size; what was drawn before may stay.
    if (!canvas || !bitmap.width) return;
    const scale = large ? 1 : Math.min(1, small / Math.min(bitmap.width, bitmap.height));
    canvas.width = bitmap.width * scale;
    canvas.height = bitmap.height * scale;
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  };
  return <canvas ref={draw} role="img" aria-label={name} />;
}
