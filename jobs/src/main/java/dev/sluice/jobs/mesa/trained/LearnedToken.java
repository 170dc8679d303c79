// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * A token that has been learned, with what was predicted of it. State while it waits.
 *
 * @param sequenceId the sequence
 * @param t its step, from 1 on; 0 says that nothing more will come of the sequence
 * @param values its entries
 * @param group of its sequence
 * @param bucket which of the group's parts it counts in
 * @param predictions of each algorithm, as many entries; none at the first token
 */
public record LearnedToken(
    String sequenceId, long t, double[] values, String group, int bucket, double[][] predictions) {

  /** Where who learns puts them out. */
  public static final OutputTag<LearnedToken> TAG =
      new OutputTag<>("learned", TypeInformation.of(LearnedToken.class));

  /** The end of a sequence, which has been forgotten or given up. */
  public static LearnedToken end(String sequenceId) {
    return new LearnedToken(sequenceId, 0, new double[0], "", 0, new double[0][]);
  }
}
