/** What every stored fact has. Instants are UTC milliseconds. */
export interface Entity {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** The content of an entity, before the app gave it an id and its times. */
export type Content<T extends Entity> = Omit<T, keyof Entity>;

/** Changes to an entity: a listed field is set, `undefined` clears it, an absent one stays. */
export type Changes<T extends Entity> = {
  readonly [K in keyof Content<T>]?: Content<T>[K] | undefined;
};

/** `YYYY-MM-DD`, a civil date without a zone. */
export type LocalDate = string;
/** `HH:MM`, wall time without a zone. */
export type WallTime = string;
