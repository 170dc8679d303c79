// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.ConjugateModel;
import dev.sluice.models.learner.GaussianPrior;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import dev.sluice.models.neural.MaskedNetwork;
import dev.sluice.models.neural.NeuralSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * A model class in a comparison.
 *
 * @param type its class
 * @param model how it predicts and learns
 * @param predictors of each variable, bit masks; empty if the class is not modular
 */
record Contender(ModelClass type, JointModel model, long[] predictors) {

  /** All terms of the model. */
  long terms() {
    return Domain.everyVariable(model.terms());
  }

  /**
   * What a mechanism has to learn: the rows of its table, or the coefficients of its regression.
   */
  double capacity(Domain domain, int mechanism) {
    return domain.isCategorical()
        ? Domain.configurations(predictors[mechanism], domain.categories())
        : 1 + Long.bitCount(predictors[mechanism]);
  }

  /** Whether it has a scope. */
  boolean has(Scope scope) {
    return model.modular() || !scope.needsModules();
  }

  /**
   * The classes that can be compared, in the order of {@link ModelClass}: those whose graph is
   * known and whose tables are not too large.
   *
   * @param graph the true graph, or null
   * @param learned the learned graph, or null
   */
  static List<Contender> all(
      Domain domain, Dag graph, Dag learned, Learners learners, AdaptationSettings settings) {
    List<Contender> contenders = new ArrayList<>();
    for (ModelClass type : ModelClass.values()) {
      Dag along =
          switch (type) {
            case CAUSAL, FULL, ANTICAUSAL -> graph;
            case LEARNED -> learned;
            case MONOLITH -> matched(domain, graph, learned);
            case RANDOM, TABLE, PSEUDO -> Dag.empty(domain.dimension());
          };
      JointModel model =
          along == null ? null : model(type, domain, along, learners, settings.seed());
      if (model != null) {
        long[] predictors = type.modular() ? type.predictors(along, settings.seed()) : new long[0];
        contenders.add(new Contender(type, model, predictors));
      }
    }
    return List.copyOf(contenders);
  }

  /** The graph whose modular model a neural monolith is as large as. */
  private static Dag matched(Domain domain, Dag graph, Dag learned) {
    if (graph != null) {
      return graph;
    }
    return learned != null ? learned : Dag.empty(domain.dimension());
  }

  /** The model of a class, or null if there is none. */
  private static JointModel model(
      ModelClass type, Domain domain, Dag along, Learners learners, long seed) {
    if (learners == Learners.NEURAL) {
      return network(type, domain, along, seed);
    }
    if (type.modular()) {
      long[] predictors = type.predictors(along, seed);
      return ConjugateModel.fits(domain, predictors)
          ? ConjugateModel.modular(domain, predictors, GaussianPrior.DIFFUSE)
          : null;
    }
    boolean table = type == ModelClass.TABLE;
    return table == domain.isCategorical() && ConjugateModel.fits(domain)
        ? ConjugateModel.joint(domain, GaussianPrior.DIFFUSE)
        : null;
  }

  /**
   * The network of a class, or null if it has none. The monolith gets as many weights as come
   * closest to those of {@link ModelClass#CAUSAL} along its graph.
   */
  private static JointModel network(ModelClass type, Domain domain, Dag along, long seed) {
    NeuralSettings settings = NeuralSettings.defaults();
    return switch (type) {
      case TABLE -> null;
      case MONOLITH -> {
        long[] matched = ModelClass.CAUSAL.predictors(along, seed);
        int weights = MaskedNetwork.modular(domain, matched, settings, seed).weights();
        int[] order = ModelClass.randomOrder(domain.dimension(), seed);
        yield MaskedNetwork.autoregressive(domain, order, weights, settings, seed);
      }
      default -> MaskedNetwork.modular(domain, type.predictors(along, seed), settings, seed);
    };
  }
}
