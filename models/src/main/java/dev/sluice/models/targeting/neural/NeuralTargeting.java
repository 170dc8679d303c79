// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.targeting.neural;

import dev.sluice.models.discovery.GenerativeMethod;
import dev.sluice.models.discovery.replay.Learned;
import dev.sluice.models.discovery.replay.Learner;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.discovery.replay.NameOrder;
import dev.sluice.models.domain.Domain;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.targeting.Disagreement;
import dev.sluice.models.targeting.Discrepancy;
import dev.sluice.models.targeting.Heuristics;
import dev.sluice.models.targeting.Intervention;
import dev.sluice.models.targeting.PossibleSystem;
import dev.sluice.models.targeting.Scores;
import dev.sluice.models.targeting.TargetingRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Scores of what a laboratory could do next, by what a learner believes after a round of training.
 * Candidates are in terms of variables as declared, and so are scores; what is calculated is in the
 * order of names, so that the order in which variables are declared changes no bit.
 */
public final class NeuralTargeting {
  private NeuralTargeting() {}

  /**
   * Refuses what cannot be: for when a job starts.
   *
   * @param rule that needs scores, or one that needs none
   * @throws IllegalArgumentException if the method's beliefs do not give what the rule needs; the
   *     message says so to a person
   */
  public static void requireServed(TargetingRule rule, MethodName method) {
    switch (rule) {
      case RANDOM, ROUND_ROBIN, ENTROPY -> {}
      case AIT, GIT, CBED, DESCENDANTS -> {
        if (!method.imagines()) {
          throw refusal(rule, method.name());
        }
      }
      case EIG ->
          throw new IllegalArgumentException(
              "eig needs the exact posterior: beliefs of %s have no marginal likelihoods"
                  .formatted(method));
      case ORACLE, GIT_PRIVILEGED ->
          throw new IllegalArgumentException(
              rule.label() + " needs to know the true system: it is for simulations");
    }
  }

  private static IllegalArgumentException refusal(TargetingRule rule, String method) {
    return new IllegalArgumentException(
        "%s imagines draws under many graphs, and %s ends with networks of one; entropy, random and"
                .formatted(rule.label(), method)
            + " round-robin need none");
  }

  /**
   * Scores candidates. A function of its arguments, the same bits whenever it is asked.
   *
   * @param rule one that has scores: ait, git, cbed, entropy or descendants
   * @param learner of the variables
   * @param learned what is known; stays as it is
   * @param candidates targets as declared; at least one
   * @param seed of graphs and noise: one for each decision
   * @return in the order of the candidates
   * @throws IllegalArgumentException if the learner's method cannot serve the rule, or a candidate
   *     is none of its variables or categories; the message says so to a person
   * @throws ArithmeticException if a score is not finite
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public static Scores scores(
      TargetingRule rule,
      Learner learner,
      Learned learned,
      List<Intervention> candidates,
      NeuralEffort effort,
      long seed) {
    List<Intervention> ordered = ordered(candidates, learner);
    if (rule == TargetingRule.ENTROPY) {
      double[][] edges = learner.method().beliefs(learned.state()).edges();
      return Heuristics.edgeEntropy(edges, ordered).named(candidates);
    }
    LearnedBelief belief = belief(rule, learner, learned);
    return scores(rule, belief, ordered, effort, seed).named(candidates);
  }

  /**
   * GIT's scores with draws of the true system in place of imagined ones: in simulations only.
   *
   * @param batches draws of variables as declared
   * @see #scores
   */
  public static Scores privileged(
      Learner learner,
      Learned learned,
      ExpectedGradient.Batches batches,
      List<Intervention> candidates,
      NeuralEffort effort,
      long seed) {
    LearnedBelief belief = belief(TargetingRule.GIT_PRIVILEGED, learner, learned);
    List<Intervention> ordered = ordered(candidates, learner);
    ExpectedGradient.Batches inOrder =
        (intervention, i) ->
            Arrays.stream(batches.rows(candidates.get(ordered.indexOf(intervention)), i))
                .map(learner.order()::ordered)
                .toArray(double[][]::new);
    return ExpectedGradient.of(belief, inOrder, effort.graphs(), ordered, effort, seed)
        .named(candidates);
  }

  private static LearnedBelief belief(TargetingRule rule, Learner learner, Learned learned) {
    if (learner.method() instanceof GenerativeMethod method) {
      return new LearnedBelief(method, learned.state(), learner.domain());
    }
    String name = learner.method().getClass().getSimpleName();
    throw refusal(rule, name.toUpperCase(Locale.ROOT));
  }

  private static List<Intervention> ordered(List<Intervention> candidates, Learner learner) {
    return candidates.stream()
        .map(each -> ordered(each, learner.order(), learner.domain()))
        .toList();
  }

  /**
   * Scores candidates, all in the order of the method.
   *
   * @throws IllegalArgumentException if the rule has no scores by beliefs
   */
  static Scores scores(
      TargetingRule rule,
      LearnedBelief belief,
      List<Intervention> candidates,
      NeuralEffort effort,
      long seed) {
    List<PossibleSystem> systems = belief.systems(effort.graphs(), effort.imaginedRows(), seed);
    Domain domain = belief.domain();
    return switch (rule) {
      case AIT -> Discrepancy.of(systems, domain, candidates, effort.imaginedRows(), seed);
      case CBED ->
          Disagreement.of(systems, domain.dimension(), candidates, effort.imaginedRows(), seed);
      case GIT -> ExpectedGradient.of(belief, systems, candidates, effort, seed);
      case DESCENDANTS -> Heuristics.expectedDescendants(systems, candidates);
      case ENTROPY -> Heuristics.edgeEntropy(belief.edges(), candidates);
      case RANDOM, ROUND_ROBIN, EIG, ORACLE, GIT_PRIVILEGED ->
          throw new IllegalArgumentException(
              rule.label() + " has no scores by beliefs that networks have learned");
    };
  }

  private static Intervention ordered(Intervention candidate, NameOrder order, Domain domain) {
    VariableSet targets = candidate.targets();
    if (targets.length() > domain.dimension()) {
      throw new IllegalArgumentException(
          "targets: %s, of %d variables".formatted(targets, domain.dimension()));
    }
    Intervention inOrder = new Intervention(order.ordered(targets), candidate.value());
    for (int target : inOrder.targets().members()) {
      requireValue(candidate.value(), target, domain, order);
    }
    return inOrder;
  }

  private static void requireValue(double value, int target, Domain domain, NameOrder order) {
    if (!domain.isCategorical()) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "value: %s is continuous and needs a number".formatted(order.name(target)));
      }
      return;
    }
    int categories = domain.categories()[target];
    boolean exists = value == Math.rint(value) && value >= 0 && value < categories;
    if (!Double.isNaN(value) && !exists) {
      throw new IllegalArgumentException(
          "value: %s is none of the %d categories of %s"
              .formatted(value, categories, order.name(target)));
    }
  }

  /**
   * Most bytes of heap that scores take, beside what is learned.
   *
   * @param candidates their number
   */
  public static long bytes(Learner learner, int candidates, NeuralEffort effort) {
    if (!(learner.method() instanceof GenerativeMethod method)) {
      return 0;
    }
    long n = learner.domain().dimension();
    long outputs = n;
    for (int categories : learner.domain().categories()) {
      outputs += categories;
    }
    long draw = Double.BYTES * n + 64;
    long noise = 2 * draw * effort.graphs() * effort.imaginedRows();
    long draws = 4 * draw * effort.imaginedRows();
    long densities = (long) Double.BYTES * effort.graphs() * effort.imaginedRows();
    long means = (Double.BYTES * outputs + 64) * candidates * effort.graphs();
    long graphs = (64 * n + 4 * n * n) * effort.graphs();
    // networks draw in room of their own, which is part of a gradient's
    long networks = 2 * method.gradientBytes(effort.maskGraphs(), effort.imaginedRows());
    return networks + noise + draws + densities + means + graphs;
  }
}
