// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.models.mesa.trained.RecurrentModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The newest versions of each model, in broadcast state, and the models made of them. Not
 * thread-safe.
 */
final class KnownModels {
  /** The state, by name and version. */
  static final MapStateDescriptor<String, ModelWeights> WEIGHTS =
      new MapStateDescriptor<>("weights", Types.STRING, TypeInformation.of(ModelWeights.class));

  private final TrainedSettings settings;
  private final Map<String, RecurrentModel> made = new HashMap<>();

  KnownModels(TrainedSettings settings) {
    this.settings = settings;
  }

  private static String key(String name, long version) {
    return name + "@" + version;
  }

  /** Adds a version, in the place of the oldest if there are enough. */
  void put(BroadcastState<String, ModelWeights> state, ModelWeights weights) throws Exception {
    String name = weights.found().name();
    String key = key(name, weights.found().version());
    state.put(key, weights);
    made.remove(key);
    List<Long> versions = versions(state, name);
    for (long old :
        versions.subList(Math.min(versions.size(), settings.keepVersions()), versions.size())) {
      state.remove(key(name, old));
      made.remove(key(name, old));
    }
  }

  /** Of a model, from the newest on. */
  private static List<Long> versions(
      ReadOnlyBroadcastState<String, ModelWeights> state, String name) throws Exception {
    List<Long> versions = new ArrayList<>();
    for (Map.Entry<String, ModelWeights> entry : state.immutableEntries()) {
      if (entry.getValue().found().name().equals(name)) {
        versions.add(entry.getValue().found().version());
      }
    }
    versions.sort(Comparator.reverseOrder());
    return versions;
  }

  /** The newest version of each model that there is one of, in the order of the options. */
  List<ModelWeights> newest(ReadOnlyBroadcastState<String, ModelWeights> state) throws Exception {
    List<ModelWeights> newest = new ArrayList<>();
    for (String name : settings.models()) {
      List<Long> versions = versions(state, name);
      if (!versions.isEmpty()) {
        newest.add(state.get(key(name, versions.get(0))));
      }
    }
    return newest;
  }

  /** Whether there is a version of each. */
  boolean isComplete(ReadOnlyBroadcastState<String, ModelWeights> state) throws Exception {
    return newest(state).size() == settings.models().size();
  }

  /** A version of a model; null if it is gone, or the model is none of the options' any more. */
  RecurrentModel model(
      ReadOnlyBroadcastState<String, ModelWeights> state, String name, long version)
      throws Exception {
    String key = key(name, version);
    RecurrentModel model = made.get(key);
    if (model == null) {
      ModelWeights weights = settings.models().contains(name) ? state.get(key) : null;
      if (weights == null) {
        return null;
      }
      model = weights.recurrent();
      made.put(key, model);
    }
    return model;
  }
}
