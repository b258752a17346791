import type { ErrorWords } from '#lib/i18n/error-words.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

const car = (f: Formatters): ErrorWords => ({
  'car/name': 'Give the car a name of 1 to 80 characters.',
  'car/text_length': 'Make and model can be 80 characters long at most.',
  'car/battery_range': 'The usable battery must be between 1 and 500 kWh.',
  'car/efficiency_range': `The efficiency must be between ${f.efficiency(0.5)} and ${f.efficiency(20)}.`,
  'car/power_range': 'The power must be between 0.5 and 1,000 kW.',
  'car/date': 'This is not a date.',
  'car/archived': 'The car is neither archived nor in use.',
  'car/full_charge_interval': 'Choose a whole number from 1 to 365, and days, weeks or months.',
  'car/mileage':
    'The mileage contract needs a start date, the odometer on that day and, if there is one, the yearly allowance.',
  'car/has_sessions':
    'This car has charges. Archive it: its history stays, and it is out of the way.',
  'car/unknown': 'This car no longer exists.',
});

const place: ErrorWords = {
  'place/name': 'Give the place a name of 1 to 120 characters.',
  'place/is_home': 'The place is either home or not.',
  'place/is_free': 'Charging here is either free or not.',
  'place/price_range': 'A price cannot be negative, and this one is too large.',
  'place/text_length': 'The network can be 80 characters long at most.',
  'place/position':
    'A position needs latitude (−90 to 90) and longitude (−180 to 180), and a radius of 10 to 2,000 metres.',
  'place/zone': 'This time zone is not known.',
  'place/unknown': 'This place no longer exists.',
  'place/archived': 'The place is neither archived nor in use.',
  'place/has_sessions':
    'Charges were logged at this place. Archive it, or merge it with another place.',
  'place/tariffs_overlap': ({ kept, moved }) =>
    `Both places have a tariff for the same days: “${String(kept)}” and “${String(moved)}”. End or delete one of them, then merge.`,

  'position/denied':
    'Your browser does not tell where you are. Allow location for this site in its settings.',
  'position/unavailable': 'No position could be found. Try again outdoors.',
  'position/unsupported': 'This browser cannot tell where you are.',
};

const tariff = (f: Formatters): ErrorWords => ({
  'tariff/name': 'Give the tariff a name of 1 to 80 characters.',
  'tariff/kind': 'Choose whether the tariff is for home or for a place.',
  'tariff/place': 'Choose the place this tariff is for.',
  'tariff/current': 'A tariff is for AC, for DC or for both.',
  'tariff/currency': 'This is not a currency code such as GBP or EUR.',
  'tariff/zone': 'This time zone is not known.',
  'tariff/dates': 'A tariff needs a first day, and its last day cannot be before it.',
  'tariff/price_range': 'This price is out of range.',
  'tariff/band': 'A band needs a label, at least one day, and two different times.',
  'tariff/overlap': ({ name, from, to }) => {
    if (typeof name !== 'string' || typeof from !== 'string') {
      return 'Another tariff is already valid on some of these days.';
    }
    const end = typeof to === 'string' ? f.date(to) : 'open';
    return `Overlaps “${name}”, ${f.date(from)} – ${end}.`;
  },
  'tariff/unknown': 'This tariff no longer exists.',
});

const session: ErrorWords = {
  'session/car': 'Choose the car.',
  'session/status': 'A charge is planned, running, completed or cancelled.',
  'session/status_change': 'A charge in this state cannot be changed to that.',
  'session/date': 'The date must be between 2008 and tomorrow.',
  'session/start': 'The start must be on the date of the charge.',
  'session/end': 'The end must come after the start, at most 14 days later.',
  'session/zone': 'This time zone is not known.',
  'session/charging_time':
    'The charging time must be between a second and 14 days, and not longer than the car was plugged in.',
  'session/plugged_time': 'The time plugged in must be between a second and 14 days.',
  'session/odometer_range': 'The odometer cannot be negative, and this reading is too large.',
  'session/current': 'The current is AC or DC.',
  'session/power_range': 'The power must be above 0 and at most 2,000 kW.',
  'session/place': 'Choose a place from the list.',
  'text/bad_character': 'This text holds half a character, which cannot be kept. Type it again.',
  'session/text_length':
    'This text is too long: notes hold 4,000 characters, places 200, networks 80.',
  'session/energy_range': 'The energy must be between 0 and 1,000 kWh.',
  'session/soc_range': 'The state of charge goes from 0 to 100%.',
  'session/soc_order': 'The end cannot be below the start.',
  'session/temperature': 'The temperature must be between −60 and 60 °C.',
  'session/preconditioning': 'Preconditioning is yes, no or unknown.',
  'session/curve': 'The charge curve has points that cannot be.',
  'session/live': 'What was noted while this charge ran cannot be read.',
  'session/dismissed_hints': 'The dismissed hints cannot be read.',
  'session/provenance': 'Where the values come from cannot be read.',
  'session/empty': 'One number is needed: the energy, the end SoC, the total cost or the odometer.',
  'session/invalid': 'This charge cannot be saved as it is.',
  'session/overlap': 'Another charge of this car ran at that time.',
  'session/ambiguous_time':
    'The clocks went back: this time came twice that night. The first one is used.',
  'session/time_in_gap': 'The clocks went forward: this time did not exist that night.',
  'session/odometer_below_last': 'The odometer is below the last reading. Please check it.',
  'session/odometer_jump': 'That is a long way since the last reading. Please check the odometer.',
  'session/odometer_above_next': 'The odometer is above the next reading. Please check it.',
  'session/energy_exceeds_battery': 'That is more energy than this rise of the battery takes.',
  'session/stored_exceeds_delivered':
    'More energy arrived in the battery than the charger delivered.',
  'session/duplicate_suspected': 'There is a charge like this already.',
  'session/soc_rise_unlogged':
    'The battery was fuller than after the last charge: one in between may be missing.',
  'session/future': 'This charge is in the future.',
  'live/already_charging': 'This car is charging already.',
  'live/not_charging': 'This charge has ended already.',
  'live/times_missing': 'Say when the charge began and ended.',
  'live/clock': 'The clock of this device looks wrong.',
  'live/clock_changed':
    'The clock of this device was changed while it charged. Say when the charge began and ended.',
  'session/not_found': 'This charge no longer exists.',
};

const attachment: ErrorWords = {
  'attachment/session': 'The charge of this photo is not known.',
  'attachment/type': 'This is no photo that can be kept. Choose a JPEG, PNG or WebP picture.',
  'attachment/animated': 'Moving pictures cannot be kept. Choose a photo.',
  'attachment/size': 'The size of this photo cannot be.',
  'attachment/too_many_pixels':
    'This picture has more than 50 million pixels. Take it with a lower resolution.',
  'attachment/unreadable': 'This photo is damaged or cannot be opened here.',
  'attachment/too_large': 'This photo is too large to be kept.',
  'attachment/data': 'This photo is damaged.',
  'attachment/invalid': 'This photo cannot be kept.',
};

const cost: ErrorWords = {
  'cost/currency': 'This is not a currency code such as GBP or EUR.',
  'cost/total_range': 'This total is too large.',
  'cost/price_range': 'This price is out of range.',
  'cost/line_kind': 'This line of the receipt is of no known kind.',
  'cost/line_amount': 'A discount is negative, every other line is not.',
  'cost/line_missing': 'Type the amount, or a quantity and its price.',
  'cost/line_negative': 'This amount cannot be negative. What is taken off is a discount.',
  'cost/rate': 'A rate is above zero.',
  'cost/lines_differ': 'The lines of the receipt do not add up to the total.',
  'cost/price_unusual': 'This price is far from what you usually pay. Check the decimal mark.',
  'cost/basis': 'How this cost came about cannot be read.',
  'cost/reference': 'The tariff or place of this cost no longer exists.',
};

const settingAndPlan: ErrorWords = {
  'setting/unknown_key': 'This setting is not known to this version. It is kept.',
  'setting/type': 'This value does not fit the setting.',
  'setting/range': 'This value is outside of what the setting allows.',
  'setting/order': 'The lower limit must be below the upper one.',
  'setting/invalid': 'This value does not fit the setting.',
  'plan/soc_order':
    'The target must be above the start, and the stop between them, in whole percent.',
  'plan/power': 'The power must be above zero.',
  'plan/battery_unknown': 'Enter the usable battery of the car first.',
  'plan/price_unknown': 'Enter the price per kWh first.',
  'plan/car': 'Choose the car.',
  'plan/request': 'This cannot be planned. Check what you entered.',
  'number/unreadable': 'This is not a number.',
  'number/not_finite': 'This is not a number.',
  'number/decimals': 'There are too many decimals.',
  'number/unit': 'This unit does not belong here.',
};

const machinery: ErrorWords = {
  'db/quota': 'Not saved: there is no room left for this browser’s data.',
  'db/closed': 'Not saved: the connection to your data is closed. Reload the app.',
  'db/failed': 'Not saved: the browser refused to write. Try again, or reload the app.',
  'db/newer': 'Not saved: a newer version of PlugTrack wrote this data. Update the app.',
  'db/no_undo': 'This cannot be taken back.',
  'db/row_exists': 'This has been saved already.',
  'db/row_missing': 'This was deleted in the meantime.',
  'reprice/busy': 'Another tab is importing or re-pricing. Wait until it has finished.',
  'reprice/cancelled': 'Re-pricing was cancelled. Nothing was changed.',
  'reprice/outdated': 'Something was changed since this preview. Look at it again.',
  'reprice/preview_gone': 'The preview is no longer there. Make it again.',
  'dataset/shape': 'The data does not have the shape it should have.',
  'dataset/duplicate_id': 'Two entries have the same id.',
  'dataset/reference': 'An entry refers to one that does not exist.',
  'dataset/not_empty': 'There is data here already.',
  'worker/crashed': 'The calculation stopped unexpectedly. It has been restarted; try again.',
  'worker/not_open': 'Your data is not open yet. Try again in a moment.',
  'worker/stopped': 'The calculation was stopped. Try again.',
  'worker/unavailable': 'Calculations are not available right now. Reload the app.',
  'app/not-found': 'There is no such page.',
  'app/part-missing': 'A part of the app could not be loaded. With a connection, reload it.',
  'app/unexpected': 'Something went wrong.',
};

/** Every expected failure outside of files, by its code. */
export const errors = (f: Formatters) => ({
  byCode: {
    ...car(f),
    ...place,
    ...tariff(f),
    ...session,
    ...attachment,
    ...cost,
    ...settingAndPlan,
    ...machinery,
  } satisfies ErrorWords as ErrorWords,
  general: (code: string) => `Something did not work (${code}).`,
});
