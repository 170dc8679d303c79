// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.mesa;

import dev.sluice.connectors.KafkaSettings;
import dev.sluice.schemas.MesaSnapshot;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.topics.Snapshots;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The latest losses of every group, read from their topic. Not thread-safe. */
final class MesaBoard implements AutoCloseable {
  /**
   * Sixteen learners on steps without end take a megabyte and a half, more than other records may.
   */
  private static final int MOST_BYTES = 4 << 20;

  private final Snapshots<MesaSnapshot> topic;
  private final SortedMap<String, MesaSnapshot> latest = new TreeMap<>();
  private boolean changed;

  /** Opens the topic at its beginning. */
  MesaBoard(KafkaSettings settings) {
    topic =
        Snapshots.of(
            settings.withRecordsOf(MOST_BYTES), Topic.MESA_LATEST, MesaSnapshot.class, key -> true);
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

  /** The groups that there are losses of, in order. */
  SortedSet<String> groups() {
    return new TreeSet<>(latest.keySet());
  }

  /** The latest of a group; null if there is none. */
  MesaSnapshot of(String group) {
    return latest.get(group);
  }

  /** What could not be read; empty if all could. */
  List<String> unread() {
    return topic.unread().text().stream()
        .map(text -> text + "; what is shown may be older")
        .toList();
  }

  private void put(String group, MesaSnapshot snapshot) {
    changed = true;
    if (snapshot == null) {
      latest.remove(group);
    } else {
      latest.put(group, snapshot);
    }
  }

  @Override
  public void close() {
    topic.close();
  }
}
