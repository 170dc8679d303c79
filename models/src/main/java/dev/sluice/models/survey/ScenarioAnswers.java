// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.Arrays;

/**
 * The answers of one (model, version) to one scenario, of which there is one for every question
 * form and sample number: a later answer replaces an earlier one exactly, a stale one changes
 * nothing, and of two given at the same time the one that arrives later stays. Immutable; twelve
 * bytes an answer.
 *
 * @param keys per answer, sample number, form and label packed into one number, rising
 * @param answeredAt per answer, when it was given, in milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // copied before every change, compared by content
public record ScenarioAnswers(int[] keys, long[] answeredAt) {
  private static final int LABEL_BITS = 2;
  private static final int FORM_BITS = 3;
  private static final int SAMPLE_SHIFT = LABEL_BITS + FORM_BITS;

  /** Sample numbers must be smaller. */
  public static final int MAX_SAMPLES = 1 << (Integer.SIZE - 1 - SAMPLE_SHIFT);

  /** What became of an answer. */
  public enum Outcome {
    /** It is the first for its form and sample number. */
    ACCEPTED,
    /** It takes the place of an earlier one. */
    CORRECTED,
    /** It is the one already there, sent again. */
    DUPLICATE,
    /** A later one is there already. */
    STALE;

    /** Whether the answers are not those before. */
    public boolean isChange() {
      return this == ACCEPTED || this == CORRECTED;
    }
  }

  /**
   * The answers after an observation, and what changed.
   *
   * @param answers after it
   * @param outcome of the observation
   * @param replaced the label it took the place of, null unless corrected
   */
  public record Update(ScenarioAnswers answers, Outcome outcome, Label replaced) {}

  /** No answers. */
  public static ScenarioAnswers empty() {
    return new ScenarioAnswers(new int[0], new long[0]);
  }

  /**
   * Observes an answer.
   *
   * @param form that was asked
   * @param sample number of the answer, 0 to {@link #MAX_SAMPLES} - 1
   * @param label of the answer
   * @param time it was given, in milliseconds
   * @throws IllegalArgumentException if the sample number is out of range
   */
  public Update observe(QuestionForm form, int sample, Label label, long time) {
    if (sample < 0 || sample >= MAX_SAMPLES) {
      throw new IllegalArgumentException(
          "sample number must be between 0 and " + (MAX_SAMPLES - 1) + ", not " + sample);
    }
    int key = key(form, sample, label);
    int position = position(form, sample);
    if (position < 0) {
      return new Update(inserted(-position - 1, key, time), Outcome.ACCEPTED, null);
    }
    Label before = label(keys[position]);
    if (time < answeredAt[position]) {
      return new Update(this, Outcome.STALE, null);
    }
    if (time == answeredAt[position] && label == before) {
      return new Update(this, Outcome.DUPLICATE, null);
    }
    return new Update(replaced(position, key, time), Outcome.CORRECTED, before);
  }

  /** How many answers there are. */
  public int size() {
    return keys.length;
  }

  /** The counters of these answers. */
  public ScenarioCounts counts() {
    int[] counts = new int[QuestionForm.COUNT * Label.COUNT];
    for (int key : keys) {
      counts[form(key) * Label.COUNT + label(key).index()]++;
    }
    return new ScenarioCounts(counts);
  }

  /** The complete sweeps: sample numbers for which all six forms have a valid answer. */
  public SweepCounts sweeps() {
    int[] sweeps = new int[QuestionForm.COUNT + 1];
    int valid = 0;
    int firstActions = 0;
    for (int i = 0; i < keys.length; i++) {
      valid += label(keys[i]).isAction() ? 1 : 0;
      firstActions += label(keys[i]) == Label.ACTION1 ? 1 : 0;
      if (i + 1 == keys.length || sample(keys[i + 1]) != sample(keys[i])) {
        sweeps[firstActions] += valid == QuestionForm.COUNT ? 1 : 0;
        valid = 0;
        firstActions = 0;
      }
    }
    return new SweepCounts(sweeps);
  }

  /** Where the answer is, or {@code -(where it belongs) - 1}. */
  private int position(QuestionForm form, int sample) {
    int first = key(form, sample, Label.at(0));
    int found = Arrays.binarySearch(keys, first);
    int position = found < 0 ? -found - 1 : found;
    boolean there = position < keys.length && keys[position] >> LABEL_BITS == first >> LABEL_BITS;
    return there ? position : -position - 1;
  }

  private ScenarioAnswers replaced(int position, int key, long time) {
    int[] nextKeys = keys.clone();
    long[] nextTimes = answeredAt.clone();
    nextKeys[position] = key;
    nextTimes[position] = time;
    return new ScenarioAnswers(nextKeys, nextTimes);
  }

  private ScenarioAnswers inserted(int position, int key, long time) {
    int[] nextKeys = Arrays.copyOf(keys, keys.length + 1);
    long[] nextTimes = Arrays.copyOf(answeredAt, keys.length + 1);
    System.arraycopy(keys, position, nextKeys, position + 1, keys.length - position);
    System.arraycopy(answeredAt, position, nextTimes, position + 1, keys.length - position);
    nextKeys[position] = key;
    nextTimes[position] = time;
    return new ScenarioAnswers(nextKeys, nextTimes);
  }

  private static int key(QuestionForm form, int sample, Label label) {
    return sample << SAMPLE_SHIFT | form.index() << LABEL_BITS | label.index();
  }

  private static int sample(int key) {
    return key >> SAMPLE_SHIFT;
  }

  private static int form(int key) {
    return key >> LABEL_BITS & (1 << FORM_BITS) - 1;
  }

  private static Label label(int key) {
    return Label.at(key & (1 << LABEL_BITS) - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScenarioAnswers that
        && Arrays.equals(keys, that.keys)
        && Arrays.equals(answeredAt, that.answeredAt);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(keys) + Arrays.hashCode(answeredAt);
  }

  @Override
  public String toString() {
    return "ScenarioAnswers[" + counts() + "]";
  }
}
