// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery.dcdi;

import dev.sluice.models.discovery.GraphSample;
import dev.sluice.models.discovery.LearnerState;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.neural.conditional.NetworkPass;
import dev.sluice.models.neural.conditional.NetworkShape;
import dev.sluice.models.neural.conditional.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The networks of all variables, and with soft interventions those of targets, on batches of draws.
 */
final class Mechanisms {
  private static final int USUAL = -1;
  private static final int NONE = -2;

  private final int n;
  private final int ofOne;
  private final DcdiDraws draws;
  private final Rows rows;
  private final NetworkPass pass;
  private final LearnerState state;
  private final float[] gradient;

  /** Weights of the usual networks, one of them replaced; and gradients in them. */
  private final float[] standIn;

  private final float[] byStandIn;

  /** By regime and variable: place of its network, {@link #USUAL}, or {@link #NONE}. */
  private final int[][] network;

  Mechanisms(
      NetworkShape shape, int room, boolean soft, DcdiDraws draws, Rows rows, LearnerState state) {
    n = shape.domain().dimension();
    ofOne = shape.size() / n;
    this.draws = draws;
    this.rows = rows;
    this.state = state;
    pass = new NetworkPass(shape, room);
    gradient = new float[state.weights().length];
    standIn = new float[soft ? shape.size() : 0];
    byStandIn = new float[soft ? shape.size() : 0];
    network = new int[draws.regimes()][n];
    for (int r = 0; r < network.length; r++) {
      Arrays.fill(network[r], USUAL);
      VariableSet targets = draws.targets(r);
      if (targets != null) {
        for (int j : targets.members()) {
          network[r][j] = soft ? soft(targets, j) : NONE;
        }
      }
    }
  }

  /** A network that is new begins as the usual one. */
  private int soft(VariableSet targets, int j) {
    int known = (int) state.counters()[Layout.soft(n)];
    int place = SoftNetworks.place(n, targets, j, state);
    if (place == known) {
      System.arraycopy(state.weights(), j * ofOne, state.weights(), (n + place) * ofOne, ofOne);
    }
    return place;
  }

  /** In all weights. */
  float[] gradient() {
    return gradient;
  }

  void begin() {
    Arrays.fill(gradient, 0);
  }

  /**
   * Draws of a batch in which one network tells a variable. Its masks are those of the variable's
   * parents, draw after draw.
   */
  record Group(int variable, int network, int[] places, int[] draws, long[] masks, int words) {
    int size() {
      return places.length;
    }

    /** Place of a draw in the batch. */
    int place(int p) {
      return places[p];
    }

    boolean has(int p, int parent) {
      return (masks[p * words + parent / Long.SIZE] >>> parent & 1) != 0;
    }

    /** The masks with one parent flipped in each. */
    long[] flipped(int[] parents) {
      long[] changed = masks.clone();
      for (int p = 0; p < parents.length; p++) {
        changed[p * words + parents[p] / Long.SIZE] ^= 1L << parents[p];
      }
      return changed;
    }

    /** Some of the draws. */
    Group only(boolean[] kept) {
      int[] ofPlaces = new int[places.length];
      int[] ofDraws = new int[places.length];
      long[] ofMasks = new long[masks.length];
      int count = 0;
      for (int p = 0; p < kept.length; p++) {
        if (kept[p]) {
          ofPlaces[count] = places[p];
          ofDraws[count] = draws[p];
          System.arraycopy(masks, p * words, ofMasks, count++ * words, words);
        }
      }
      return count == places.length
          ? this
          : new Group(
              variable,
              network,
              Arrays.copyOf(ofPlaces, count),
              Arrays.copyOf(ofDraws, count),
              Arrays.copyOf(ofMasks, count * words),
              words);
    }
  }

  /** Groups of the draws of a batch by the networks of a variable; regimes lie side by side. */
  List<Group> groups(int j, int[] batch, GraphSample sample) {
    List<Group> groups = new ArrayList<>();
    add(groups, j, USUAL, batch, sample);
    int last = USUAL;
    for (int draw : batch) {
      int of = network[draws.regimeOf(draw)][j];
      if (of >= 0 && of != last) {
        add(groups, j, of, batch, sample);
        last = of;
      }
    }
    return groups;
  }

  private void add(List<Group> groups, int j, int of, int[] batch, GraphSample sample) {
    int[] places = new int[batch.length];
    int count = 0;
    for (int b = 0; b < batch.length; b++) {
      if (network[draws.regimeOf(batch[b])][j] == of) {
        places[count++] = b;
      }
    }
    if (count == 0) {
      return;
    }
    int words = sample.words();
    int[] indices = new int[count];
    long[] masks = new long[count * words];
    for (int p = 0; p < count; p++) {
      indices[p] = batch[places[p]];
      System.arraycopy(sample.masks(), sample.place(places[p], j), masks, p * words, words);
    }
    groups.add(new Group(j, of, Arrays.copyOf(places, count), indices, masks, words));
  }

  /** - ln p of each draw of a group, nats. */
  void losses(Group group, long[] masks, double[] into) {
    pass.load(weights(group), group.variable(), rows, group.draws());
    pass.sumParents(masks, group.words());
    pass.losses(into);
  }

  /**
   * Adds the gradient of a weighted sum of losses.
   *
   * @return the sum of losses, without their weight
   */
  double learn(Group group, float weight) {
    if (group.size() == 0) {
      return 0;
    }
    boolean usual = group.network() == USUAL;
    int from = group.variable() * ofOne;
    pass.load(weights(group), group.variable(), rows, group.draws());
    pass.sumParents(group.masks(), group.words());
    if (usual) {
      return pass.learn(gradient, weight);
    }
    Arrays.fill(byStandIn, from, from + ofOne, 0);
    double loss = pass.learn(byStandIn, weight);
    int to = (n + group.network()) * ofOne;
    for (int w = 0; w < ofOne; w++) {
      gradient[to + w] += byStandIn[from + w];
    }
    return loss;
  }

  private float[] weights(Group group) {
    if (group.network() == USUAL) {
      return state.weights();
    }
    int from = (n + group.network()) * ofOne;
    System.arraycopy(state.weights(), from, standIn, group.variable() * ofOne, ofOne);
    return standIn;
  }
}
