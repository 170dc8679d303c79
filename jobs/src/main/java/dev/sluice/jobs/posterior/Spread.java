// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.beside.Beside;
import dev.sluice.jobs.gauges.Gauged;
import dev.sluice.jobs.gauges.Numbers;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * Computes the family scores of a large experiment on several subtasks, with {@code --spread}.
 *
 * <pre>
 * statistics ──> cut ──────────────> gather ──> refresh
 *                 │                    ^
 *                 └──> score slices ───┘
 *     (experiment)  (experiment, slice)  (experiment)
 * </pre>
 *
 * A slice has every N-th node, or group of nodes that are scored on the same samples. The keys are
 * experiment and slice and not experiment and node, because each comes with all the statistics:
 * these travel N times instead of once for each node.
 *
 * <p>Chains are not spread. A chain of the next refresh may go on from a graph of any chain of this
 * one, so that what {@code refresh} has found would have to flow back to those before it, and a job
 * of Flink has no way back.
 */
final class Spread {

  private Spread() {}

  /** The requests, those of large experiments with their scores. */
  static DataStream<RefreshRequest> of(
      DataStream<RefreshRequest> requests, PosteriorSettings settings, Models.Inferring inference) {
    int slices = settings.inference().slices();
    if (slices == 1) {
      return requests;
    }
    SingleOutputStreamOperator<Keyed<Part>> straight =
        requests
            .keyBy(RefreshRequest::experimentId)
            .process(new Cut(inference, slices))
            .returns(Keyed.typeInfo(Part.class))
            .name("cut")
            .uid("cut");
    SingleOutputStreamOperator<Keyed<Part>> parts =
        Beside.newestWins(
                new ScoreSlice(inference),
                TypeInformation.of(SliceRequest.class),
                settings.refresh().threads(),
                new Gauged<>(0, Spread::numbers))
            .on(
                straight.getSideOutput(Cut.SLICES).keyBy(SliceRequest::key),
                Part.class,
                "score-slices");
    return straight
        .union(parts)
        .keyBy(part -> part.record().request().experimentId())
        .process(new GatherParts())
        .name("gather")
        .uid("gather");
  }

  private static Numbers<Part> numbers() {
    return Numbers.<Part>of(
            "slice", part -> part.request().statistics().observed(), part -> part.request().asOf())
        .countedAs("slices");
  }
}
