// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.lesion;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.LesionSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The latest of every model in every group, read from their topic. Not thread-safe. */
final class LesionBoard implements AutoCloseable {
  private final Snapshots<LesionSnapshot> topic;
  private final SortedMap<String, LesionSnapshot> latest = new TreeMap<>();
  private boolean changed;

  /** Opens the topic at its beginning. */
  LesionBoard(KafkaSettings settings) {
    topic = Snapshots.of(settings, Topic.LESION_LATEST, LesionSnapshot.class, key -> true);
  }

  /** Reads what there is now. */
  void read() {
    topic.readToEnd(this::put);
  }

  /** Waits a little for news, then reads what there is. */
  void poll(Duration patience) {
    topic.poll(patience, this::put);
    read();
  }

  /** Whether there were news since this was asked before. */
  boolean hasChanged() {
    boolean news = changed;
    changed = false;
    return news;
  }

  /** The groups that there are models of, in order. */
  SortedSet<String> groups() {
    SortedSet<String> groups = new TreeSet<>();
    latest.values().forEach(snapshot -> groups.add(snapshot.getGroup()));
    return groups;
  }

  /** The latest of each model of a group, by model; empty if there is none. */
  List<LesionSnapshot> of(String group) {
    SortedMap<String, LesionSnapshot> models = new TreeMap<>();
    for (LesionSnapshot snapshot : latest.values()) {
      if (snapshot.getGroup().equals(group)) {
        models.put(snapshot.getModel(), snapshot);
      }
    }
    return List.copyOf(models.values());
  }

  /** What could not be read; empty if all could. */
  List<String> unread() {
    return topic.unread().text().stream()
        .map(text -> text + "; what is shown may be older")
        .toList();
  }

  private void put(String key, LesionSnapshot snapshot) {
    changed = true;
    if (snapshot == null) {
      latest.remove(key);
    } else {
      latest.put(key, snapshot);
    }
  }

  @Override
  public void close() {
    topic.close();
  }
}
