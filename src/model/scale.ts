/** How large the card is drawn: to be read from three metres, or like the tiles beside it. */
export type Scale = "wall" | "dashboard";

interface Place {
  /** What the dashboard sets: "panel", "grid", ... */
  layout?: string | undefined;
  kioskMode?: boolean | undefined;
  /** The option `layout` of the card. */
  form?: string | undefined;
}

export function scaleOf({ layout, kioskMode, form }: Place): Scale {
  return layout === "panel" || kioskMode === true || form === "full" ? "wall" : "dashboard";
}
