import type { Formatters } from '#lib/i18n/formatters.ts';
import type { Messages } from '#lib/i18n/messages/en.ts';

/** A term and what it means, a question and its answer: shown as one line that opens. */
export interface HelpItem {
  readonly term: string;
  readonly text: string;
}

/** The names that figures have on all screens. */
export type Names = Messages['figures']['names'];

/** What each figure means. */
export const figureGuide = (f: Formatters, names: Names): HelpItem[] => [
  {
    term: names.energy,
    text: 'What the charger delivered, in kWh. It is what you pay for, and always a little more than what arrives in the battery.',
  },
  {
    term: 'SoC',
    text: 'State of charge: how full the battery is, from 0 to 100%. Start and end of a charge together tell how much arrived.',
  },
  {
    term: names.cost,
    text: 'What you typed, if you typed a total or a price. Otherwise it comes from the place or your home tariff, split over its price bands by real time, or, if you choose so, by the charge curve. A tariff for AC or DC comes before one for both. Once saved, a cost does not change when a price does.',
  },
  {
    term: names.price,
    text: `Cost divided by energy, for example ${f.pricePerKwh(285_000)}. Over several charges it is all cost divided by all energy, so a large charge counts for more than a small one.`,
  },
  {
    term: names.gained,
    text: 'How far a charge takes you: its energy, less what is lost on the way into the battery, times the driving efficiency.',
  },
  {
    term: names.costPerDistance,
    text: `The cost of a charge divided by how far it takes you, for example ${f.pricePerDistance(62_000)}. It needs the energy, the cost and how efficiently the car drives.`,
  },
  {
    term: names.costPer10,
    text: 'The cost divided by the points of SoC that were added, times ten. It compares charges without knowing the battery.',
  },
  {
    term: names.efficiency,
    text: `How far the car goes on the energy in its battery, for example ${f.efficiency(6)}. It is measured between two charges with an odometer reading and SoC.`,
  },
  {
    term: names.plugEfficiency,
    text: 'How far the car goes on the energy you pay for: the driving efficiency times the charging efficiency.',
  },
  {
    term: names.chargingEfficiency,
    text: 'The part of the delivered energy that reaches the battery. It is the middle value of your own charges of the last year, AC and DC apart; until there are three of a kind, a value of your settings stands in.',
  },
  {
    term: names.stored,
    text: 'The energy that reached the battery: as the car reported it, else the SoC that was added times the usable size of the battery.',
  },
  {
    term: names.loss,
    text: 'The part of the energy that never reached the battery: heat in the cable, the charger and the car. 8 to 15% is usual on AC, less on DC. A value that cannot be right is marked as implausible.',
  },
  {
    term: names.averagePower,
    text: 'Energy divided by the time drawing power, else by the time from start to end. The time plugged in is never used, because a full car stays plugged in.',
  },
  {
    term: names.speed,
    text: 'How much distance an hour of this charging adds.',
  },
  {
    term: names.rangeAdded,
    text: `The SoC that was added, as distance. It can differ from “${names.gained}”: that one starts at the plug, this one at the battery.`,
  },
  {
    term: names.breakEven,
    text: 'The price per kWh at which electricity costs as much as petrol over the same distance. Below it you save. It needs your petrol price and economy in the settings.',
  },
  {
    term: names.homeDelta,
    text: 'How much more a charge in public costs over a distance than charging at home in the 30 days before.',
  },
  {
    term: 'Compared',
    text: 'Beside the last charge of the same kind and about the same energy, the average of the 30 days before, home and petrol. A higher cost is worse, a higher power is better.',
  },
  {
    term: 'Home share',
    text: 'The part of your energy that was charged at home. A place is home when you say so; a place name such as “home” counts too.',
  },
  {
    term: 'This month',
    text: 'Charges dated in the current month, set against the whole month before.',
  },
  {
    term: 'To complete',
    text: 'Charges you saved with one number. Everything else can be added later, or never.',
  },
];

/** How sure a figure is, and what makes it surer. */
export const confidenceGuide = (): HelpItem[] => [
  {
    term: 'What it is about',
    text: 'How far a charge takes you, and so what a mile or kilometre costs, rests on the driving efficiency. Each charge says whether that was measured and how far to trust it.',
  },
  {
    term: 'How a drive is measured',
    text: 'From one charge with odometer and SoC to the next: the odometer gives the distance, the fall of the SoC times the battery size gives the energy. Charges on the way without a reading are taken into account.',
  },
  {
    term: 'Cars without SoC',
    text: 'Then the energy charged stands for the energy driven. A single charge says little that way, so charges are gathered until they add up to well over a full battery. Such a figure always has low confidence.',
  },
  {
    term: 'High confidence',
    text: 'Rounded readings move the figure by 6% at most, and the drive began no more than 10 days before.',
  },
  {
    term: 'Medium confidence',
    text: 'Rounding moves it by up to 12%, or the drive took longer than 10 days, in which the car also uses energy while parked.',
  },
  {
    term: 'Low confidence',
    text: 'Rounding moves it by more than 12%, it was measured without SoC, or it is far from what the car usually does. It is shown with “≈”.',
  },
  {
    term: 'Estimated',
    text: 'Nothing was measured, so your average of the last 90 days is used, then the efficiency you entered for the car, then a general value. Estimates are shown with “≈” and kept out of averages and records. They can be switched off in the settings.',
  },
  {
    term: 'Unknown',
    text: 'Nothing was measured and there is nothing to estimate with. What depends on it shows a dash.',
  },
  {
    term: 'Implausible',
    text: 'A result that no car reaches, mostly from a mistyped odometer or SoC. It is shown where it arose and left out everywhere else.',
  },
  {
    term: 'Unusually high or low',
    text: 'More than 30% from your recent average. Unusually high is mostly a charge nobody logged, and is left out of averages.',
  },
  {
    term: 'What makes it better',
    text: 'Odometer, start SoC and end SoC at each charge, and every charge logged. Long drives measure better than short ones.',
  },
];
