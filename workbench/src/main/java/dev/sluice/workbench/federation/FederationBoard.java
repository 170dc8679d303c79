// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.federation;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.schemas.FederationAudit;
import dev.sluice.schemas.FederationBelief;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What is known of every federation, read from its topics. Not thread-safe. */
final class FederationBoard implements AutoCloseable {
  private final Snapshots<FederationBelief> beliefs;
  private final Snapshots<FederationAudit> audits;
  private final SortedMap<String, FederationCourse> courses = new TreeMap<>();
  private final SortedMap<String, SortedMap<String, SiteAccount>> accounts = new TreeMap<>();
  private boolean changed;

  /** Opens the topics at their beginning. */
  FederationBoard(KafkaSettings settings) {
    beliefs =
        Snapshots.of(
            settings.withRecordsOf(TopicSettings.MOST_FEDERATION),
            Topic.FED_BELIEF,
            FederationBelief.class,
            key -> true);
    audits = Snapshots.of(settings, Topic.FED_AUDIT, FederationAudit.class, key -> true);
  }

  /** Reads what there is now. */
  void read() {
    beliefs.readToEnd(this::put);
    audits.readToEnd(this::put);
  }

  /** Waits a little for news, then reads what there is. */
  void poll(Duration patience) {
    beliefs.poll(patience, this::put);
    read();
  }

  /** Whether there were news since this was asked before. */
  boolean hasChanged() {
    boolean news = changed;
    changed = false;
    return news;
  }

  /** Those that a coordinator speaks of, in order. */
  SortedSet<String> federations() {
    return new TreeSet<>(courses.keySet());
  }

  /** How a federation has come to where it is; null if no coordinator speaks of it. */
  FederationCourse of(String federation) {
    return courses.get(federation);
  }

  /** What its sites say, by site. */
  SortedMap<String, SiteAccount> sites(String federation) {
    return accounts.getOrDefault(federation, new TreeMap<>());
  }

  /** What could not be read; empty if all could. */
  List<String> unread() {
    return Stream.of(beliefs.unread().text(), audits.unread().text())
        .flatMap(Optional::stream)
        .map(text -> text + "; what is shown may be older")
        .toList();
  }

  private void put(String federation, FederationBelief belief) {
    changed = true;
    if (belief == null) {
      courses.remove(federation);
    } else {
      courses.computeIfAbsent(federation, key -> new FederationCourse()).observe(belief);
    }
  }

  private void put(String federation, FederationAudit audit) {
    if (audit != null) {
      changed = true;
      accounts
          .computeIfAbsent(federation, key -> new TreeMap<>())
          .computeIfAbsent(audit.getSite(), key -> new SiteAccount())
          .add(audit);
    }
  }

  @Override
  public void close() {
    beliefs.close();
    audits.close();
  }
}
