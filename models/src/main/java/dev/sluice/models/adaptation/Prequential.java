// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.adaptation;

import dev.sluice.models.domain.Domain;
import dev.sluice.models.graph.Dag;
import dev.sluice.models.learner.JointModel;
import dev.sluice.models.learner.ModelClass;
import java.util.List;

/**
 * Predict, score, detect, learn: in that order, for every model class side by side, sample by
 * sample or mini-batch by mini-batch.
 *
 * <p>In the burn-in all classes learn from everything and nothing is compared; real variables are
 * seen in the coordinates of a {@link Frame}, losses are told in the data's units. Then the source
 * model is frozen, and its copies learn on, each as far as its {@link Scope} lets it. Where samples
 * declare that a regime begins, and otherwise at an alarm, what scope {@link Scope#ALL} knows is
 * turned into a prior of {@code evidence} samples; scope {@link Scope#ORACLE_TARGET} begins anew
 * from the source with the declared targets.
 *
 * <p>An engine is structure and working memory: all that it learns is in an {@link
 * AdaptationState}. Not thread-safe.
 */
public final class Prequential {
  private final Domain domain;
  private final AdaptationSettings settings;
  private final List<Contender> contenders;
  private final MechanismWatch watch;
  private final Predictions predictions;
  private final Scoring scoring;
  private final RegimeChange regimes;
  private final BurnIn burnIn;

  private Prequential(Domain domain, AdaptationSettings settings, List<Contender> contenders) {
    this.domain = domain;
    this.settings = settings;
    this.contenders = contenders;
    watch = new MechanismWatch(domain, contenders, settings);
    predictions = new Predictions(contenders);
    scoring = new Scoring(contenders, domain.dimension(), settings);
    regimes = new RegimeChange(contenders, settings);
    burnIn = new BurnIn(contenders, domain.isCategorical(), settings, watch);
  }

  /**
   * An engine that compares the classes with a joint likelihood.
   *
   * @param domain of the variables
   * @param graph the true or a given graph; null if unknown: then only classes that need none
   * @param learned the learned graph; null while there is none
   */
  public static Prequential of(
      Domain domain, Dag graph, Dag learned, Learners learners, AdaptationSettings settings) {
    return of(domain, graph, learned, learners, settings, false);
  }

  /**
   * An engine.
   *
   * @param pseudoLikelihood whether to show {@link ModelClass#PSEUDO} as well, whose losses are not
   *     to be compared with those of the others
   */
  public static Prequential of(
      Domain domain,
      Dag graph,
      Dag learned,
      Learners learners,
      AdaptationSettings settings,
      boolean pseudoLikelihood) {
    List<Contender> contenders = Contender.all(domain, graph, learned, learners, settings);
    return new Prequential(
        domain,
        settings,
        contenders.stream()
            .filter(contender -> pseudoLikelihood || contender.type() != ModelClass.PSEUDO)
            .toList());
  }

  /** The model classes that are compared. */
  public List<ModelClass> classes() {
    return contenders.stream().map(Contender::type).toList();
  }

  /** The classes and their models. */
  List<Contender> contenders() {
    return contenders;
  }

  /** The state before the first sample. */
  public AdaptationState begin() {
    return new AdaptationState(
        0,
        null,
        contenders.stream().map(LearnerState::begin).toList(),
        Tally.empty(1, domain.dimension()),
        watch.begin(),
        Frame.of(domain),
        new double[settings.replay()][domain.dimension()],
        new double[0][],
        List.of(),
        List.of());
  }

  /**
   * Observes samples in order: up to {@code settings.batch()} of one regime are predicted before
   * they are learned.
   *
   * @return the state to keep; the one given is used up (its arrays are changed in place)
   * @throws IllegalArgumentException if the state is one of other model classes or learners
   */
  public AdaptationState observe(AdaptationState state, List<Observation> samples) {
    if (!owns(state)) {
      throw new IllegalArgumentException(
          "the state is not one of these learners and model classes: " + classes());
    }
    AdaptationState now = state;
    for (int from = 0; from < samples.size(); ) {
      now = regimes.enter(now, samples.get(from));
      int to = batchEnd(now, samples, from);
      now = step(now, samples.subList(from, to));
      from = to;
    }
    return now;
  }

  /** Whether a state is one of these learners and model classes. */
  public boolean owns(AdaptationState state) {
    boolean own = state.learners().size() == contenders.size();
    for (int c = 0; own && c < contenders.size(); c++) {
      LearnerState learner = state.learners().get(c);
      own =
          learner.type() == contenders.get(c).type()
              && learner.source().length == contenders.get(c).model().size();
    }
    return own;
  }

  private AdaptationState step(AdaptationState before, List<Observation> batch) {
    if (before.samples() < settings.burnIn()) {
      return burnIn.observe(before, batch);
    }
    double[][] values = before.frame().coordinates(batch);
    predictions.predict(before, values);
    scoring.score(before, batch, predictions);
    long alarms = watch.detect(before, values, predictions);
    AdaptationState after = learn(before, values, batch);
    return watch.act(after, alarms);
  }

  private AdaptationState learn(
      AdaptationState before, double[][] values, List<Observation> batch) {
    Regime regime = before.regime();
    for (int c = 0; c < contenders.size(); c++) {
      JointModel model = contenders.get(c).model();
      LearnerState learner = before.learners().get(c);
      long every = contenders.get(c).terms();
      model.observe(learner.all(), values, every, settings.memory());
      model.observe(learner.scratch(), values, every, Double.POSITIVE_INFINITY);
      if (model.modular() && regime.declared() && regime.targets() != 0) {
        model.observe(learner.oracle(), values, regime.targets(), Double.POSITIVE_INFINITY);
      }
    }
    watch.learn(before, values);
    return before.remembering(batch);
  }

  private int batchEnd(AdaptationState state, List<Observation> samples, int from) {
    long room = settings.batch();
    if (state.samples() < settings.burnIn()) {
      room = Math.min(room, settings.burnIn() - state.samples());
    }
    int to = from + 1;
    while (to < samples.size() && to - from < room && state.regime().holds(samples.get(to))) {
      to++;
    }
    return to;
  }

  /**
   * Losses that a class under a scope would have on samples, if they came next; nothing is learned.
   *
   * @return {@code [sample][term]}, nats, densities in the data's units
   * @throws IllegalArgumentException if the class is not compared or has no such scope
   */
  public double[][] losses(
      AdaptationState state, ModelClass type, Scope scope, double[][] samples) {
    int c = classes().indexOf(type);
    if (c < 0 || !contenders.get(c).has(scope)) {
      throw new IllegalArgumentException(type + " under scope " + scope + " is not compared");
    }
    double[][] losses =
        new Predictions(contenders).losses(state, c, scope, state.frame().coordinates(samples));
    double[] logScales = state.frame().logScales(contenders.get(c).model().terms());
    for (double[] row : losses) {
      for (int i = 0; i < row.length; i++) {
        row[i] += logScales[i];
      }
    }
    return losses;
  }

  /** The state for an engine whose learned graph is another; the one given is used up. */
  public AdaptationState relearn(AdaptationState state, Prequential before) {
    return new Regraph(before.contenders, contenders, watch, settings).carry(state);
  }

  /** The first loss that is no longer a number, such as {@code loss of CAUSAL under ALL is NaN}. */
  public String infiniteLoss(AdaptationState state) {
    return Finiteness.infiniteLoss(state);
  }

  /** The same of parameters; null if all are finite. */
  public String infiniteParameter(AdaptationState state) {
    return Finiteness.infiniteParameter(state);
  }

  /** What there is to show. */
  public AdaptationReport report(AdaptationState state) {
    return new Report(domain, settings, contenders, state).make();
  }
}
