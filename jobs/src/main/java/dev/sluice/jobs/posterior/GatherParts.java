// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import dev.sluice.connectors.Keyed;
import dev.sluice.models.posterior.family.ScoredNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Puts the scores of an experiment's slices together, and passes requests on in their order.
 *
 * <p>A slice computes the newest request that it is owed, so slices may pass over different ones:
 * to wait for all parts of a request might be to wait for ever. So one request is open at a time,
 * the newest of which a part has come. It goes on when all its parts are there, or with those that
 * are there when a part of a newer one comes; scores that it lacks are computed with the posterior.
 * What comes late is passed over. So scores of two requests are never mixed, every part of a newer
 * request moves something, and the last request of all has all its parts.
 *
 * <p>Requests past the slices, such as the end of the experiment, close what is open: nothing older
 * can come after them. Then it is forgotten once all slices have said that they have ended.
 */
final class GatherParts extends KeyedProcessFunction<String, Keyed<Part>, RefreshRequest> {

  private static final long serialVersionUID = 1L;

  private transient ValueState<Gathering> gathering;

  /** The request that is open; its parts follow. */
  private transient ValueState<RefreshRequest> open;

  /** By slice. */
  private transient MapState<Integer, ScoredNodes> parts;

  @Override
  public void open(OpenContext context) {
    gathering =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("gathering", TypeInformation.of(Gathering.class)));
    open =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("open", TypeInformation.of(RefreshRequest.class)));
    parts =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "parts", Types.INT, TypeInformation.of(ScoredNodes.class)));
  }

  @Override
  public void processElement(Keyed<Part> keyed, Context context, Collector<RefreshRequest> out)
      throws Exception {
    Part part = keyed.record();
    Gathering before = gathering.value() == null ? Gathering.begin() : gathering.value();
    if (part.isDirect()) {
      if (before.isNewerThan(part)) {
        keep(before.andEndings(part)); // another life has overtaken the end of this one
      } else {
        drop();
        out.collect(part.request());
        keep(before.at(part).andEndings(part));
      }
    } else if (part.request().ends()) {
      keep(before.oneMoreEnded());
    } else if (before.isOf(part)) {
      add(part, out);
    } else if (!before.isNewerThan(part)) {
      close(part, out);
      keep(before.at(part));
      open.update(part.request());
      add(part, out);
    }
  }

  private void keep(Gathering now) throws Exception {
    if (now.isOver()) {
      gathering.clear();
    } else {
      gathering.update(now);
    }
  }

  /** Adds a part of the open request; passes it over if that has gone on. */
  private void add(Part part, Collector<RefreshRequest> out) throws Exception {
    RefreshRequest request = open.value();
    if (request == null) {
      return;
    }
    parts.put(part.slice(), part.scores());
    TreeMap<Integer, ScoredNodes> all = new TreeMap<>();
    parts.entries().forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    if (all.size() == part.slices()) {
      out.collect(request.with(ScoredNodes.of(List.copyOf(all.values()))));
      drop();
    }
  }

  /** Lets the open request go on as it is, unless another prior has made it pointless. */
  private void close(Part newer, Collector<RefreshRequest> out) throws Exception {
    RefreshRequest request = open.value();
    if (request != null && request.declaration().revision() == newer.revision()) {
      List<ScoredNodes> some = new ArrayList<>();
      parts.values().forEach(some::add);
      out.collect(request.with(ScoredNodes.of(some)));
    }
    drop();
  }

  private void drop() {
    open.clear();
    parts.clear();
  }
}
