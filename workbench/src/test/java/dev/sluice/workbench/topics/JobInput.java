// SPDX-License-Identifier: Apache-2.0
package dev.sluice.workbench.topics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.jobs.mesa.MesaJob;
import dev.sluice.jobs.posterior.PosteriorJob;
import dev.sluice.schemas.LesionPrediction;
import dev.sluice.schemas.Topic;
import dev.sluice.workbench.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something for a job to read, sent by commands.
 *
 * @param job which
 * @param folder where files may be laid
 */
record JobInput(JobAccess job, Path folder) {

  private static final String SAMPLES =
      """
      A,B,INT
      1,0,
      0,0,
      1,1,
      0,1,A
      1,0,B
      0,1,
      """;
  private static final String SCENARIOS =
      """
      scenario_id,context,action1,action2,a1_duty,a2_duty
      S1,Here.,I go.,I stay.,No,Yes
      """;
  private static final String ANSWERS =
      """
      scenario_id,model_id,question_type,question_ordering,answer_raw,decision,eval_sample_nb,timestamp
      S1,m,ab,0,A,action1,0,2023-05-31_23:59:59
      """;

  /** Sends it. */
  void send(KafkaSettings settings) throws IOException {
    switch (job.job()) {
      case "survey" -> {
        Path scenarios = Files.writeString(folder.resolve("scenarios.csv"), SCENARIOS);
        works(settings, "declare-survey", scenarios, "--set=low", "--samples=5");
        Path answers = Files.writeString(folder.resolve("answers.csv"), ANSWERS);
        works(settings, "replay", "survey", answers, "--set=low");
      }
      case "mesa" ->
          works(settings, "simulate", "tokens", "--task=linear", "--sequences=3", "--length=4");
      case "lesion", "enhance" -> {
        works(
            settings,
            "simulate",
            "cases",
            "--strokes=2",
            "--normals=2",
            "--test-fraction=0",
            "--out=" + phantoms());
        if (job.inputs().contains(Topic.LESION_PREDICTIONS)) {
          predict(settings);
        }
      }
      default -> {
        Path samples = Files.writeString(folder.resolve("samples.csv"), SAMPLES);
        works(
            settings,
            "replay",
            "samples",
            samples,
            "--experiment=rights",
            "--targets-column=INT",
            "--declare");
      }
    }
  }

  /** The true mask of each case that has one. */
  private static void predict(KafkaSettings settings) {
    List<LesionPrediction> predictions = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(settings, Topic.LESION_CASES)) {
      reader.readToEnd(record -> predictions.addAll(prediction(record.value())));
    }
    assertThat(predictions).hasSize(2);
    try (Publisher<LesionPrediction> publisher =
        Publisher.of(settings, Topic.LESION_PREDICTIONS, LesionPrediction.class)) {
      predictions.forEach(each -> publisher.send(each.getCaseId(), each));
    }
  }

  private static List<LesionPrediction> prediction(byte[] lesionCase) {
    try {
      JsonNode json = new ObjectMapper().readTree(lesionCase);
      return json.path("mask").isTextual()
          ? List.of(
              LesionPrediction.newBuilder()
                  .setCaseId(json.get("caseId").asText())
                  .setModel("m")
                  .setMask(json.get("mask").asText())
                  .build())
          : List.of();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path phantoms() {
    return folder.resolve("phantoms");
  }

  /** What the job must be told beside where Kafka is. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    if (job.topics().containsAll(PosteriorJob.EFFECTS)) {
      options.add("--effects=all");
    }
    if (job.topics().containsAll(MesaJob.MODELS)) {
      options.add("--models=lsa-1-linear-1");
    }
    if (job.topics().contains(Topic.LESION_SYNTHETIC)) {
      options.add("--acceptors=" + phantoms().resolve("acceptors.csv"));
      options.add("--out=" + folder.resolve("synthetic"));
    }
    return options;
  }

  private static void works(KafkaSettings settings, Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.add("--bootstrap=" + settings.bootstrap());
    all.add("--topic-prefix=" + settings.prefix());
    assertThat(Console.sluice(all.toArray()).code()).isZero();
  }
}
