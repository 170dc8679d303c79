// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.models.discovery.replay.Intervention;
import dev.sluice.models.discovery.replay.PlacedDraws;
import dev.sluice.models.discovery.replay.Placing;
import dev.sluice.models.discovery.replay.Reservoir;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The draws of the current key that are held, and which of them nobody has been told of. A draw is
 * an entry of its own, so that none is written again when another comes. Keyed state of an
 * operator; not thread-safe.
 */
final class HeldDraws {

  private final MapState<String, HeldIntervention> interventions;

  /** By index of the intervention and place, which {@link #address} joins. */
  private final MapState<Long, double[]> draws;

  private final ListState<Long> untold;

  HeldDraws(RuntimeContext runtime) {
    interventions =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "interventions", Types.STRING, TypeInformation.of(HeldIntervention.class)));
    draws =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "draws", Types.LONG, PrimitiveArrayTypeInfo.DOUBLE_PRIMITIVE_ARRAY_TYPE_INFO));
    untold = runtime.getListState(new ListStateDescriptor<>("untold", Types.LONG));
  }

  /**
   * Takes a draw.
   *
   * @param values in the order of names
   * @return what is known with it
   */
  Gathered add(Placing placing, Intervention intervention, double[] values, Gathered before)
      throws Exception {
    HeldIntervention found = interventions.get(intervention.name());
    boolean isNew = found == null;
    HeldIntervention held =
        isNew ? new HeldIntervention(intervention, before.interventions(), 0) : found;
    int place = placing.place(intervention, held.draws());
    interventions.put(intervention.name(), held.oneMore());
    if (place == Reservoir.NOWHERE) {
      return before;
    }
    long address = address(held.index(), place);
    draws.put(address, values);
    untold.add(address);
    return place == held.draws()
        ? before.holding(before.rows() + 1, before.interventions() + (isNew ? 1 : 0))
        : before;
  }

  private static long address(int intervention, int place) {
    return (long) intervention << Integer.SIZE | place;
  }

  /** The draws that nobody has been told of, which they are now. */
  List<PlacedDraws> tell() throws Exception {
    Set<Long> addresses = new HashSet<>();
    untold.get().forEach(addresses::add);
    untold.clear();
    if (addresses.isEmpty()) {
      return List.of();
    }
    Map<Integer, Map<Integer, double[]>> byIntervention = new HashMap<>();
    for (long address : addresses) {
      byIntervention
          .computeIfAbsent((int) (address >>> Integer.SIZE), index -> new HashMap<>())
          .put((int) address, draws.get(address));
    }
    List<PlacedDraws> told = new ArrayList<>();
    for (HeldIntervention held : interventions.values()) {
      Map<Integer, double[]> rows = byIntervention.get(held.index());
      if (rows != null) {
        told.add(Placing.draws(held.intervention(), rows));
      }
    }
    return told;
  }

  /** All draws are to be told again. */
  void forgetWhatWasTold() throws Exception {
    List<Long> all = new ArrayList<>();
    draws.keys().forEach(all::add);
    untold.update(all);
  }

  void clear() {
    interventions.clear();
    draws.clear();
    untold.clear();
  }
}
