/** The version of the fields of rows that this version of the app writes. Files carry it. */
export const FIELDS_VERSION = 1;

/** The table in which rows that were set aside travel, each inside a row of its own. */
export const SET_ASIDE_TABLE = 'deferred';
