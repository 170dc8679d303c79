// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.replay;

import dev.sluice.models.discovery.TrainingData;
import dev.sluice.models.domain.Domain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All draws that are held. Nobody changes what it was made of.
 *
 * @param variables per draw
 * @param buffers by the name of their intervention, so that it does not matter which came first
 */
public record ReplayBuffers(int variables, List<ReplayBuffer> buffers) {

  static ReplayBuffers empty(int variables) {
    return new ReplayBuffers(variables, List.of());
  }

  /** With further draws. */
  ReplayBuffers with(List<PlacedDraws> placed) {
    Map<String, ReplayBuffer> byName = new TreeMap<>();
    buffers.forEach(buffer -> byName.put(buffer.intervention().name(), buffer));
    for (PlacedDraws draws : placed) {
      byName.compute(
          draws.intervention().name(),
          (name, before) ->
              (before == null ? new ReplayBuffer(draws.intervention(), new double[0]) : before)
                  .with(draws, variables));
    }
    return new ReplayBuffers(variables, new ArrayList<>(byName.values()));
  }

  /** What there is to learn from. */
  TrainingData data(Domain domain) {
    return TrainingData.of(
        domain, buffers.stream().map(buffer -> buffer.regime(variables)).toList());
  }

  /** All interventions, in the order in which the data have them. */
  List<Intervention> interventions() {
    return buffers.stream()
        .map(ReplayBuffer::intervention)
        .filter(intervention -> intervention.targets() == null || !intervention.targets().isEmpty())
        .toList();
  }

  /** Draws held of each intervention. */
  public Map<String, Long> rowsByName() {
    Map<String, Long> rows = new TreeMap<>(Comparator.naturalOrder());
    buffers.forEach(
        buffer ->
            rows.put(buffer.intervention().name(), (long) buffer.values().length / variables));
    return rows;
  }

  /** Draws held. */
  public long rows() {
    return values() / variables;
  }

  /** Bytes of all values. */
  long bytes() {
    return values() * Double.BYTES;
  }

  private long values() {
    return buffers.stream().mapToLong(buffer -> buffer.values().length).sum();
  }
}
