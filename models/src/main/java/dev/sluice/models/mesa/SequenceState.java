// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

/**
 * What {@link Learners} keep of a sequence. Mutable, not thread-safe; its fields are public to be
 * kept as state. It means something only to learners of the same {@link #layout}.
 */
public final class SequenceState {
  /** The entries of a token. */
  public int dimension;

  /** The tokens that have come. */
  public long tokens;

  /** Of the learners whose numbers these are, a hash of their labels in order. */
  public int layout;

  /** The newest tokens, the sums of each regression, the learners' own, and their predictions. */
  public double[] numbers = {};

  /** For serializers; use {@link Learners#start}. */
  public SequenceState() {}

  /** A copy that shares nothing with this one. */
  public SequenceState copy() {
    SequenceState copy = new SequenceState();
    copy.dimension = dimension;
    copy.tokens = tokens;
    copy.layout = layout;
    copy.numbers = numbers.clone();
    return copy;
  }
}
