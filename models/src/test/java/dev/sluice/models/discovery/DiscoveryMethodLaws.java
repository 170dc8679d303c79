// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import dev.sluice.models.domain.Domain;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What every method that learns causal graphs by gradients owes. */
@TestInstance(Lifecycle.PER_CLASS)
public abstract class DiscoveryMethodLaws {
  /** How far beliefs may lie apart once the variables are relabelled. */
  private static final double RELABELLED = 0.15;

  private static final int VARIABLES = 4;
  private static final int MANY = 20;

  /** What is believed of {@code clear(3)} after all rounds; kept, as two tests look at it. */
  private EdgeBeliefs settled;

  /** The method, with settings under which {@link #rounds} rounds find a clear graph. */
  protected abstract DiscoveryMethod method(Domain domain, long seed);

  /** Variables as the method takes them, all alike. */
  protected abstract Domain domain(int variables);

  /** A round of training. */
  protected abstract Budget round();

  /** Rounds after which a chain of three and a variable alone are told. */
  protected abstract int rounds();

  @Test
  void theSameSeedGivesTheSameBits() {
    LearnerState one = learnPart(clear(1), 7);
    assertSameBits(learnPart(clear(1), 7), one);
    assertThat(learnPart(clear(1), 8).graph()).isNotEqualTo(one.graph());
  }

  @Test
  void aStateThatIsCopiedAndGoneOnWithIsOneThatNeverStopped() {
    TrainingData data = clear(2);
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    LearnerState never = method.initial();
    method.train(never, data, part());
    LearnerState copy = never.copy();
    method.train(never, data, part());
    method.train(never, data, part());

    DiscoveryMethod elsewhere = method(domain(VARIABLES), 7);
    elsewhere.train(copy, data, part());
    LearnerState again = copy.copy();
    method(domain(VARIABLES), 7).train(again, data, part());
    assertSameBits(again, never);
  }

  @Test
  void tellsAClearGraphAndLeavesAVariableAlone() {
    EdgeBeliefs beliefs = settled();
    boolean[][] truth = ClearData.chainAndOneAlone(VARIABLES);
    assertThat(beliefs.graph()).isDeepEqualTo(truth);
    assertThat(beliefs.acyclic()).isDeepEqualTo(truth);
    for (int i = 0; i < VARIABLES; i++) {
      assertThat(beliefs.edges()[i][VARIABLES - 1]).isLessThan(0.5);
      assertThat(beliefs.edges()[VARIABLES - 1][i]).isLessThan(0.5);
    }
  }

  @Test
  void relabellingTheVariablesRelabelsTheBelief() {
    int[] places = {2, 0, 3, 1};
    EdgeBeliefs beliefs = settled();
    EdgeBeliefs relabelled = beliefs(learn(ClearData.relabelled(clear(3), places), rounds()));
    for (int i = 0; i < VARIABLES; i++) {
      for (int j = 0; j < VARIABLES; j++) {
        assertThat(relabelled.graph()[places[i]][places[j]]).isEqualTo(beliefs.graph()[i][j]);
        assertThat(relabelled.edges()[places[i]][places[j]])
            .as("belief in %d -> %d", i, j)
            .isEqualTo(beliefs.edges()[i][j], within(RELABELLED));
      }
    }
  }

  @Test
  void beliefsAreProbabilitiesFromTheFirst() {
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    LearnerState state = method.initial();
    assertBeliefs(method.beliefs(state));
    method.train(state, clear(4), part());
    assertBeliefs(method.beliefs(state));
  }

  @Test
  void withoutDataNothingChanges() {
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    LearnerState state = learnPart(clear(5), 7);
    LearnerState before = state.copy();
    TrainingData none = new TrainingData(domain(VARIABLES), new double[0][], List.of());
    assertThat(method.train(state, none, part())).isNaN();
    assertSameBits(state, before);
  }

  @Test
  void aBudgetOfNothingChangesNoBelief() {
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    LearnerState state = learnPart(clear(5), 7);
    EdgeBeliefs before = method.beliefs(state);
    assertThat(method.train(state, clear(5), new Budget(0, 0))).isNaN();
    assertThat(method.beliefs(state).edges()).isDeepEqualTo(before.edges());
  }

  @Test
  void anInterruptedThreadEndsSoon() throws InterruptedException {
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    TrainingData data = clear(6);
    Budget endless = new Budget(Integer.MAX_VALUE, Integer.MAX_VALUE);
    FutureTask<Throwable> training =
        new FutureTask<>(() -> catchThrowable(() -> method.train(method.initial(), data, endless)));
    Thread thread = new Thread(training);
    thread.start();
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(20));
    assertThat(training)
        .isDone()
        .satisfies(t -> assertThat(t.get()).isInstanceOf(CancellationException.class));
  }

  @Test
  void anInterruptionBeforehandIsHeededAndCleared() {
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> method.train(method.initial(), clear(6), part()));
    assertThat(Thread.interrupted()).isFalse();
  }

  /** Few draws beside the weights; what is thrown away between steps is small beside them too. */
  @Test
  void bytesAreABoundOfAllThatIsHeldAndNotFarAboveIt() {
    Domain domain = domain(MANY);
    DiscoveryMethod method = method(domain, 7);
    TrainingData data = new ClearData(domain, ClearData.chainAndOneAlone(MANY), 8).draw(30, 10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    LearnerState state = method.initial();
    method.train(state, data, new Budget(1, 1));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    long bytes = method.bytes(MANY);
    assertThat(state.bytes()).isLessThan(bytes);
    assertThat(bytes).isBetween((long) (0.9 * allocated), 2 * allocated);
  }

  private TrainingData clear(long seed) {
    return new ClearData(domain(VARIABLES), ClearData.chainAndOneAlone(VARIABLES), seed)
        .draw(2000, 200);
  }

  private EdgeBeliefs settled() {
    if (settled == null) {
      settled = beliefs(learn(clear(3), rounds()));
    }
    return settled;
  }

  private LearnerState learnPart(TrainingData data, long seed) {
    DiscoveryMethod method = method(domain(VARIABLES), seed);
    LearnerState state = method.initial();
    method.train(state, data, part());
    return state;
  }

  private LearnerState learn(TrainingData data, int rounds) {
    DiscoveryMethod method = method(domain(VARIABLES), 7);
    LearnerState state = method.initial();
    for (int r = 0; r < rounds; r++) {
      assertThat(method.train(state, data, round())).isFinite();
    }
    return state;
  }

  private EdgeBeliefs beliefs(LearnerState state) {
    return method(domain(VARIABLES), 7).beliefs(state);
  }

  private Budget part() {
    return new Budget(round().fitSteps() / 4, round().graphSteps() / 4);
  }

  private static void assertSameBits(LearnerState one, LearnerState other) {
    assertThat(one.counters()).isEqualTo(other.counters());
    assertThat(one.weights()).isEqualTo(other.weights());
    assertThat(one.first()).isEqualTo(other.first());
    assertThat(one.second()).isEqualTo(other.second());
    assertThat(one.graph()).isEqualTo(other.graph());
  }

  private static void assertBeliefs(EdgeBeliefs beliefs) {
    for (int i = 0; i < VARIABLES; i++) {
      for (int j = 0; j < VARIABLES; j++) {
        assertThat(beliefs.edges()[i][j]).isBetween(0.0, 1.0);
        assertThat(beliefs.acyclic()[i][j] && !beliefs.graph()[i][j]).isFalse();
      }
      assertThat(beliefs.edges()[i][i]).isZero();
      assertThat(beliefs.graph()[i][i]).isFalse();
    }
  }
}
