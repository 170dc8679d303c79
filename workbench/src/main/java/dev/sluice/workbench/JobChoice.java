// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.federation.coordinator.CoordinatorJob;
import dev.sluice.jobs.federation.site.SiteJob;
import dev.sluice.jobs.lesion.LesionJob;
import dev.sluice.jobs.lesion.enhance.EnhanceJob;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.JobAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that say for which jobs topics are made, and what these jobs do with them. */
final class JobChoice {

  /** The jobs, and all of them. A site has two: what it does on its own Kafka, and elsewhere. */
  enum Jobs {
    ALL,
    POSTERIOR,
    ADAPTATION,
    DISCOVERY,
    SURVEY,
    MESA,
    LESION,
    ENHANCE,
    COORDINATOR,
    SITE,
    MEMBER
  }

  private static final String SITE = "federation-site";

  @Option(
      names = "--job",
      split = ",",
      defaultValue = "all",
      paramLabel = "JOB",
      description =
          "Which: ${COMPLETION-CANDIDATES}; several joined by commas (default: all). site is what a"
              + " site of a federation needs of its own Kafka, member what it needs of the"
              + " coordinator's.")
  private Set<Jobs> jobs;

  @Option(
      names = "--propose",
      description = "Jobs that propose interventions (run with --propose) do so.")
  private boolean propose;

  @Option(
      names = "--effects",
      description = "The posterior job computes causal effects (runs with --effects ...).")
  private boolean effects;

  @Option(names = "--models", description = "The mesa job has trained models (--models ...).")
  private boolean models;

  /** What the jobs do. */
  List<JobAccess> accesses() {
    Map<Jobs, JobAccess> all =
        Map.of(
            Jobs.POSTERIOR,
            proposing(
                "posterior",
                effects ? with(PosteriorJob.TOPICS, PosteriorJob.EFFECTS) : PosteriorJob.TOPICS,
                PosteriorJob.INPUTS),
            Jobs.ADAPTATION,
            new JobAccess("adaptation", AdaptationJob.TOPICS, AdaptationJob.INPUTS),
            Jobs.DISCOVERY,
            proposing("discovery", DiscoveryJob.TOPICS, DiscoveryJob.INPUTS),
            Jobs.SURVEY,
            new JobAccess("survey", SurveyJob.TOPICS, SurveyJob.INPUTS),
            Jobs.MESA,
            new JobAccess("mesa", MesaJob.topics(models), MesaJob.inputs(models)),
            Jobs.LESION,
            new JobAccess("lesion", LesionJob.TOPICS, LesionJob.INPUTS),
            Jobs.ENHANCE,
            new JobAccess("enhance", EnhanceJob.TOPICS, EnhanceJob.INPUTS),
            Jobs.COORDINATOR,
            new JobAccess("federation-coordinator", CoordinatorJob.TOPICS, CoordinatorJob.INPUTS),
            Jobs.SITE,
            new JobAccess(SITE, SiteJob.TOPICS, SiteJob.INPUTS),
            Jobs.MEMBER,
            member());
    return Stream.of(Jobs.values())
        .filter(all::containsKey)
        .filter(job -> jobs.contains(job) || jobs.contains(Jobs.ALL))
        .map(all::get)
        .toList();
  }

  /** What other sites say to the coordinator alone, a site has no right to read. */
  private static JobAccess member() {
    List<Topic> blind = List.of(Topic.FED_KEYS, Topic.FED_UPDATE, Topic.FED_AUDIT);
    return new JobAccess(
        "federation-member", SITE, SiteJob.COORDINATOR_TOPICS, List.of(Topic.FED_BELIEF), blind);
  }

  private JobAccess proposing(String job, List<Topic> topics, List<Topic> inputs) {
    return propose
        ? new JobAccess(job, with(topics, Targeting.TOPICS), with(inputs, Targeting.INPUTS))
        : new JobAccess(job, topics, inputs);
  }

  private static List<Topic> with(List<Topic> some, List<Topic> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }
}
