// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.EdgeKnowledge;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.discovery.enco.Enco;
import dev.sluice.models.discovery.enco.EncoSettings;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.NetworkShape.Part;
import dev.sluice.models.targeting.Intervention;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What ENCO could have learned, with random networks. */
final class Beliefs {
  static final EncoSettings SMALL =
      new EncoSettings(8, 32, 20, 5e-3, 0, 2e-2, 1e-1, 4e-3, false, false);

  private Beliefs() {}

  /** Weights and beliefs at random: functions of the seed. */
  static LearnedBelief random(Domain domain, long seed) {
    int n = domain.dimension();
    Enco enco = new Enco(domain, EdgeKnowledge.none(n), SMALL, seed);
    LearnerState state = enco.initial();
    Random random = new Random(seed);
    for (int w = 0; w < state.weights().length; w++) {
      state.weights()[w] = (float) (0.6 * random.nextGaussian());
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j) {
          gamma(state, n, i, j, random.nextGaussian());
          theta(state, n, i, j, random.nextGaussian());
        }
      }
    }
    return new LearnedBelief(enco, state, domain);
  }

  /** Gamma comes first in the state. */
  static void gamma(LearnerState state, int n, int i, int j, double value) {
    state.graph()[i * n + j] = value;
  }

  /** Theta follows; antisymmetric. */
  static void theta(LearnerState state, int n, int i, int j, double value) {
    state.graph()[n * n + i * n + j] = value;
    state.graph()[n * n + j * n + i] = -value;
  }

  /** Takes a variable out of what all networks look at, and what is before it out of its own. */
  static void isolate(LearnedBelief belief, int variable) {
    int[] categories = belief.domain().categories();
    NetworkShape shape = belief.method().networks(belief.state()).shape();
    shape.forEachPart(
        (part, of, from, rows, columns) -> {
          int at = from;
          for (int parent = 0; part == Part.PARENTS && parent < categories.length; parent++) {
            for (int w = 0; w < categories[parent] * columns; w++, at++) {
              if (parent == variable || of == variable) {
                belief.state().weights()[at] = 0;
              }
            }
          }
        });
  }

  /** Each variable with categories uniformly at random. */
  static List<Intervention> each(int variables) {
    List<Intervention> each = new ArrayList<>();
    for (int variable = 0; variable < variables; variable++) {
      each.add(Intervention.on(variable, Intervention.UNIFORM));
    }
    return each;
  }
}
