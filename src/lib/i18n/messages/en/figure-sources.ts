import type { EfficiencySource } from '#lib/domain/metrics/car-figures.ts';
import type { Current } from '#lib/domain/session.ts';
import type { Formatters } from '#lib/i18n/formatters.ts';

/** Where a figure comes from: the inputs by name, with their numbers. */
export const figureSources = (f: Formatters) => {
  const earlier = (n: number, current: Current) =>
    f.plural(n, {
      one: `1 earlier ${current} charge`,
      other: `${f.count(n)} earlier ${current} charges`,
    });
  const days = (n: number) => f.plural(n, { one: '1 day', other: `${f.count(n)} days` });
  const points = (n: number) => f.plural(n, { one: '1 point', other: `${f.number(n)} points` });
  return {
    price: (costMicros: number, energyWh: number) =>
      `${f.money(costMicros)} divided by ${f.energy(energyWh)}.`,
    costPerDistance: (costMicros: number, gainedM: number) =>
      `${f.money(costMicros)} divided by the ${f.distance(gainedM)} that this charge is good for.`,
    gained: (energyWh: number, ratio: number, drivingMPerWh: number, source: string) =>
      `${f.energy(energyWh)} from the plug, of which ${f.share(ratio)} reaches the battery, at ${f.efficiency(drivingMPerWh)}. ${source}`,
    rangeAdded: (deltaSoc: number, batteryWh: number, drivingMPerWh: number, source: string) =>
      `${f.soc(deltaSoc)} of the ${f.energy(batteryWh)} battery, at ${f.efficiency(drivingMPerWh)}. ${source}`,
    costPer10: (costMicros: number, deltaSoc: number) =>
      `${f.money(costMicros)} for ${points(deltaSoc)}, per 10 of them.`,
    efficiency: {
      measured: () => 'The efficiency was measured on the drive before this charge.',
      pooled: (n: number) => `The efficiency is your average of the ${days(n)} before.`,
      profile: () => 'The efficiency is the one you entered for the car.',
      default: () => 'The efficiency is the general value of your settings.',
    } satisfies Readonly<Record<EfficiencySource, (days: number) => string>>,

    petrolPerDistance: (litreMicros: number, economy: number, unit: string) =>
      `Petrol at ${f.price(litreMicros)} a litre and ${f.number(economy)} ${unit}, from your settings.`,
    petrolEquivalent: (gainedM: number, perMileMicros: number) =>
      `${f.distance(gainedM)} on petrol at ${f.pricePerDistance(perMileMicros)}.`,
    saving: (equivalentMicros: number, costMicros: number) =>
      `${f.money(equivalentMicros)} on petrol, less the ${f.money(costMicros)} you paid.`,
    breakEven: (perMileMicros: number, plugMPerWh: number) =>
      `At this price the same distance costs as much as petrol: ${f.pricePerDistance(perMileMicros)} at ${f.efficiency(plugMPerWh)} from the plug.`,
    homeDelta: (perMileMicros: number, homeMicros: number, n: number) =>
      `${f.pricePerDistance(perMileMicros)} here, less ${f.pricePerDistance(homeMicros)} at home in the ${days(n)} before.`,

    added: (from: number, to: number) => `From ${f.soc(from)} to ${f.soc(to)}.`,
    socPerKwh: (deltaSoc: number, energyWh: number) =>
      `${points(deltaSoc)} from ${f.energy(energyWh)}.`,
    storedBySoc: (deltaSoc: number, batteryWh: number) =>
      `${f.soc(deltaSoc)} of the ${f.energy(batteryWh)} battery.`,
    loss: {
      car: (energyWh: number, storedWh: number) =>
        `${f.energy(energyWh)} were delivered and ${f.energy(storedWh)} arrived, as the car reported it.`,
      soc: (energyWh: number, storedWh: number) =>
        `${f.energy(energyWh)} were delivered and ${f.energy(storedWh)} arrived, by the SoC and the battery size.`,
    },
    lossImplausible: (min: number, max: number) =>
      `That cannot be right: between ${f.share(min)} and ${f.share(max)} should arrive. Check the energy, the SoC and the battery size.`,
    chargingEfficiency: {
      history: (samples: number, current: Current) =>
        `The middle value of ${earlier(samples, current)} of this car that have energy and SoC.`,
      setting: (needed: number, current: Current) =>
        `The value of your settings for ${current}, until ${earlier(needed, current)} of this car have energy and SoC.`,
      unknown:
        'The value of your settings for AC, because it is not known whether this was AC or DC.',
    },
    averagePower: {
      charging: (energyWh: number, timeS: number) =>
        `${f.energy(energyWh)} in ${f.duration(timeS)} of charging.`,
      span: (energyWh: number, timeS: number) =>
        `${f.energy(energyWh)} in ${f.duration(timeS)} from start to end.`,
    },
    speed: (gainedM: number, timeS: number) =>
      `${f.distance(gainedM)} gained in ${f.duration(timeS)}.`,

    driveDistance: (hereM: number, thereM: number, date: string) =>
      `${f.odometer(hereM)} here, less ${f.odometer(thereM)} on ${f.date(date)}.`,
    driveEnergy: {
      soc: (batteryWh: number) =>
        `What the SoC went down by on the way, of the ${f.energy(batteryWh)} battery.`,
      refill: () => 'All that was charged since then, this charge included.',
    },
    measured: (distanceM: number, energyWh: number) =>
      `${f.distance(distanceM)} divided by ${f.energy(energyWh)}.`,
    fromPlug: (drivingMPerWh: number, ratio: number) =>
      `${f.efficiency(drivingMPerWh)} while driving, and ${f.share(ratio)} of what the plug delivers reaches the battery.`,
    fromDriving: (plugMPerWh: number, ratio: number) =>
      `${f.efficiency(plugMPerWh)} from the plug, of whose energy ${f.share(ratio)} reaches the battery.`,
    uncertainty: (stepM: number) =>
      `How far rounding can move it: the odometer to ${f.distance(stepM)}, the SoC to the point, and energy that stands in for a missing SoC.`,

    /** An unknown figure, and what would make it known. */
    needs: (what: readonly string[]) => `Not known. It takes ${f.list(what)}.`,
    need: {
      cost: 'the cost',
      ownCurrency: `the cost in ${f.currency}`,
      energy: 'the energy',
      efficiency: 'an efficiency',
      time: 'a charging time, or start and end',
      soc: 'start and end SoC',
      battery: 'the battery size of the car',
      petrol: 'your petrol price and economy',
    },
    nothingDelivered: 'Nothing was delivered, so there is nothing to divide by.',
    notFromThese: 'It does not follow from these values.',
  };
};
