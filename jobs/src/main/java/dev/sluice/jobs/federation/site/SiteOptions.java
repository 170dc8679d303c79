// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.federation.site;

import dev.sluice.jobs.JobTopics;
import dev.sluice.jobs.OptionRange;
import dev.sluice.jobs.RunOptions;
import dev.sluice.jobs.experiment.AdmissionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of the job of a site. */
public final class SiteOptions implements Supplier<SiteSettings> {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Mixin private RunOptions run;

  @Mixin private AdmissionOptions admission;

  @Mixin private CoordinatorAddress coordinator;

  @Mixin private PrivacyOptions privacy;

  @Mixin private SiteTrainingOptions training;

  @Option(
      names = "--site",
      required = true,
      paramLabel = "NAME",
      description =
          "Name of this site, of no other in the federation: 1 to 64 letters, digits, . or _")
  private String site;

  @Option(
      names = "--secret",
      required = true,
      paramLabel = "FILE",
      description =
          "File of 32 random bytes that only its owner can read, on each TaskManager. Whoever has"
              + " them can take off this site's masks and noise; who loses them cannot repeat what"
              + " it said.")
  private Path secret;

  @Option(
      names = "--share",
      defaultValue = "beliefs",
      paramLabel = "WHAT",
      description =
          "What this site is willing to send: ${COMPLETION-CANDIDATES} (default: beliefs).")
  private Share share;

  @Option(
      names = "--new-samples",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "Take part in a round after so many samples since the last one (default:"
              + " ${DEFAULT-VALUE}).")
  private long newSamples;

  @Option(
      names = "--minimum-rows",
      defaultValue = "10",
      paramLabel = "N",
      description =
          "With --share statistics: fewest new rows of a regime that are in what is sent; fewer"
              + " wait (default: ${DEFAULT-VALUE}).")
  private long minimumRows;

  /**
   * The settings that the options say.
   *
   * @throws ParameterException if one is out of range, or the secret is there and none; the message
   *     names it
   */
  @Override
  public SiteSettings get() {
    OptionRange range = new OptionRange(command);
    range.check(newSamples >= 0, "--new-samples", "at least 0", newSamples);
    range.check(minimumRows >= 1, "--minimum-rows", "at least 1", minimumRows);
    range.check(
        site.matches("[A-Za-z0-9._]{1,64}"), "--site", "1 to 64 letters, digits, . or _", site);
    JobTopics own = run.topics("federation-site");
    if (own.bounded()) {
      throw new ParameterException(
          command.commandLine(),
          "--bounded: a site answers rounds as they open, and has no end of its own");
    }
    checkSecret();
    return new SiteSettings(
        own,
        coordinator.topics(own, site),
        site,
        secret.toString(),
        share,
        privacy.rules(share),
        privacy.delta(),
        newSamples,
        minimumRows,
        training.training(),
        admission.settings());
  }

  /** Where a job is submitted need not be where it runs, and need not have the file. */
  private void checkSecret() {
    if (Files.exists(secret)) {
      try {
        SecretFile.read(secret, site);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command.commandLine(), e.getMessage(), e);
      }
    }
  }
}
