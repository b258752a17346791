import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#lib/domain/result.ts';
import { InsightOfSession } from '#lib/state/session-insight.svelte.ts';
import type { SessionInsight } from '#lib/worker/api.ts';
import { insightOf } from './session-cases.ts';

/** An engine that answers when the test lets it. */
function slowEngine() {
  const asked: { id: string; reply: PromiseWithResolvers<Result<SessionInsight>> }[] = [];
  return {
    asked,
    session: (id: string) => {
      const reply = Promise.withResolvers<Result<SessionInsight>>();
      asked.push({ id, reply });
      return reply.promise;
    },
  };
}

const gaining = (gainedM: number) => ok(insightOf({ metrics: { gainedM } }));

function begun() {
  const engine = slowEngine();
  const figures = new InsightOfSession(engine);
  const answer = async (question: number, result: Result<SessionInsight>) => {
    const reply = engine.asked[question]?.reply;
    reply?.resolve(result);
    // Who asked waits for it since earlier, so has gone on by now.
    await reply?.promise;
  };
  const gained = () => figures.insight?.metrics.gainedM;
  return { engine, figures, answer, gained };
}

it('keeps what is shown until newer figures are there', async () => {
  const { figures, answer, gained } = begun();
  figures.show('one');
  expect([gained(), figures.isAsking]).toEqual([undefined, true]);
  await answer(0, gaining(10));
  expect([gained(), figures.isAsking]).toEqual([10, false]);
  figures.refresh();
  expect([gained(), figures.isAsking]).toEqual([10, true]);
  await answer(1, gaining(20));
  expect([gained(), figures.isAsking]).toEqual([20, false]);
});

it('makes one question of many changes', async () => {
  const { engine, figures, answer, gained } = begun();
  figures.show('one');
  figures.refresh();
  figures.refresh();
  figures.refresh();
  expect(engine.asked.length).toBe(1);
  await answer(0, gaining(10));
  expect(engine.asked.length).toBe(2);
  await answer(1, gaining(20));
  expect([engine.asked.length, gained()]).toEqual([2, 20]);
});

it('shows nothing of another session, also when its answer comes late', async () => {
  const { engine, figures, answer, gained } = begun();
  figures.show('one');
  figures.show('two');
  await answer(0, gaining(10));
  expect(gained()).toBeUndefined();
  await answer(1, gaining(20));
  expect(gained()).toBe(20);
  figures.show('three');
  expect(gained()).toBeUndefined();
  figures.show(undefined);
  figures.refresh();
  expect(engine.asked.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
  expect(figures.isAsking).toBe(false);
});

it('tells of a failure, keeps the former figures and recovers', async () => {
  const { figures, answer, gained } = begun();
  figures.show('one');
  await answer(0, gaining(10));
  figures.refresh();
  await answer(1, fail('worker/crashed'));
  expect([gained(), figures.failure?.code]).toEqual([10, 'worker/crashed']);
  figures.refresh();
  await answer(2, gaining(30));
  expect([gained(), figures.failure]).toEqual([30, undefined]);
});
