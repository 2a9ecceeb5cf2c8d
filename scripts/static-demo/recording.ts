/** What was recorded of a home, and of Home Assistant's themes. */

export type Fields = Record<string, unknown>;

/** The answers of the integration in one home; the times are those of the recording. */
export interface Recording {
  /** The snapshots that an administrator and another user get. */
  admin: Fields;
  viewer: Fields;
  /** The answers to commands of an administrator. */
  evidence: Record<string, Fields>;
  changes: Fields;
  acceptedRisks: Fields;
  /** The last events of a review and of a copy of the configuration. */
  review: Fields;
  copy: Fields;
}

/** The values of CSS variables, and of what elements inherit. */
export interface Theme {
  variables: Record<string, string>;
  inherited: Record<string, string>;
}

export type Themes = Record<"light" | "dark", Theme>;
