// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.posterior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.connectors.Keyed;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.experiment.Declaration;
import dev.sluice.models.domain.VariableSet;
import dev.sluice.models.posterior.Method;
import dev.sluice.models.posterior.MethodChoice;
import dev.sluice.models.posterior.family.NodeScores;
import dev.sluice.models.posterior.family.ScoredNodes;
import dev.sluice.models.posterior.mcmc.SamplerSettings;
import dev.sluice.models.posterior.score.SufficientStatistics;
import dev.sluice.models.random.KeyedRandom;
import dev.sluice.schemas.Experiment;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.Variable;
import dev.sluice.schemas.VariableKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cut, slices and gathering, each as an operator, in orders that a cluster shows now and then. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SpreadFunctionTest {

  static final Models.Inferring SAMPLING =
      new ByMethod(
          new InferenceSettings(
              MethodChoice.defaults(),
              new SamplerSettings(2, 3000, Double.POSITIVE_INFINITY, 4, 1),
              false));

  private KeyedOneInputStreamOperatorTestHarness<String, RefreshRequest, Keyed<Part>> cut;
  private KeyedOneInputStreamOperatorTestHarness<String, Keyed<Part>, RefreshRequest> gather;

  @BeforeEach
  void open() throws Exception {
    cut =
        ProcessFunctionTestHarnesses.forKeyedProcessFunction(
            new Cut(SAMPLING, 2), RefreshRequest::experimentId, Types.STRING);
    gather = newGather();
    gather.open();
  }

  static KeyedOneInputStreamOperatorTestHarness<String, Keyed<Part>, RefreshRequest> newGather()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new GatherParts()),
        keyed -> keyed.record().request().experimentId(),
        Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    cut.close();
    gather.close();
  }

  static Declaration declaration(int variables, long revision) {
    Experiment wide =
        Experiment.newBuilder()
            .setExperimentId("wide")
            .setVariables(
                IntStream.range(0, variables)
                    .mapToObj(v -> new Variable("v" + v, VariableKind.CONTINUOUS, null))
                    .toList())
            .build();
    return Declaration.of(wide, revision, 0).record();
  }

  static RefreshRequest request(Declaration declaration, int samples) {
    SufficientStatistics statistics = SufficientStatistics.empty(declaration.domain());
    for (int t = 0; t < samples; t++) {
      double[] row = KeyedRandom.of(7, "wide", t).doubles(declaration.variables().length).toArray();
      statistics.observe(declaration.domain(), row, VariableSet.EMPTY, 1.0);
    }
    return new RefreshRequest(declaration, statistics, 500, null);
  }

  static RefreshRequest end(Declaration declaration) {
    return new RefreshRequest(declaration, null, 0, null);
  }

  private List<SliceRequest> slices() {
    return cut.getSideOutput(Cut.SLICES) == null
        ? List.of()
        : cut.getSideOutput(Cut.SLICES).stream().map(record -> record.getValue()).toList();
  }

  private void cut(RefreshRequest... requests) throws Exception {
    for (RefreshRequest request : requests) {
      cut.processElement(request, 0);
    }
  }

  /** A part of made up scores, of one node that is numbered as the slice. */
  private static Part part(RefreshRequest request, long number, int slice) {
    NodeScores made =
        new NodeScores(slice, new int[0], new double[1], new long[0][], new double[0][]);
    ScoredNodes scores = new ScoredNodes(Method.MCMC, .5, new NodeScores[] {made});
    return new Part(request, number, slice, 2, request.ends() ? ScoredNodes.none() : scores);
  }

  private void gather(Part... parts) throws Exception {
    for (Part part : parts) {
      gather.processElement(new Keyed<>("any", part), 0);
    }
  }

  /** Of each request that went on, its samples, or "end", and the nodes that have scores. */
  private List<String> gathered() {
    return gather.extractOutputValues().stream().map(SpreadFunctionTest::text).toList();
  }

  private static String text(RefreshRequest request) {
    return request.ends()
        ? "end"
        : request.statistics().observed()
            + Arrays.toString(
                Arrays.stream(request.known().nodes()).mapToInt(NodeScores::node).toArray());
  }

  @Test
  void largeRequestsGoToTheSlicesAndAllOthersPastThem() throws Exception {
    RefreshRequest large = request(declaration(24, 1), 3);
    Failure failure = new Failure(FailureReason.MEMORY, "no room", 9);
    RefreshRequest failed = new RefreshRequest(large.declaration(), large.statistics(), 1, failure);
    cut(request(declaration(4, 1), 3), large, failed, end(large.declaration()));
    assertThat(slices()).extracting(SliceRequest::slice).containsExactly(0, 1, 0, 1);
    assertThat(slices()).extracting(SliceRequest::number).containsExactly(1L, 1L, 3L, 3L);
    assertThat(cut.extractOutputValues())
        .extracting(keyed -> keyed.record().number(), keyed -> keyed.record().slices())
        .containsExactly(tuple(0L, 0), tuple(2L, 0), tuple(3L, 2));
    assertThat(cut.numKeyedStateEntries()).isZero();
  }

  @Test
  void allPartsMakeARequestWhole() throws Exception {
    RefreshRequest request = request(declaration(24, 1), 3);
    gather(part(request, 0, 1));
    assertThat(gathered()).isEmpty();
    gather(part(request, 0, 0));
    assertThat(gathered()).containsExactly("3[0, 1]");
    gather(part(request, 0, 0));
    assertThat(gathered()).hasSize(1);
    assertThat(gather.numKeyedStateEntries()).isEqualTo(1);
  }

  /** Slice 0 computes the requests 0, 2, 4, slice 1 the requests 1, 3, 4. */
  @Test
  void slicesThatPassOverDifferentRequestsHoldNothingUp() throws Exception {
    Declaration wide = declaration(24, 1);
    List<RefreshRequest> requests = new ArrayList<>();
    for (int samples = 0; samples < 5; samples++) {
      requests.add(request(wide, samples));
    }
    gather(part(requests.get(0), 0, 0), part(requests.get(1), 1, 1));
    assertThat(gathered()).containsExactly("0[0]");
    gather(part(requests.get(2), 2, 0), part(requests.get(3), 3, 1));
    assertThat(gathered()).containsExactly("0[0]", "1[1]", "2[0]");
    gather(part(requests.get(2), 2, 1)); // late
    gather(part(requests.get(4), 4, 0), part(requests.get(4), 4, 1));
    assertThat(gathered()).containsExactly("0[0]", "1[1]", "2[0]", "3[1]", "4[0, 1]");
  }

  @Test
  void aRevisionDropsWhatIsOpen() throws Exception {
    RefreshRequest before = request(declaration(24, 1), 3);
    Declaration revision = declaration(24, 5).revising(before.declaration());
    gather(part(before, 0, 0), part(request(revision, 4), 1, 1), part(before, 0, 1));
    assertThat(gathered()).isEmpty();
    gather(part(request(revision, 4), 1, 0));
    assertThat(gathered()).containsExactly("4[0, 1]");
  }

  @Test
  void nothingComesAfterTheEndAndNothingIsKept() throws Exception {
    RefreshRequest request = request(declaration(24, 1), 3);
    RefreshRequest end = end(request.declaration());
    gather(part(request, 0, 0), part(end, 1, 0), Part.direct(end, 1, 2), part(request, 0, 1));
    assertThat(gathered()).containsExactly("end");
    assertThat(gather.numKeyedStateEntries()).isEqualTo(1);
    gather(part(end, 1, 1));
    assertThat(gathered()).containsExactly("end");
    assertThat(gather.numKeyedStateEntries()).isZero();
  }

  /** The next life is too small for slices, and those of the first are late. */
  @Test
  void aFormerLifeDoesNotComeBack() throws Exception {
    RefreshRequest first = request(declaration(24, 1), 3);
    RefreshRequest next = request(declaration(4, 9), 2);
    RefreshRequest end = end(first.declaration());
    gather(part(first, 0, 0), Part.direct(end, 1, 2), Part.direct(next, 0, 0));
    gather(part(first, 0, 1), part(end, 1, 1), part(end, 1, 0));
    assertThat(gathered()).containsExactly("end", "2[]");
    gather(Part.direct(end(next.declaration()), 1, 0));
    assertThat(gathered()).last().isEqualTo("end");
    assertThat(gather.numKeyedStateEntries()).isZero();
  }

  /** The first part of the next life overtakes the end of the one before. */
  @Test
  void anEndThatIsOvertakenIsStillCounted() throws Exception {
    RefreshRequest first = request(declaration(24, 1), 3);
    RefreshRequest next = request(declaration(24, 9), 2);
    RefreshRequest end = end(first.declaration());
    gather(part(end, 1, 0), part(next, 0, 0), Part.direct(end, 1, 2), part(end, 1, 1));
    gather(part(next, 0, 1));
    assertThat(gathered()).containsExactly("2[0, 1]");
    RefreshRequest last = end(next.declaration());
    gather(Part.direct(last, 1, 2), part(last, 1, 0));
    assertThat(gather.numKeyedStateEntries()).isEqualTo(1);
    gather(part(last, 1, 1));
    assertThat(gather.numKeyedStateEntries()).isZero();
  }
}
