/** The database of one profile. */
export const databaseName = (profileId: string): string => `plugtrack-${profileId}`;
