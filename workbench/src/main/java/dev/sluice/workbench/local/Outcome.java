// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.local;

import dev.sluice.schemas.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.JobID;

/** What was not useful about a job that has ended: nothing to do, or records it could not use. */
final class Outcome {
  private static final String DEAD_LETTERED = "deadLettered.";

  private Outcome() {}

  /** A line about a job that has ended; none if all that it read was of use. */
  static Optional<String> of(LocalCluster cluster, JobID id, LocalJob.Job job) {
    List<String> lines = new ArrayList<>();
    Map<String, Long> reasons = new TreeMap<>();
    for (Map.Entry<String, Set<String>> entry : job.operators().entrySet()) {
      Map<String, Long> counts = cluster.counts(id, entry.getValue());
      String fate = fate(entry.getKey(), Accounts.of(counts));
      if (!fate.isEmpty()) {
        lines.add(fate);
      }
      reasons(counts).forEach((reason, count) -> reasons.merge(reason, count, Long::sum));
    }
    if (!reasons.isEmpty()) {
      lines.add(deadLetters(reasons, Topic.DEAD_LETTERS.name(job.kafka().prefix())));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
  }

  /** Why records of a kind were of no use at all; empty if some were. */
  static String fate(String records, Accounts accounts) {
    if (accounts.read() == 0) {
      return "there were no " + records + " to read";
    }
    if (accounts.duplicate() == accounts.read()) {
      return number(accounts.read()) + " " + records + " read, all of them duplicates: nothing new";
    }
    return accounts.accepted() == 0 ? "none of the " + records + " could be used" : "";
  }

  /** How many dead letters there are of which reasons, and where. */
  static String deadLetters(Map<String, Long> reasons, String topic) {
    long sum = reasons.values().stream().mapToLong(Long::longValue).sum();
    List<String> parts = new ArrayList<>();
    reasons.forEach((reason, count) -> parts.add(number(count) + " " + reason));
    return "%s dead letter%s in %s: %s"
        .formatted(number(sum), sum == 1 ? "" : "s", topic, String.join(", ", parts));
  }

  private static Map<String, Long> reasons(Map<String, Long> counts) {
    Map<String, Long> reasons = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(DEAD_LETTERED) && count > 0) {
            reasons.put(name.substring(DEAD_LETTERED.length()), count);
          }
        });
    return reasons;
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
