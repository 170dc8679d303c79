// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.jobs.posterior.variational.Variational;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import java.io.Serializable;

/**
 * By which methods posteriors are computed. It depends on the number of variables and on these
 * settings alone, never on the heap of the process at hand: a job that is started elsewhere
 * computes the same. What does not fit is refused, see {@link dev.sluice.jobs.beside.Beside}.
 *
 * @param choice which method serves how many variables
 * @param sampler what a refresh by sampling may cost; its seed is that of the job
 * @param checkExact whether the sampler runs too where an exact method of the same prior serves
 * @param exactThreads that share each exact posterior, from 1 on; they change no bit of it
 * @param slices how many keys the family scores of a large experiment are computed under; 1 if
 *     where its posterior is. Changes no bit of a posterior
 * @param variational if all posteriors are computed by a variational causal network; else null
 */
public record InferenceSettings(
    MethodChoice choice,
    SamplerSettings sampler,
    boolean checkExact,
    int exactThreads,
    int slices,
    Variational variational)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * Seconds that a refresh samples for unless something else is asked for. Steps are no measure for
   * a default: without samples, when graphs have many parents, one costs a hundred times as much.
   */
  private static final double DEFAULT_SECONDS = 5;

  /** The most slices. */
  static final int MAX_SLICES = 64;

  /** Of a job whose experiments are each computed in one place, on one thread. */
  public InferenceSettings(MethodChoice choice, SamplerSettings sampler, boolean checkExact) {
    this(choice, sampler, checkExact, 1, 1);
  }

  /** Of a job that computes exactly, or samples. */
  InferenceSettings(
      MethodChoice choice,
      SamplerSettings sampler,
      boolean checkExact,
      int exactThreads,
      int slices) {
    this(choice, sampler, checkExact, exactThreads, slices, null);
  }

  /** Those of a job that is told nothing. */
  public static InferenceSettings defaults() {
    return new InferenceSettings(
        MethodChoice.defaults(), SamplerSettings.defaults().ofSeconds(DEFAULT_SECONDS), false);
  }

  /** The method for a number of variables. */
  Method method(int variables) {
    return variational == null ? choice.of(variables) : Method.VCN;
  }

  /** Whether the sampler runs, for its results or to be compared. */
  boolean samples(Method method) {
    return method == Method.MCMC
        || (checkExact && method != Method.ORDER_EXACT && method != Method.VCN);
  }
}
