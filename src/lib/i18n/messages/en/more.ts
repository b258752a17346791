/** What each place behind More is for. */
export const more = () => ({
  whatFor: {
    planner: 'What a charge will take and cost, and where to stop',
    hints: 'What your charges tell, and when a full one is due',
    achievements: 'What you have earned by charging',
    cars: 'Battery, efficiency, charge reminders',
    places: 'Home, work and the chargers you use',
    tariffs: 'What electricity costs, and when',
    importing: 'Charges from other apps, cars and chargers',
    backup: 'A file of everything, and the way back from one',
    trash: 'What you deleted in the last 30 days',
    settings: 'Units, currency, thresholds, your data',
    help: 'How it works, installing, privacy',
  } as Readonly<Record<string, string>>,
});
