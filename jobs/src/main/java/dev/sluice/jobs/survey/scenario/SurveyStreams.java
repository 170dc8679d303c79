// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.scenario;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.GivenTime;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.SurveyResponse;
import dev.sluice.schemas.SurveyScenario;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * How the job begins.
 *
 * @param responses decoded answers
 * @param scenarios what there is to tell of scenarios
 * @param refused dead letters of both
 */
public record SurveyStreams(
    DataStream<Response> responses,
    DataStream<ScenarioNews> scenarios,
    DataStream<DeadLetter> refused) {

  /** Declarations are few, and must not come later than the answers that were sent after them. */
  private static final long AT_ONCE = 0;

  /**
   * Decodes answers and scenarios, and checks these. One subtask decodes scenarios, so that an end
   * stays behind the declaration that it ends.
   */
  public static SurveyStreams of(
      DataStream<RawRecord> responses, DataStream<RawRecord> scenarios, JobTopics topics) {
    GivenTime times = topics.times();
    SingleOutputStreamOperator<Response> answers =
        responses
            .process(
                new Decode<>(
                    topics.kafka().inputDecoder(SurveyResponse.class),
                    (response, source, now) -> Response.check(response, source, times, now),
                    Response::of,
                    TypeInformation.of(Response.class)))
            .name("decode responses")
            .uid("responses-decode");

    SingleOutputStreamOperator<ScenarioRecord> records =
        scenarios
            .process(
                new Decode<>(
                    topics.kafka().inputDecoder(SurveyScenario.class),
                    ScenarioRecord::declared,
                    ScenarioRecord::ended,
                    TypeInformation.of(ScenarioRecord.class)))
            .name("decode scenarios")
            .uid("scenarios-decode")
            .forceNonParallel()
            .setBufferTimeout(AT_ONCE);

    SingleOutputStreamOperator<ScenarioNews> news =
        records
            .keyBy(ScenarioRecord::scenarioId)
            .process(new DeclareScenarios())
            .name("declare")
            .uid("declare")
            .setBufferTimeout(AT_ONCE);

    return new SurveyStreams(
        answers,
        news,
        answers
            .getSideOutput(DeadLetters.TAG)
            .union(records.getSideOutput(DeadLetters.TAG), news.getSideOutput(DeadLetters.TAG)));
  }
}
