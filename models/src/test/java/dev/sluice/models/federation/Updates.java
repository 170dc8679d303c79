// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.federation;

import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/** Random updates of some sites. */
final class Updates {
  static final double CLIP = 8;

  private Updates() {}

  /** Of sites that each intervene on two variables. */
  static List<SiteUpdate> random(int sites, int variables, long seed) {
    List<SiteUpdate> updates = new ArrayList<>();
    boolean[][] graph = logits(variables, seed, -1).graph();
    for (int site = 0; site < sites; site++) {
      VariableSet targets =
          VariableSet.of(
              Stream.of(2 * site, 2 * site + 1)
                  .mapToInt(target -> target % variables)
                  .sorted()
                  .distinct()
                  .toArray());
      updates.add(
          new SiteUpdate(
              "site " + site,
              3,
              logits(variables, seed, site),
              SiteWeights.PROXIMITY.of(graph, targets)));
    }
    return updates;
  }

  static EdgeLogits logits(int variables, long seed, long stream) {
    UniformRandomProvider random = KeyedRandom.of(seed, "logits of a test", stream);
    EdgeLogits logits = EdgeLogits.zero(variables);
    Arrays.setAll(logits.existence(), at -> random.nextDouble(-CLIP, CLIP));
    Arrays.setAll(logits.orientation(), at -> random.nextDouble(-CLIP, CLIP));
    return logits;
  }

  /** The same, variable i in place {@code places[i]}. */
  static SiteUpdate relabelled(SiteUpdate update, int[] places) {
    EdgeLogits change = update.change();
    double[] weights = new double[update.weights().length];
    for (int i = 0; i < places.length; i++) {
      for (int j = 0; j < i; j++) {
        weights[change.pair(places[i], places[j])] = update.weights()[change.pair(i, j)];
      }
    }
    return new SiteUpdate(update.site(), update.round(), relabelled(change, places), weights);
  }

  static EdgeLogits relabelled(EdgeLogits logits, int[] places) {
    int n = places.length;
    double[] existence = new double[n * n];
    double[] orientation = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        existence[places[i] * n + places[j]] = logits.existence(i, j);
        orientation[places[i] * n + places[j]] = logits.orientation(i, j);
      }
    }
    return EdgeLogits.ofMatrices(n, existence, orientation);
  }

  static EdgeLogits change(Aggregation aggregation, int variables, List<SiteUpdate> updates) {
    RoundUpdates round = RoundUpdates.none(3, variables);
    for (SiteUpdate update : updates) {
      round = round.with(update);
    }
    return round.change(aggregation).orElseThrow();
  }
}
