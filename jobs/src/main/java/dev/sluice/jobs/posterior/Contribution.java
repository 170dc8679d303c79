// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.jobs.targeting.AnsweredRows;
import dev.sluice.models.posterior.score.SufficientStatistics;
import java.util.List;

/**
 * What one bucket of an experiment hands on. A declaration and an end travel this way too, so that
 * they keep their place among the bucket's statistics.
 *
 * @param experimentId the experiment
 * @param generation which life of the experiment this belongs to
 * @param kind what it is
 * @param declaration with DECLARED, else null
 * @param statistics with EVIDENCE the bucket's samples since its last contribution, else null
 * @param asOf with EVIDENCE the latest drawnAt among these samples, else 0
 * @param failure with FAILED why the bucket rests, else null
 * @param answers with EVIDENCE those of its samples that answer decisions; else null, and in state
 *     of before there were any
 */
public record Contribution(
    String experimentId,
    long generation,
    Kind kind,
    Declaration declaration,
    SufficientStatistics statistics,
    long asOf,
    Failure failure,
    List<AnsweredRows> answers) {

  /** What a contribution is. */
  public enum Kind {
    /** The experiment is declared, or declared again. */
    DECLARED,
    /** Statistics of further samples. */
    EVIDENCE,
    /** The bucket could not learn a sample, and rests until the next declaration. */
    FAILED,
    /** The experiment has ended; nothing more of this generation follows from this bucket. */
    ENDED
  }

  static Contribution declared(Declaration declaration) {
    return new Contribution(
        declaration.experimentId(),
        declaration.generation(),
        Kind.DECLARED,
        declaration,
        null,
        0,
        null,
        null);
  }

  static Contribution evidence(
      Declaration declaration,
      SufficientStatistics statistics,
      long asOf,
      List<AnsweredRows> answers) {
    return new Contribution(
        declaration.experimentId(),
        declaration.generation(),
        Kind.EVIDENCE,
        null,
        statistics,
        asOf,
        null,
        answers);
  }

  static Contribution failed(Declaration declaration, Failure failure) {
    return new Contribution(
        declaration.experimentId(),
        declaration.generation(),
        Kind.FAILED,
        null,
        null,
        0,
        failure,
        null);
  }

  static Contribution ended(Declaration declaration) {
    return new Contribution(
        declaration.experimentId(),
        declaration.generation(),
        Kind.ENDED,
        null,
        null,
        0,
        null,
        null);
  }

  /** Those of the samples that answer decisions. */
  List<AnsweredRows> answered() {
    return answers == null ? List.of() : answers;
  }
}
