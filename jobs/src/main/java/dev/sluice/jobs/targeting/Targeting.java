// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.targeting;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.RawRecord;
import dev.sluice.jobs.JobTopics;
import dev.sluice.schemas.Approval;
import dev.sluice.schemas.ProposedIntervention;
import dev.sluice.schemas.TargetScores;
import dev.sluice.schemas.Topic;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What a job that holds beliefs adds to itself.
 *
 * <pre>
 * approvals ──> decode ──> judged ──┐
 *                            news ──┤
 *                          scores ──┴──> decide ──> interventions
 * </pre>
 *
 * @param proposals what became of decisions
 * @param refused dead letters of approvals
 */
public record Targeting(
    DataStream<Keyed<ProposedIntervention>> proposals, DataStream<DeadLetter> refused) {

  /** What it reads and writes. */
  public static final List<Topic> TOPICS = List.of(Topic.INTERVENTIONS, Topic.APPROVALS);

  /** What of it is read. */
  public static final List<Topic> INPUTS = List.of(Topic.APPROVALS);

  /**
   * What a job reads and writes.
   *
   * @param own of the job that proposes nothing
   * @param settings null if it is such a job
   */
  public static List<Topic> topics(List<Topic> own, ProposalSettings settings) {
    return settings == null ? own : Stream.concat(own.stream(), TOPICS.stream()).toList();
  }

  /**
   * Adds the operators.
   *
   * @param scores by experiment, of declared candidates
   * @param news of the operator that lets samples in or sums them
   * @param approvals of persons
   */
  public static Targeting of(
      DataStream<Keyed<TargetScores>> scores,
      DataStream<News> news,
      DataStream<RawRecord> approvals,
      JobTopics topics,
      ProposalSettings settings) {
    SingleOutputStreamOperator<News> judged =
        approvals
            .process(
                new Decode<Approval, News>(
                    topics.kafka().inputDecoder(Approval.class),
                    (approval, source) ->
                        News.judged(
                            approval.getExperimentId(),
                            approval.getDecisionId(),
                            approval.getApproved(),
                            approval.getReason()),
                    TypeInformation.of(News.class)))
            .name("decode approvals")
            .uid("approvals-decode");

    SingleOutputStreamOperator<Keyed<ProposedIntervention>> proposals =
        scores
            .keyBy(Keyed::key)
            .connect(news.union(judged).keyBy(News::experimentId))
            .process(new Decide(settings))
            .returns(Keyed.typeInfo(ProposedIntervention.class))
            .name("decide")
            .uid("decide");

    return new Targeting(proposals, judged.getSideOutput(DeadLetters.TAG));
  }

  /** Writes what became of decisions. */
  public void write(JobTopics topics) {
    topics.write(proposals, ProposedIntervention.class, "interventions", Topic.INTERVENTIONS);
  }
}
