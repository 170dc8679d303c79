// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.trained;

/**
 * How a model is trained. A step is a function of a state and a batch, so that one writer who keeps
 * the last state can stop anywhere and go on, here or elsewhere, with the same bits.
 */
public record SequenceTraining(SequenceModel model, AdamW optimiser) {

  /** Before the first step. */
  public TrainingState initial(long seed) {
    return TrainingState.of(model.initial(seed));
  }

  /** {@link #step(TrainingState, double[][][], Workers)} without other threads. */
  public TrainingStep step(TrainingState state, double[][][] batch) {
    return step(state, batch, Workers.NONE);
  }

  /**
   * A step on the mean loss of a batch.
   *
   * @param batch sequence, step, entry; all of one length, 2 at least
   * @throws ArithmeticException if the numbers do not allow it; the state stays as it was
   * @throws java.util.concurrent.CancellationException if the thread was interrupted
   */
  public TrainingStep step(TrainingState state, double[][][] batch, Workers workers) {
    LossGradient loss = model.gradient(state.weights(), batch, workers);
    return new TrainingStep(optimiser.step(state, loss.gradient()), loss);
  }
}
