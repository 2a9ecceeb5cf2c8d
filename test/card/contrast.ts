/** Contrast of rendered elements, as WCAG 2 defines it. */
type Colour = [red: number, green: number, blue: number, alpha: number];

/** Return a colour as the browser computes it: "rgb(...)", or "color(srgb ...)" of a mixture. */
export function colourOf(computed: string): Colour {
  const parts = computed.match(/-?[\d.]+(e-\d+)?/g)?.map(Number) ?? [];
  const scale = computed.startsWith("color(") ? 255 : 1;
  const [red = 0, green = 0, blue = 0, alpha = 1] = parts;
  return [red * scale, green * scale, blue * scale, alpha];
}

/** Return the colour behind an element, with transparent layers blended. */
function background(element: Element): Colour {
  const own = colourOf(getComputedStyle(element).backgroundColor);
  if (own[3] === 1) return own;
  const root = element.getRootNode();
  const parent = element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  return over(own, parent ? background(parent) : [255, 255, 255, 1]);
}

/** Return the contrast of a colour with the background of an element. */
export function contrast(computed: string, element: Element): number {
  const behind = background(element);
  const [one, other] = [luminance(over(colourOf(computed), behind)), luminance(behind)];
  return Math.max((one + 0.05) / (other + 0.05), (other + 0.05) / (one + 0.05));
}

function over([r, g, b, a]: Colour, [red, green, blue]: Colour): Colour {
  const mix = (top: number, under: number): number => top * a + under * (1 - a);
  return [mix(r, red), mix(g, green), mix(b, blue), 1];
}

function luminance([r, g, b]: Colour): number {
  const [red, green, blue] = [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
