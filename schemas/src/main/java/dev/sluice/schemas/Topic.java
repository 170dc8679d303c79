// SPDX-License-Identifier: Apache-2.0
package dev.sluice.schemas;

/**
 * The Kafka topics of Sluice. A topic's full name is a prefix, {@value #DEFAULT_PREFIX} unless
 * configured, and its {@link #suffix()}.
 */
public enum Topic {
  /** Declarations of experiments, key experimentId; a tombstone ends an experiment. */
  EXPERIMENTS("experiments", true),
  /** Samples of experiments, key experimentId: jobs that mind their order need it. */
  SAMPLES("samples", false),
  /** Every snapshot of a posterior, key experimentId. */
  POSTERIOR_METRICS("posterior.metrics", false),
  /** The latest snapshot of each posterior, key experimentId. */
  POSTERIOR_LATEST("posterior.latest", true),
  /** Every snapshot of causal effects under a posterior, key experimentId. */
  POSTERIOR_EFFECTS("posterior.effects", false),
  /** The latest snapshot of each, key experimentId. */
  POSTERIOR_EFFECTS_LATEST("posterior.effects.latest", true),
  /** Every snapshot of a comparison of models that adapt, key experimentId. */
  ADAPTATION_METRICS("adaptation.metrics", false),
  /** The latest snapshot of each, key experimentId. */
  ADAPTATION_LATEST("adaptation.latest", true),
  /** Every snapshot of beliefs over graphs that are learned by gradients, key experimentId. */
  DISCOVERY_METRICS("discovery.metrics", false),
  /** The latest snapshot of each, key experimentId. */
  DISCOVERY_LATEST("discovery.latest", true),
  /** Decisions which intervention to do next, and what became of them, key experimentId. */
  INTERVENTIONS("interventions", false),
  /** What persons say of decisions that wait for them, key experimentId. */
  APPROVALS("approvals", false),
  /** Scenarios of surveys, key scenarioId; a tombstone ends a scenario. */
  SURVEY_SCENARIOS("survey.scenarios", true),
  /** Answers of language models, key model. */
  SURVEY_RESPONSES("survey.responses", false),
  /** Statistics of a model's answers to a scenario, key model, version and scenario. */
  SURVEY_SCENARIO_METRICS("survey.scenario-metrics", false),
  /** The latest of them. */
  SURVEY_SCENARIO_LATEST("survey.scenario-metrics.latest", true),
  /** Statistics of a model over a set of scenarios, key model, version and set. */
  SURVEY_MODEL_METRICS("survey.model-metrics", false),
  /** The latest of them. */
  SURVEY_MODEL_LATEST("survey.model-metrics.latest", true),
  /** Agreement of two models over a set of scenarios, key set and both models with versions. */
  SURVEY_AGREEMENT("survey.agreement", false),
  /** The latest of it. */
  SURVEY_AGREEMENT_LATEST("survey.agreement.latest", true),
  /** Clusters of the models that agree over a set of scenarios, key set. */
  SURVEY_CLUSTERS("survey.clusters", false),
  /** The latest of them. */
  SURVEY_CLUSTERS_LATEST("survey.clusters.latest", true),
  /** Drift between versions of a model, key model, both versions and set. */
  SURVEY_DRIFT("survey.drift", false),
  /** The latest of it. */
  SURVEY_DRIFT_LATEST("survey.drift.latest", true),
  /** Tokens of sequences, key sequenceId. */
  TOKENS("tokens", false),
  /** Every snapshot of the losses of learners in context, key group. */
  MESA_METRICS("mesa.metrics", false),
  /** The latest snapshot of each, key group. */
  MESA_LATEST("mesa.latest", true),
  /** The latest weights of each trained sequence model, key its name. */
  MESA_WEIGHTS("mesa.weights", true),
  /** Cases of the study of lesions, key caseId. */
  LESION_CASES("lesion.cases", false),
  /** Cases made of two others, key caseId. */
  LESION_SYNTHETIC("lesion.synthetic", false),
  /** Where models say that cases have lesions, key caseId. */
  LESION_PREDICTIONS("lesion.predictions", false),
  /** Every snapshot of how well a model finds lesions, key group and model. */
  LESION_METRICS("lesion.metrics", false),
  /** The latest snapshot of each. */
  LESION_LATEST("lesion.metrics.latest", true),
  /** What the coordinator of a federation believes and asks, key federation. */
  FED_BELIEF("fed.belief", true),
  /** What sites of a federation add in a round, key federation. */
  FED_UPDATE("fed.update", false),
  /** Public keys of sites for a secure sum, key federation. */
  FED_KEYS("fed.keys", false),
  /** Encrypted and revealed shares of a secure sum, key federation. */
  FED_SHARES("fed.shares", false),
  /** What left the sites of a federation, key federation. */
  FED_AUDIT("fed.audit", false),
  /** Records that could not be used, byte for byte; the reason travels in headers. */
  DEAD_LETTERS("dead-letters", false);

  /** The prefix of every topic's name unless configured. */
  public static final String DEFAULT_PREFIX = "sluice.";

  private final String suffix;
  private final boolean compacted;

  Topic(String suffix, boolean compacted) {
    this.suffix = suffix;
    this.compacted = compacted;
  }

  /** The topic's name without prefix. */
  public String suffix() {
    return suffix;
  }

  /** Whether the broker keeps the last record of each key (else it deletes by age). */
  public boolean compacted() {
    return compacted;
  }

  /** Whether its records begin, change and end something by their key. */
  public boolean declares() {
    return this == EXPERIMENTS || this == SURVEY_SCENARIOS;
  }

  /**
   * Whether the broker keeps all records: those that statistics are made of, because a job without
   * state reads them again from the first.
   */
  public boolean kept() {
    return switch (this) {
      case SAMPLES, SURVEY_RESPONSES, TOKENS, LESION_CASES, LESION_PREDICTIONS -> true;
      default -> false;
    };
  }

  /** The topic's full name under a prefix. */
  public String name(String prefix) {
    return prefix + suffix;
  }
}
