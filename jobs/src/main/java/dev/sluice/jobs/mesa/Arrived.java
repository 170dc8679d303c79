// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa;

import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.wire.Decoded;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.GivenName;
import dev.sluice.jobs.mesa.trained.LearnedToken;
import dev.sluice.models.mesa.task.SequenceTask;
import dev.sluice.schemas.Token;
import java.util.Arrays;
import java.util.Objects;

/**
 * A decoded token. State while it waits.
 *
 * @param source the record as it came, for the dead letter that it may yet become
 * @param sequenceId the sequence
 * @param t its step, from 1 on
 * @param values 1 to {@value #MOST_ENTRIES} finite numbers
 * @param group whose losses are summed up together
 * @param task of a simulated sequence; else empty
 * @param seed of a simulated sequence; else 0
 * @param number of a simulated sequence; else 0
 */
public record Arrived(
    RawRecord source,
    String sequenceId,
    long t,
    double[] values,
    String group,
    String task,
    long seed,
    long number) {

  /** The group of sequences that name none. */
  static final String DEFAULT_GROUP = "default";

  /** What learners of a sequence keep grows with the square of this. */
  static final int MOST_ENTRIES = 64;

  /** Refuses what no sequence can have; the message names the field. */
  static Decoded<Token> check(Token token, RawRecord source, long now) {
    String fault = nameFault(token, source);
    if (fault != null) {
      return Decoded.refused(Reason.MALFORMED, fault);
    }
    if (token.getT() < 1) {
      return Decoded.refused(
          Reason.VALUE_OUT_OF_RANGE, "t: must be at least 1, is " + token.getT());
    }
    int entries = token.getValues().size();
    if (entries < 1 || entries > MOST_ENTRIES) {
      return Decoded.refused(
          Reason.WRONG_DIMENSION,
          "values: must be 1 to %d numbers, are %d".formatted(MOST_ENTRIES, entries));
    }
    return simulated(token, entries);
  }

  private static String nameFault(Token token, RawRecord source) {
    if (GivenName.isBlank(token.getSequenceId())) {
      return "sequenceId: must not be blank";
    }
    if (source.key() != null && !source.keyText().equals(token.getSequenceId())) {
      return "sequenceId: is '%s', but the record's key '%s'"
          .formatted(token.getSequenceId(), source.keyText());
    }
    if (token.getGroup() != null && GivenName.isBlank(token.getGroup())) {
      return "group: must not be blank; null for " + DEFAULT_GROUP;
    }
    String fault = GivenName.lengthFault("sequenceId", token.getSequenceId());
    return fault == null ? GivenName.lengthFault("group", token.getGroup()) : fault;
  }

  private static Decoded<Token> simulated(Token token, int entries) {
    boolean none = token.getTask() == null && token.getSeed() == null && token.getNumber() == null;
    if (none) {
      return Decoded.of(token);
    }
    if (token.getTask() == null || token.getSeed() == null || token.getNumber() == null) {
      return Decoded.refused(
          Reason.UNKNOWN_TASK, "task, seed and number: must be given together, or none of them");
    }
    if (SequenceTask.named(token.getTask()).isEmpty()) {
      return Decoded.refused(
          Reason.UNKNOWN_TASK, "task: '%s' is none of %s".formatted(token.getTask(), Truths.TASKS));
    }
    return Truths.task(token.getTask(), entries) == null
        ? Decoded.refused(
            Reason.WRONG_DIMENSION,
            "values: tokens of task %s have not %d entries".formatted(token.getTask(), entries))
        : Decoded.of(token);
  }

  static Arrived of(Token token, RawRecord source) {
    double[] values = new double[token.getValues().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = token.getValues().get(i);
    }
    boolean simulated = token.getTask() != null;
    return new Arrived(
        source,
        token.getSequenceId(),
        token.getT(),
        values,
        token.getGroup() == null ? DEFAULT_GROUP : token.getGroup(),
        simulated ? token.getTask() : "",
        simulated ? token.getSeed() : 0,
        simulated ? token.getNumber() : 0);
  }

  /** Whether the other, of the same sequence and step, says the same. */
  boolean saysTheSame(Arrived other) {
    return Arrays.equals(values, other.values) && contradiction(other) == null;
  }

  /** What a later token of the sequence says otherwise; null if nothing but its entries. */
  String contradiction(Arrived later) {
    return contradiction(group, task, seed, number, later);
  }

  static String contradiction(String group, String task, long seed, long number, Arrived later) {
    if (!group.equals(later.group)) {
      return "group: is '%s', but of its sequence '%s'".formatted(later.group, group);
    }
    if (!task.equals(later.task) || seed != later.seed || number != later.number) {
      return "task, seed, number: are %s, but of its sequence %s"
          .formatted(origin(later.task, later.seed, later.number), origin(task, seed, number));
    }
    return null;
  }

  private static String origin(String task, long seed, long number) {
    return task.isEmpty() ? "none" : "%s, %d, %d".formatted(task, seed, number);
  }

  /** Which of a group's parts it counts in. */
  int bucket(int buckets) {
    return Math.floorMod(sequenceId.hashCode(), buckets);
  }

  /** For trained models, when it has been learned. */
  LearnedToken learned(int bucket, double[][] predictions) {
    return new LearnedToken(sequenceId, t, values, group, bucket, predictions);
  }

  /** Whether all is the same, to the bit. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Arrived that
        && source.equals(that.source)
        && sequenceId.equals(that.sequenceId)
        && t == that.t
        && saysTheSame(that);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sequenceId, t);
  }
}
