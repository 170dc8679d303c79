// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.adaptation;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.experiment.Draw;
import dev.sluice.schemas.AdaptationSnapshot;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/** One call of the operator: whose turn it is, and where its outputs go. */
record Turn(
    KeyedCoProcessFunction<String, Draw, DeclarationOrGraph, Keyed<AdaptationSnapshot>>.Context
        context,
    Collector<Keyed<AdaptationSnapshot>> out) {

  String experimentId() {
    return context.getCurrentKey();
  }

  TimerService clock() {
    return context.timerService();
  }

  /** Puts out a snapshot; null if the experiment has ended. */
  void show(AdaptationSnapshot snapshot) {
    out.collect(new Keyed<>(experimentId(), snapshot));
  }

  void refuse(DeadLetter letter) {
    context.output(DeadLetters.TAG, letter);
  }
}
