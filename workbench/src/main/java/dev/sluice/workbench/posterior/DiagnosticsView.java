// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.posterior;

import dev.sluice.schemas.PosteriorMethod;
import dev.sluice.schemas.SamplerDiagnostics;
import dev.sluice.schemas.VariationalDiagnostics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a sampler: how much it did, and whether its edges can be trusted. */
final class DiagnosticsView {
  private DiagnosticsView() {}

  /** One line, and a second one that warns of a posterior that has not converged. */
  static List<String> lines(PosteriorMethod method, SamplerDiagnostics found) {
    List<String> lines = new ArrayList<>();
    boolean beside = method != PosteriorMethod.MCMC;
    lines.add(
        (beside ? "sampled beside: " : "")
            + text("%d chains, %,d steps", found.getChains(), found.getSteps())
            + number(", accepted %.3f", found.getAcceptance())
            + number(", worth %,.0f independent graphs", found.getEffectiveSampleSize())
            + number(", chains differ by %.3f", found.getLargestDifference())
            + number(", off by %.3f at most", found.getLargestError())
            + number(", answered after %.3g s", found.getSecondsBudget()));
    if (!found.getConverged()) {
      lines.add(
          beside
              ? "NOT CONVERGED: the sampler beside; what is shown is exact"
              : "NOT CONVERGED: these edges may be wrong");
    }
    return lines;
  }

  /** What is said of a variational network. */
  static String line(VariationalDiagnostics found) {
    return text(
            "%,d steps, %,d different graphs of %,d drawn, %.1f %% cyclic",
            found.getSteps(),
            found.getDistinctGraphs(),
            found.getGraphs(),
            100 * found.getCyclicShare())
        + number(", evidence bound %.2f", found.getElbo())
        + number(" +- %.2f", found.getElboError());
  }

  private static String number(String format, Double value) {
    return value == null ? "" : text(format, value);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
