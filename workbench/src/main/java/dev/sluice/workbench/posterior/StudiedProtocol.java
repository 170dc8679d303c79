// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.models.posterior.study.NoisyGraphs;
import dev.sluice.models.posterior.study.SparseGraphs;
import dev.sluice.models.posterior.study.StudiedScale;
import dev.sluice.models.prior.GraphPrior;
import dev.sluice.models.statistics.Quartiles;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Protocols that posteriors over graphs have been measured by in papers. */
enum StudiedProtocol {
  /** Annadani et al. 2021: as many edges as variables, weights N(2, 1), noise of deviation 1. */
  VCN("means", SparseGraphs.NOISE) {
    @Override
    double sum(double[] numbers) {
      return DoubleStream.of(numbers).average().orElse(Double.NaN);
    }
  },
  /** Deleu et al. 2022: twice as many, weights N(0, 1), noise of deviation 0.1. */
  DAG_GFLOWNET("medians", NoisyGraphs.NOISE) {
    @Override
    List<GraphPrior.Kind> priors() {
      return List.of(GraphPrior.Kind.FAIR);
    }

    @Override
    List<StudiedScale> scales() {
      return List.of(StudiedScale.UNIT, StudiedScale.EVIDENCE, StudiedScale.NOISE);
    }
  },
  /** Deleu et al. 2022: proteins of Sachs et al. 2005, of which there is one set of samples. */
  SACHS("of one set of samples", Double.NaN);

  private final String statistic;
  private final double noise;

  StudiedProtocol(String statistic, double noise) {
    this.statistic = statistic;
    this.noise = noise;
  }

  /** What the paper says of several graphs: means or medians. */
  String statistic() {
    return statistic;
  }

  /** Deviation of the noise; NaN if it is not known. */
  double noise() {
    return noise;
  }

  /** Priors over graphs that are tried unless something else is asked for. */
  List<GraphPrior.Kind> priors() {
    return List.of(GraphPrior.Kind.FAIR, GraphPrior.Kind.UNIFORM);
  }

  /** Scales that are tried unless something else is asked for. */
  List<StudiedScale> scales() {
    return List.of(StudiedScale.UNIT);
  }

  /** The statistic of at least one number. */
  double sum(double[] numbers) {
    return Quartiles.of(numbers).median();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
