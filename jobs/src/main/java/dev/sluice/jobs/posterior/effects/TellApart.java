// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior.effects;

import dev.sluice.connectors.Keyed;
import dev.sluice.schemas.EffectsSnapshot;
import dev.sluice.schemas.PosteriorSnapshot;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Sends posteriors one way and effects another. The end of an experiment goes both ways, also where
 * it has no pair that is asked for: a job of before may have told of others.
 */
public final class TellApart extends ProcessFunction<Keyed<Refreshed>, Keyed<PosteriorSnapshot>> {

  private static final long serialVersionUID = 1L;

  /** The effects. */
  public static final OutputTag<Keyed<EffectsSnapshot>> EFFECTS =
      new OutputTag<>("effects", Keyed.typeInfo(EffectsSnapshot.class));

  /** The posteriors; the effects are a side output. */
  public static SingleOutputStreamOperator<Keyed<PosteriorSnapshot>> of(
      DataStream<Keyed<Refreshed>> refreshed) {
    return refreshed
        .process(new TellApart())
        .returns(Keyed.typeInfo(PosteriorSnapshot.class))
        .name("tell apart")
        .uid("tell-apart");
  }

  @Override
  public void processElement(
      Keyed<Refreshed> keyed, Context context, Collector<Keyed<PosteriorSnapshot>> out) {
    Refreshed refreshed = keyed.record();
    if (refreshed == null) {
      out.collect(new Keyed<>(keyed.key(), null));
      context.output(EFFECTS, new Keyed<>(keyed.key(), null));
      return;
    }
    out.collect(new Keyed<>(keyed.key(), refreshed.posterior()));
    if (refreshed.effects() != null) {
      context.output(EFFECTS, new Keyed<>(keyed.key(), refreshed.effects()));
    }
  }
}
