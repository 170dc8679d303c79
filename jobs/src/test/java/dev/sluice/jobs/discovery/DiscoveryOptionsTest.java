// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.jobs.ParsedOptions;
import dev.sluice.models.discovery.replay.Capacity;
import dev.sluice.models.discovery.replay.MethodChoice;
import dev.sluice.models.discovery.replay.MethodName;
import dev.sluice.models.targeting.TargetingRule;
import dev.sluice.schemas.Topic;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ParameterException;

class DiscoveryOptionsTest {

  private static DiscoverySettings parse(String... arguments) {
    return ParsedOptions.of(new DiscoveryOptions(), arguments);
  }

  @Test
  void hasDefaults() {
    DiscoverySettings settings = parse();
    assertThat(settings.topics().group()).isEqualTo("sluice.discovery");
    assertThat(settings.method()).isEqualTo(MethodChoice.usual(MethodName.ENCO, 1));
    assertThat(settings.training()).isEqualTo(new TrainingSettings(1000, 1.1, 30, 1000, 100, 1));
    assertThat(settings.capacity()).isEqualTo(new Capacity(10_000, 1000));
    assertThat(settings.maxState()).isEqualTo(512L << 20);
    assertThat(settings.admissionPerKey().dedupWindow()).isEqualTo(100_000);
  }

  @Test
  void readsWhatIsGiven() {
    DiscoverySettings settings =
        parse(
            "--bounded",
            "--hidden=16",
            "--batch=64",
            "--graphs=10",
            "--sparsity=0.01",
            "--latent-confounders",
            "--seed=5",
            "--max-state=2g",
            "--epochs=3",
            "--train-threads=2");
    assertThat(settings.topics().bounded()).isTrue();
    assertThat(settings.method())
        .isEqualTo(new MethodChoice(MethodName.ENCO, 16, 64, 10, .01, true, 5));
    assertThat(settings.maxState()).isEqualTo(2L << 30);
    assertThat(settings.training().epochs()).isEqualTo(3);
    assertThat(settings.training().threads()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--hidden=0, '--hidden: must be a multiple of 4, is 0'",
    "--hidden=10, '--hidden: must be a multiple of 4, is 10'",
    "--graphs=1, '--graphs: must be at least 2, is 1'",
    "--sparsity=-1, '--sparsity: must be at least 0, is -1.0'",
    "--train-every=0, '--train-every: must be at least 1, is 0'",
    "--train-growth=0.9, '--train-growth: must be at least 1, is 0.9'",
    "--epochs=0, '--epochs: must be at least 1, is 0'",
    "--fit-steps=-1, '--fit-steps: must be at least 0, is -1'",
    "--graph-steps=-1, '--graph-steps: must be at least 0, is -1'",
    "--train-threads=0, '--train-threads: must be at least 1, is 0'",
    "--capacity=0, '--capacity: must be at least 1, is 0'",
    "--intervention-capacity=0, '--intervention-capacity: must be at least 1, is 0'",
  })
  void namesTheOptionThatIsWrong(String argument, String message) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessage(message);
  }

  @Test
  void namesWhatIsNoMethodAndNoSize() {
    assertThatThrownBy(() -> parse("--method=notears"))
        .hasMessageContaining("'--method'")
        .hasMessageContaining("[ENCO, DSDI, DCDI]");
    assertThatThrownBy(() -> parse("--max-state=much"))
        .hasMessageContaining("'--max-state'")
        .hasMessageContaining("'much' is not a size such as 512m or 2g");
    assertThatThrownBy(() -> parse("--method=dsdi", "--latent-confounders"))
        .hasMessage("--latent-confounders: DSDI does not look for them");
    assertThatThrownBy(() -> parse("--method=dsdi", "--hidden=8"))
        .hasMessage("--hidden: DSDI has networks of a width of its own");
    assertThatThrownBy(() -> parse("--method=dcdi", "--graphs=8"))
        .hasMessage("--graphs: DCDI draws one graph for each sample");
    assertThatThrownBy(() -> parse("--soft"))
        .hasMessage("--soft: ENCO takes interventions to be perfect");
  }

  @ParameterizedTest
  @CsvSource({"ait, AIT", "git, GIT", "cbed, CBED", "random, RANDOM", "round-robin, ROUND_ROBIN"})
  void proposesByRulesThatItsMethodsServe(String option, TargetingRule rule) {
    assertThat(parse("--propose", option, "--propose-rows=7").proposals())
        .satisfies(proposals -> assertThat(proposals.rule()).isEqualTo(rule))
        .satisfies(proposals -> assertThat(proposals.rows()).isEqualTo(7));
    assertThat(DiscoveryJob.topics(parse("--propose", option)))
        .containsAll(DiscoveryJob.TOPICS)
        .contains(Topic.INTERVENTIONS, Topic.APPROVALS);
    assertThat(parse().proposals()).isNull();
    assertThat(DiscoveryJob.topics(parse())).isEqualTo(DiscoveryJob.TOPICS);
  }

  @Test
  void refusesRulesThatAMethodCannotServe() {
    for (String rule : List.of("ait", "git", "cbed")) {
      assertThatThrownBy(() -> parse("--method=dcdi", "--propose", rule))
          .isInstanceOf(ParameterException.class)
          .hasMessage(
              "--propose %s with --method dcdi: %s imagines draws under many graphs, and DCDI ends with"
                      .formatted(rule, rule)
                  + " networks of one; entropy, random and round-robin need none");
    }
    assertThat(parse("--method=dcdi", "--propose=entropy").proposals()).isNotNull();
    assertThatThrownBy(() -> parse("--propose=eig"))
        .isInstanceOf(ParameterException.class)
        .hasMessage(
            "--propose: 'eig' is no rule of this job; it has ait, git, cbed, entropy, random,"
                + " round-robin");
  }

  @Test
  void aLongStreamOwesFewRounds() {
    TrainingSettings training = parse().training();
    int rounds = 0;
    long asked = 0;
    for (long samples = 1; samples <= 10_000_000; samples++) {
      if (training.due(samples, asked)) {
        asked = samples;
        rounds++;
      }
    }
    // Ten of 1000 samples each, then each a tenth more than the one before.
    assertThat(rounds).isEqualTo(10 + (int) (Math.log(1000) / Math.log(1.1)));
  }
}
