/** The powers of usual chargers, in W. */
export const USUAL_POWERS_W = [2_300, 7_000, 11_000, 22_000, 50_000, 150_000, 350_000] as const;
