/** How large the card is drawn: to be read from three metres, or like the tiles beside it. */
export type Scale = "wall" | "dashboard";

interface Place {
  /** What the dashboard sets: "panel", "grid", ... */
  layout?: string | undefined;
  kioskMode?: boolean | undefined;
  /** The option `layout` of the card. */
  form?: string | undefined;
  width: number;
  /** null: follows the content. */
  height: number | null;
}

/** In a section, the sizes of a wall need this much. */
const MIN_WIDTH = 280;
const MIN_HEIGHT = 240;

export function scaleOf({ layout, kioskMode, form, width, height }: Place): Scale {
  if (layout === "panel") return "wall";
  const isLarge = width >= MIN_WIDTH && (height === null || height >= MIN_HEIGHT);
  return isLarge && (kioskMode === true || form === "full") ? "wall" : "dashboard";
}
