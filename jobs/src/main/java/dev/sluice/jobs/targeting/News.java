// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.jobs.experiment.Declaration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * What those who keep decisions are told, in the order in which it happened.
 *
 * @param kind what it is
 * @param experimentId the experiment
 * @param declaration with DECLARED, else null
 * @param answers with ANSWERED samples that were let in; else null
 * @param samples with ANSWERED samples let in so far, these too
 * @param decisionId with JUDGED, else null
 * @param approved with JUDGED whether the decision may be done
 * @param reason with JUDGED in a person's words; with DECLARED why nothing can be proposed; or null
 */
public record News(
    Kind kind,
    String experimentId,
    Declaration declaration,
    List<AnsweredRows> answers,
    long samples,
    String decisionId,
    boolean approved,
    String reason) {

  /** Where a job's operators tell. */
  public static final OutputTag<News> TAG = new OutputTag<>("news", TypeInformation.of(News.class));

  /** What has happened. */
  public enum Kind {
    /** The experiment is declared, or declared again; may be told more often than it is. */
    DECLARED,
    /** Samples were let in that answer decisions. */
    ANSWERED,
    /** A person has judged a decision. */
    JUDGED,
    /** The experiment has ended. */
    ENDED
  }

  /**
   * An experiment is declared.
   *
   * @param beyond why the job's rule cannot serve such an experiment; null if it can
   */
  public static News declared(Declaration declaration, ProposalSettings settings, String beyond) {
    String reason = beyond == null ? Candidates.fault(declaration, settings) : beyond;
    return new News(
        Kind.DECLARED, declaration.experimentId(), declaration, null, 0, null, false, reason);
  }

  /** Samples answer decisions. */
  public static News answered(String experimentId, List<AnsweredRows> answers, long samples) {
    return new News(Kind.ANSWERED, experimentId, null, answers, samples, null, false, null);
  }

  /** An experiment has ended. */
  public static News ended(String experimentId) {
    return new News(Kind.ENDED, experimentId, null, null, 0, null, false, null);
  }

  static News judged(String experimentId, String decisionId, boolean approved, String reason) {
    return new News(Kind.JUDGED, experimentId, null, null, 0, decisionId, approved, reason);
  }
}
