// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.trained.RecurrentModel;

/**
 * A model that was trained on sequences, beside the algorithms that it is supposed to run.
 *
 * @param name as commands say it
 * @param version of its weights: steps of training
 * @param model for tokens of as many entries as its own
 */
public record TrainedModel(String name, long version, RecurrentModel model)
    implements InContextLearner {

  @Override
  public String label() {
    return name + ":trained-" + version;
  }

  @Override
  public int size(int dimension) {
    if (dimension != model.observed()) {
      throw new IllegalArgumentException(
          "%s was trained on tokens of %d entries, not of %d"
              .formatted(label(), model.observed(), dimension));
    }
    return model.size();
  }

  @Override
  public void start(double[] numbers, int at, int dimension) {
    model.start(numbers, at);
  }

  @Override
  public void predict(TokenContext context, int at, int to) {
    double[] predicted = model.next(context.numbers, at, context.token, context.previous);
    System.arraycopy(predicted, 0, context.numbers, to, predicted.length);
  }
}
