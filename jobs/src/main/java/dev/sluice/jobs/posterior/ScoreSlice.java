// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.Failure;
import dev.sluice.jobs.beside.Done;
import dev.sluice.jobs.beside.Work;
import dev.sluice.models.posterior.family.ScoredNodes;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the scores of a slice of an experiment's nodes beside the stream. Where there are none
 * it says so, and no more: whoever computes the posterior will meet the reason, and tell it once.
 */
final class ScoreSlice implements Work<SliceRequest, Void, Part> {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(ScoreSlice.class);

  private final Models.Inferring inference;

  ScoreSlice(Models.Inferring inference) {
    this.inference = inference;
  }

  /** Those of a revision are of another prior. */
  @Override
  public long generation(SliceRequest slice) {
    return slice.request().declaration().revision();
  }

  @Override
  public boolean ends(SliceRequest slice) {
    return slice.request().ends();
  }

  @Override
  public long bytes(SliceRequest slice, Void memory) {
    return inference.scoreBytes(slice.request(), slice.slices());
  }

  @Override
  public Done<Void, Part> compute(SliceRequest slice, Void memory) {
    ScoredNodes scores;
    try {
      scores = inference.scores(slice.request(), slice.slice(), slice.slices());
    } catch (CancellationException cancelled) {
      throw cancelled;
    } catch (RuntimeException none) {
      LOG.debug("{} has no scores", slice.key(), none);
      scores = ScoredNodes.none();
    }
    return new Done<>(null, Part.of(slice, scores));
  }

  /** Nothing of the slice will come after it. */
  @Override
  public Part ended(SliceRequest slice) {
    return Part.of(slice, ScoredNodes.none());
  }

  @Override
  public Part failed(SliceRequest slice, Failure failure) {
    return Part.of(slice, ScoredNodes.none());
  }
}
