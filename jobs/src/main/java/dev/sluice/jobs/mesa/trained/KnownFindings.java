// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * What studies have found of the newest versions of each model, in broadcast state by name and
 * version.
 */
public final class KnownFindings {
  private KnownFindings() {}

  static String key(String name, long version) {
    return name + "@" + version;
  }

  /** Adds a version, in the place of the oldest if there are as many as are kept. */
  public static void put(BroadcastState<String, StudyFindings> state, StudyFindings found, int keep)
      throws Exception {
    state.put(key(found.name(), found.version()), found);
    List<StudyFindings> all = of(state, found.name());
    for (StudyFindings old : all.subList(Math.min(all.size(), keep), all.size())) {
      state.remove(key(old.name(), old.version()));
    }
  }

  /** Of a model, from the newest version on. */
  static List<StudyFindings> of(ReadOnlyBroadcastState<String, StudyFindings> state, String name)
      throws Exception {
    List<StudyFindings> all = new ArrayList<>();
    for (Map.Entry<String, StudyFindings> entry : state.immutableEntries()) {
      if (entry.getValue().name().equals(name)) {
        all.add(entry.getValue());
      }
    }
    all.sort(Comparator.comparingLong(StudyFindings::version).reversed());
    return all;
  }
}
