// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench;

import dev.sluice.connectors.Delivery;
import dev.sluice.connectors.KafkaProperties;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.wire.WireFormat;
import dev.sluice.jobs.adaptation.AdaptationJob;
import dev.sluice.jobs.discovery.DiscoveryJob;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.jobs.survey.SurveyJob;
import dev.sluice.jobs.targeting.Targeting;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.JobAccess;
import dev.sluice.workbench.topics.KafkaPlan;
import dev.sluice.workbench.topics.PlanInKafka;
import dev.sluice.workbench.topics.TopicCreation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sluice topics}: what jobs need of Kafka, created or printed. */
@Command(
    name = "topics",
    description = {
      "Create or print the topics of jobs, and the rights (ACLs) that each job's user needs.",
      "",
      "Partitions, cleanup and retention are those that the jobs rely on; replication is the broker's"
          + " default. What exists already stays as it is.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice topics --bootstrap localhost:9092",
      "  sluice topics --job posterior --propose --acls --bootstrap kafka:9093 \\",
      "    --kafka-properties admin.properties",
      "  sluice topics --as strimzi > k8s/strimzi/kafka.yaml",
      "  sluice topics --as commands --job survey --bootstrap kafka:9092 | sh"
    })
public final class TopicsCommand implements Runnable {

  /** Where topics and rights go. */
  enum Form {
    KAFKA,
    STRIMZI,
    COMMANDS
  }

  /** The jobs, and all of them. */
  enum Jobs {
    ALL,
    POSTERIOR,
    ADAPTATION,
    DISCOVERY,
    SURVEY,
    MESA
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "--job",
      split = ",",
      defaultValue = "all",
      paramLabel = "JOB",
      description = "Which: ${COMPLETION-CANDIDATES}; several joined by commas (default: all).")
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

  @Option(
      names = "--as",
      defaultValue = "kafka",
      paramLabel = "FORM",
      description =
          "kafka creates them; strimzi prints KafkaTopic and KafkaUser objects; commands prints"
              + " lines of kafka-topics.sh and kafka-acls.sh (default: ${DEFAULT-VALUE}).")
  private Form form;

  @Option(
      names = "--acls",
      description = "With --as kafka: grant the rights too, to users that exist or will.")
  private boolean acls;

  @Option(
      names = "--users",
      defaultValue = "sluice-",
      paramLabel = "PREFIX",
      description = "How users' names begin, before the job's (default: ${DEFAULT-VALUE}).")
  private String users;

  @Option(
      names = "--partitions",
      defaultValue = "" + TopicCreation.PARTITIONS,
      paramLabel = "N",
      description =
          "Of topics of data; those of declarations have one (default: ${DEFAULT-VALUE}).")
  private int partitions;

  @Option(
      names = "--kafka-cluster",
      defaultValue = "kafka",
      paramLabel = "NAME",
      description = "With --as strimzi: name of the Kafka object (default: ${DEFAULT-VALUE}).")
  private String cluster;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to connect to first; not needed with --as strimzi.")
  private String bootstrap;

  @Option(
      names = "--topic-prefix",
      defaultValue = Topic.DEFAULT_PREFIX,
      paramLabel = "PREFIX",
      description = "What all topics' names begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Kafka client properties, such as those of SASL and TLS.")
  private Path properties;

  @Override
  public void run() {
    requireName("--topic-prefix", prefix, "[a-zA-Z0-9._-]*");
    requireName("--users", users, "[a-zA-Z0-9._-]*");
    requireName("--kafka-cluster", cluster, "[a-z0-9]([a-z0-9.-]*[a-z0-9])?");
    if (partitions < 1) {
      throw wrong("--partitions: must be at least 1, is " + partitions);
    }
    if (bootstrap == null && form != Form.STRIMZI) {
      throw wrong("--bootstrap HOST:PORT: needed unless --as strimzi");
    }
    if (acls && form != Form.KAFKA) {
      throw wrong("--acls: belongs to --as kafka; other forms have the rights anyhow");
    }
    KafkaPlan plan = new KafkaPlan(accesses(), prefix, partitions, users);
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case KAFKA -> create(new PlanInKafka(plan, settings(), out));
      case STRIMZI -> {
        out.print(plan.strimzi(cluster));
        out.flush();
      }
      case COMMANDS -> plan.commands(connection()).forEach(out::println);
    }
  }

  private void create(PlanInKafka plan) {
    plan.createTopics();
    if (acls) {
      plan.grantRights();
    }
  }

  private List<JobAccess> accesses() {
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
            new JobAccess("mesa", MesaJob.topics(models), MesaJob.inputs(models)));
    return Stream.of(Jobs.values())
        .filter(all::containsKey)
        .filter(job -> jobs.contains(job) || jobs.contains(Jobs.ALL))
        .map(all::get)
        .toList();
  }

  private JobAccess proposing(String job, List<Topic> topics, List<Topic> inputs) {
    return propose
        ? new JobAccess(job, with(topics, Targeting.TOPICS), with(inputs, Targeting.INPUTS))
        : new JobAccess(job, topics, inputs);
  }

  private static List<Topic> with(List<Topic> some, List<Topic> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  private KafkaSettings settings() {
    try {
      return new KafkaSettings(
          bootstrap,
          prefix,
          Delivery.AT_LEAST_ONCE,
          WireFormat.JSON,
          null,
          KafkaSettings.DEFAULT_MAX_RECORD_BYTES,
          properties == null ? Map.of() : KafkaProperties.read(properties));
    } catch (IllegalArgumentException e) {
      String option = properties == null ? "--" : "--kafka-properties: ";
      throw new ParameterException(spec.commandLine(), option + e.getMessage(), e);
    }
  }

  private String connection() {
    String where = "--bootstrap-server " + quoted(bootstrap);
    return properties == null
        ? where
        : where + " --command-config " + quoted(properties.toString());
  }

  private static String quoted(String text) {
    return text.matches("[a-zA-Z0-9._:,/-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private void requireName(String option, String value, String pattern) {
    if (!value.matches(pattern)) {
      throw wrong("%s: \"%s\" is no name in Kafka".formatted(option, value));
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
