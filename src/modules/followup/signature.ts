/**
 * A signature as the line of a finger: points on a grid of 300 by 130, thinned until the whole is a short SVG path (a few hundred letters). It is kept
 * as what draws it, and as nothing else.
 */
export const WIDE = 300;
export const HIGH = 130;
/** Longest path that is kept; a change stays small on a slow line. */
export const MOST = 1200;

export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

const clamp = (n: number, most: number): number => Math.max(0, Math.min(most, Math.round(n)));

/** How far a point lies from the line between two others. */
function away([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(x - ax, y - ay);
  return Math.abs(dy * x - dx * y + bx * ay - by * ax) / length;
}

/** The same line with fewer points (Ramer, Douglas, Peucker): none of those left out lies further than `slack` from it. */
export function thinned(stroke: Stroke, slack: number): Stroke {
  if (stroke.length < 3) return stroke;
  const [first, last] = [stroke[0] as Point, stroke[stroke.length - 1] as Point];
  let [far, at] = [0, 0];
  for (let i = 1; i < stroke.length - 1; i++) {
    const distance = away(stroke[i] as Point, first, last);
    if (distance > far) [far, at] = [distance, i];
  }
  if (far <= slack) return [first, last];
  return [...thinned(stroke.slice(0, at + 1), slack).slice(0, -1), ...thinned(stroke.slice(at), slack)];
}

const written = (strokes: readonly Stroke[]): string =>
  strokes
    .map((stroke) => {
      const points = stroke.map(([x, y]): Point => [clamp(x, WIDE), clamp(y, HIGH)]);
      const steps = points.slice(1).flatMap(([x, y], at) => {
        const [px, py] = points[at] as Point;
        return x === px && y === py && points.length > 2 ? [] : [`${x - px} ${y - py}`];
      });
      return `M${points[0]?.join(' ')}${steps.length > 0 ? `l${steps.join(' ').replaceAll(' -', '-')}` : 'l0 0'}`;
    })
    .join('');

/** Strokes as the shortest path that still looks the same; '' for none. */
export function pathOf(strokes: readonly Stroke[]): string {
  const drawn = strokes.filter((stroke) => stroke.length > 0);
  if (drawn.length === 0) return '';
  let path = '';
  for (let slack = 0.8; slack <= 12.8; slack *= 2) {
    path = written(drawn.map((stroke) => thinned(stroke, slack)));
    if (path.length <= MOST) return path;
  }
  // A child's scribble: what fits of it.
  return path.slice(0, path.lastIndexOf('M', MOST) || MOST);
}

/** Was something drawn that could be somebody's name, and not a slip of the finger? */
export const isDrawn = (strokes: readonly Stroke[]): boolean =>
  strokes.reduce(
    (sum, stroke) =>
      sum +
      stroke
        .slice(1)
        .reduce((all, [x, y], at) => all + Math.hypot(x - (stroke[at] as Point)[0], y - (stroke[at] as Point)[1]), 0),
    0,
  ) >= 40;
