// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Arrays;

/**
 * All that the statistics of one (model, version, scenario) remember: how often each question form
 * got each label. Immutable; observing and retracting are exact inverses, and {@link #merge} is
 * addition.
 *
 * @param counts 24 counters, four labels of the first form, then of the second, and so on
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record ScenarioCounts(int[] counts) {

  private static final int SIZE = QuestionForm.COUNT * Label.COUNT;

  /** Takes a copy; 24 counters that are not negative. */
  public ScenarioCounts {
    if (counts.length != SIZE || Arrays.stream(counts).anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException(
          "counts must be " + SIZE + " numbers >= 0, not " + Arrays.toString(counts));
    }
    counts = counts.clone();
  }

  /** No answers. */
  public static ScenarioCounts empty() {
    return new ScenarioCounts(new int[SIZE]);
  }

  /** A copy of the counters. */
  @Override
  public int[] counts() {
    return counts.clone();
  }

  /** How many answers to this form have this label. */
  public int count(QuestionForm form, Label label) {
    return counts[index(form, label)];
  }

  /** How many answers have this label. */
  public int count(Label label) {
    int sum = 0;
    for (int i = label.index(); i < SIZE; i += Label.COUNT) {
      sum += counts[i];
    }
    return sum;
  }

  /** How many answers there are to this form, of any label. */
  public int answers(QuestionForm form) {
    int sum = 0;
    for (int i = 0; i < Label.COUNT; i++) {
      sum += counts[form.index() * Label.COUNT + i];
    }
    return sum;
  }

  /** How many answers there are. */
  public int answers() {
    return Arrays.stream(counts).sum();
  }

  /** One answer more. */
  public ScenarioCounts observe(QuestionForm form, Label label) {
    return with(form, label, 1);
  }

  /**
   * One answer less.
   *
   * @throws IllegalArgumentException if there is no such answer
   */
  public ScenarioCounts retract(QuestionForm form, Label label) {
    if (count(form, label) == 0) {
      throw new IllegalArgumentException("no answer to " + form + " is " + label);
    }
    return with(form, label, -1);
  }

  /** The answers of both. */
  public ScenarioCounts merge(ScenarioCounts other) {
    int[] sum = counts.clone();
    for (int i = 0; i < SIZE; i++) {
      sum[i] = Math.addExact(sum[i], other.counts[i]);
    }
    return new ScenarioCounts(sum);
  }

  private ScenarioCounts with(QuestionForm form, Label label, int change) {
    int[] next = counts.clone();
    next[index(form, label)] = Math.addExact(count(form, label), change);
    return new ScenarioCounts(next);
  }

  private static int index(QuestionForm form, Label label) {
    return form.index() * Label.COUNT + label.index();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScenarioCounts that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "ScenarioCounts" + Arrays.toString(counts);
  }
}
