import { describe, expect, it } from 'vitest';
import { asImportCar, carKeyFor } from '#lib/state/import-cars.ts';

const leaf = { id: 'c1', name: 'Leaf', archived: false };
const zoe = { id: 'c2', name: 'Zoe', archived: false };
const old = { id: 'c3', name: 'i3', archived: true };

describe('the car an import proposes', () => {
  it('is the one of the same name, whatever its case', () => {
    expect(carKeyFor([leaf, zoe], ' LEAF ', 'LEAF')).toBe('id:c1');
    expect(carKeyFor([leaf, old], 'i3', 'i3')).toBe('id:c3');
  });

  it('is the only car in use when the file is about one car', () => {
    expect(carKeyFor([leaf, old], undefined, 'My car')).toBe('id:c1');
    expect(carKeyFor([leaf], 'VIN123', 'VIN123')).toBe('id:c1');
    expect(carKeyFor([old], undefined, 'My car')).toBe('id:c3');
  });

  it('is a new one where there is none, or where the file knows others', () => {
    expect(carKeyFor([], undefined, 'My car')).toBe('new:My car');
    expect(carKeyFor([leaf], 'VIN123', 'VIN123', false)).toBe('new:VIN123');
    expect(carKeyFor([leaf, zoe], 'VIN123', 'VIN123')).toBe('new:VIN123');
  });

  it('is left to the person when it could be any of several', () => {
    expect(carKeyFor([leaf, zoe], undefined, 'My car')).toBe('');
  });

  it('is told to the engine as an id or a name', () => {
    expect(asImportCar('id:c1')).toEqual({ id: 'c1' });
    expect(asImportCar('new:A: b')).toEqual({ newName: 'A: b' });
    expect(asImportCar('')).toBeUndefined();
  });
});
