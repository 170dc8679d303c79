// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.OptionRange;
import dev.sluice.models.federation.privacy.ProtectedUnit;
import dev.sluice.models.federation.privacy.ZeroConcentrated;
import dev.sluice.models.federation.rounds.SiteNoise;
import dev.sluice.models.federation.rounds.SiteRules;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of what a site takes part in, and of the noise that it adds. */
final class PrivacyOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--secure-only",
      description = "Take part in rounds alone whose updates are masked.")
  private boolean secureOnly;

  @Option(
      names = "--minimum-sites",
      defaultValue = "2",
      paramLabel = "N",
      description =
          "Fewest sites whose sum may be seen, of which this is one (default: ${DEFAULT-VALUE}).")
  private int minimumSites;

  @Option(
      names = "--noise",
      paramLabel = "Z",
      description =
          "Add noise: of a sum of the fewest honest sites its standard deviation is Z times the"
              + " norm (--clip-norm).")
  private Double noise;

  @Option(
      names = "--clip-norm",
      paramLabel = "C",
      description = "Largest Euclidean norm of an update; what is longer is made shorter.")
  private Double clipNorm;

  @Option(
      names = "--honest",
      defaultValue = "1",
      paramLabel = "T",
      description =
          "How many sites of a sum are counted on to add their noise, so that each adds so much"
              + " less (default: ${DEFAULT-VALUE}).")
  private int honest;

  @Option(
      names = "--protect",
      defaultValue = "site",
      paramLabel = "UNIT",
      description = "What noise protects: ${COMPLETION-CANDIDATES} (default: site).")
  private ProtectedUnit unit;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Most that all updates of a federation may cost (default: no limit).")
  private Double epsilon;

  @Option(
      names = "--delta",
      defaultValue = "1e-5",
      paramLabel = "D",
      description = "With which probability more may be told (default: ${DEFAULT-VALUE}).")
  private double delta;

  double delta() {
    return delta;
  }

  /**
   * What the options say.
   *
   * @throws ParameterException if one is out of range, or lacks another
   */
  SiteRules rules(Share share) {
    OptionRange range = new OptionRange(command);
    range.check(minimumSites >= 2, "--minimum-sites", "at least 2", minimumSites);
    range.check(delta > 0 && delta < 1, "--delta", "between 0 and 1", delta);
    range.check(honest >= 1, "--honest", "at least 1", honest);
    require(noise == null || clipNorm != null, "--noise: needs --clip-norm");
    require(clipNorm == null || noise != null, "--clip-norm: needs --noise");
    require(epsilon == null || noise != null, "--epsilon: needs --noise");
    require(
        noise == null || share == Share.BELIEFS,
        "--noise: is added to beliefs alone, not with --share statistics");
    if (noise == null) {
      return SiteRules.plain(minimumSites, secureOnly);
    }
    positive(range, "--noise", noise);
    positive(range, "--clip-norm", clipNorm);
    double budget = Double.POSITIVE_INFINITY;
    if (epsilon != null) {
      positive(range, "--epsilon", epsilon);
      budget = ZeroConcentrated.ofEpsilon(epsilon, delta).budget();
    }
    return new SiteRules(
        minimumSites, secureOnly, new SiteNoise(clipNorm, noise, honest, unit), budget);
  }

  private static void positive(OptionRange range, String option, double value) {
    range.check(value > 0 && Double.isFinite(value), option, "above 0", value);
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), otherwise);
    }
  }
}
