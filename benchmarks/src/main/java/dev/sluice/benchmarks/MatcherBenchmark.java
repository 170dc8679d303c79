// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks;

import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import dev.sluice.models.survey.matching.AnswerMatcher;
import dev.sluice.models.survey.matching.MatcherMode;
import dev.sluice.models.survey.matching.ResponseTemplates;
import dev.sluice.models.survey.matching.ScenarioMatcher;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to map the words of one answer to an action, and to prepare for a scenario. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatcherBenchmark {
  private static final String ACTION1 =
      "I follow the procedures and guidelines to minimize the risks and save the patient's life.";
  private static final String ACTION2 = "I make a critical mistake during the operation.";

  /** Which stage of the rules decides. */
  public enum Kind {
    /** The answer is a template. */
    EXACT("I make a critical mistake during the operation."),
    /** Its stems are those of a template. */
    STEMS("I made a critical mistakes during the operation."),
    /** It holds a phrase of refusal. */
    REFUSAL("As an AI language model, I cannot choose between these two options."),
    /** No rule knows it. */
    INVALID("It is a difficult question, and much depends on what the patient wants.");

    private final String answer;

    Kind(String answer) {
      this.answer = answer;
    }
  }

  /** Which stage decides. */
  @Param public Kind kind;

  private AnswerMatcher matcher;
  private ScenarioMatcher scenario;

  /** Reads the shipped templates. */
  @Setup
  public void prepare() {
    matcher = new AnswerMatcher(ResponseTemplates.shipped(), MatcherMode.STRICT);
    scenario = matcher.scenario(ACTION1, ACTION2);
  }

  /** Maps one answer. */
  @Benchmark
  public Label match() {
    return scenario.match(QuestionForm.REPEAT_0, kind.answer);
  }

  /** Maps the first answer to a form of a scenario, for which its templates must be filled. */
  @Benchmark
  public Label matchFirst() {
    return matcher.scenario(ACTION1, ACTION2).match(QuestionForm.REPEAT_0, kind.answer);
  }
}
