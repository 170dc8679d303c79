// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.experiment.CheckedSample;
import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.discovery.replay.Reservoir;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The draws of the current key that an answer is to be learned from, each an entry of its own.
 * Every answer is told all of them again, as training begins without any. Keyed state of an
 * operator; not thread-safe.
 */
final class SiteDraws {

  /** By name of the intervention. */
  private final MapState<String, Long> counts;

  /** By place and name of the intervention. */
  private final MapState<String, HeldDraw> draws;

  SiteDraws(RuntimeContext runtime) {
    counts = runtime.getMapState(new MapStateDescriptor<>("counts", Types.STRING, Types.LONG));
    draws =
        runtime.getMapState(
            new MapStateDescriptor<>("draws", Types.STRING, TypeInformation.of(HeldDraw.class)));
  }

  /**
   * Takes a sample; where all would take too much memory, none is held.
   *
   * @return what is known with it
   */
  Evidence add(SiteSubject subject, CheckedSample sample, SiteTraining training, Evidence before)
      throws Exception {
    if (before.full()) {
      return before.oneMore(0);
    }
    Placing placing =
        new Placing(
            subject.declaration().experimentId(), training.capacity(), training.method().seed());
    Intervention intervention = Intervention.of(subject.order(), sample.targets(), null);
    double[] values = subject.order().ordered(sample.values());
    long held = before.rows() + place(placing, intervention, values);
    if (training.isTooMuch(held, values.length)) {
      clear();
      return before.oneMore(0).overflown();
    }
    return before.oneMore(held);
  }

  /** How many more draws are held with one: 1 or 0. */
  private int place(Placing placing, Intervention intervention, double[] values) throws Exception {
    Long before = counts.get(intervention.name());
    long number = before == null ? 0 : before;
    counts.put(intervention.name(), number + 1);
    int place = placing.place(intervention, number);
    if (place == Reservoir.NOWHERE) {
      return 0;
    }
    draws.put(place + " " + intervention.name(), new HeldDraw(intervention, place, values));
    return place == number ? 1 : 0;
  }

  /** All that are held, in the order of the names of interventions. */
  List<PlacedDraws> all() throws Exception {
    Map<String, Intervention> interventions = new TreeMap<>();
    Map<String, Map<Integer, double[]>> rows = new TreeMap<>();
    for (HeldDraw draw : draws.values()) {
      String name = draw.intervention().name();
      interventions.put(name, draw.intervention());
      rows.computeIfAbsent(name, unused -> new TreeMap<>()).put(draw.place(), draw.values());
    }
    List<PlacedDraws> all = new ArrayList<>();
    interventions.forEach(
        (name, intervention) -> all.add(Placing.draws(intervention, rows.get(name))));
    return all;
  }

  void clear() {
    counts.clear();
    draws.clear();
  }
}
