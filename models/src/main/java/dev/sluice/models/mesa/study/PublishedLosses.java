// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.study;

import java.util.List;

/**
 * Losses as released with von Oswald et al. (arXiv 2309.05858), half squared errors of a token.
 *
 * @param task ours that it is of
 * @param name of a model or a learner, as commands here say it
 * @param mean over 50 steps
 * @param last at step 50; NaN if not known
 */
public record PublishedLosses(String task, String name, double mean, double last) {
  private static final List<PublishedLosses> ALL =
      List.of(
          of("linear", "lsa-1", .8942, .7871),
          of("linear", "lsa-2", .4302, .2417),
          of("linear", "lsa-4", .2361, .0157),
          of("linear", "lsa-6", .2157, .0093),
          of("linear", "mesa", .1903, Double.NaN), // after 4,400 steps
          of("linear", "softmax-3", .3153, .0572),
          of("linear", "softmax-7", .2302, .0118),
          of("linear", "hybrid-1", .1984, .0023),
          of("linear", "gd:0.032", .9004, .7745),
          of("linear", "chebyshev:linear-7 released (lagged)", .2317, .0121),
          of("linear", "chebyshev:linear-3 released (lagged)", .3047, .0739),
          of("linear", "ridge:0.001 released (lagged)", .2108, .0006),
          of("partial", "softmax-7", .7953, .0628),
          of("partial", "hybrid-1", .7973, .0351),
          of("partial", "chebyshev:partial released (lagged)", 2.349, 1.736),
          of("partial", "chebyshev:partial:delays-16 released (lagged)", 1.034, .1349),
          of("nonlinear", "softmax-7", .0392, .0034),
          of("nonlinear", "hybrid-1", .0375, .0019),
          of("nonlinear", "chebyshev:nonlinear released (lagged)", .0921, .0154),
          of("nonlinear", "chebyshev:nonlinear:features released (lagged)", .0467, .0037),
          of("contracting", "lsa-1", .890, Double.NaN),
          of("contracting", "lsa-2", .395, Double.NaN),
          of("contracting", "lsa-4", .193, Double.NaN),
          of("contracting", "lsa-6", .219, Double.NaN),
          of("contracting", "mesa", .154, Double.NaN),
          of("fixed", "lsa-1", .107, Double.NaN),
          of("fixed", "lsa-6", .0046, Double.NaN),
          of("fixed", "mesa", .0019, Double.NaN));

  private static PublishedLosses of(String task, String name, double mean, double last) {
    return new PublishedLosses(task, name, mean, last);
  }

  static List<PublishedLosses> all() {
    return ALL;
  }

  /** Those of a model or learner on a task; both NaN if none were released. */
  public static PublishedLosses of(String task, String name) {
    return ALL.stream()
        .filter(published -> published.task.equals(task) && published.name.equals(name))
        .findAny()
        .orElse(of(task, name, Double.NaN, Double.NaN));
  }
}
