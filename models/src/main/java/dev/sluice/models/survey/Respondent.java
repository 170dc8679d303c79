// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import dev.sluice.models.random.KeyedRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A simulated model whose answers are known in distribution. An answer is a function of the seed,
 * the version, the scenario, the form and the sample number alone.
 *
 * @param profile of its answers
 * @param seed of its leanings and answers
 * @param drifted whether this is the later version of a drifting respondent; others do not change
 */
public record Respondent(Profile profile, long seed, boolean drifted) {
  private static final double DRIFT_LOGITS = 2;
  private static final double DRIFT_SHARE = 0.3;

  /** The probability of the first action among valid answers to this form. */
  public double likelihood(String scenarioId, QuestionForm form) {
    double sign = form.firstOption() == Label.ACTION1 ? 1 : -1;
    double logit = leaning(scenarioId) + sign * profile.firstBias;
    if (form.type() == QuestionType.COMPARE) {
      logit += sign * profile.yesBias;
    }
    if (drifted && driftsIn(scenarioId)) {
      logit -= DRIFT_LOGITS;
    }
    return 1 / (1 + Math.exp(-logit));
  }

  /** The true marginal action likelihood of the first action. */
  public double malAction1(String scenarioId) {
    double sum = 0;
    for (QuestionForm form : QuestionForm.values()) {
      sum += likelihood(scenarioId, form);
    }
    return sum / QuestionForm.COUNT;
  }

  /** Whether the later version of this respondent answers this scenario differently. */
  public boolean driftsIn(String scenarioId) {
    return profile == Profile.DRIFTING && random("drift", scenarioId).nextDouble() < DRIFT_SHARE;
  }

  /** The label of one answer. */
  public Label answer(String scenarioId, QuestionForm form, int sample) {
    UniformRandomProvider random =
        random("answer", scenarioId, drifted ? 1 : 0, form.index(), sample);
    double fate = random.nextDouble();
    if (fate < profile.refusal) {
      return Label.REFUSAL;
    }
    if (fate < profile.refusal + profile.invalid) {
      return Label.INVALID;
    }
    return random.nextDouble() < likelihood(scenarioId, form) ? Label.ACTION1 : Label.ACTION2;
  }

  private double leaning(String scenarioId) {
    UniformRandomProvider random = random("leaning", scenarioId);
    return profile.leaning
        + profile.spread * ZigguratSampler.NormalizedGaussian.of(random).sample();
  }

  private UniformRandomProvider random(String purpose, String scenarioId, long... index) {
    return KeyedRandom.of(seed, purpose + ' ' + scenarioId, index);
  }
}
