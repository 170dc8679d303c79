// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.mesa.trained;

import dev.sluice.connectors.DeadLetter;
import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Decode;
import dev.sluice.connectors.KafkaSettings;
import dev.sluice.connectors.Pace;
import dev.sluice.connectors.RawRecord;
import dev.sluice.connectors.TopicSettings;
import dev.sluice.schemas.MesaWeights;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the topology that there is with trained models only.
 *
 * <pre>
 * weights ──> decode ──> newest ───┬───────> findings ──> (broadcast)
 *                        (model)   │ (broadcast)
 *                 learned tokens ──┴─> evaluate ──> sum comparisons ──> parts
 *                                      (sequence)   (group, bucket)
 * </pre>
 *
 * @param parts comparisons of groups
 * @param findings what studies have found
 * @param refused weights that are none
 */
public record TrainedModels(
    DataStream<ComparisonPart> parts,
    DataStream<StudyFindings> findings,
    DataStream<DeadLetter> refused) {

  /**
   * Adds it.
   *
   * @param weights records of the topic
   * @param learned tokens with the algorithms' predictions of them
   * @param bounded whether the run ends
   * @param flush how often comparisons are handed on
   */
  public static TrainedModels of(
      DataStream<RawRecord> weights,
      DataStream<LearnedToken> learned,
      TrainedSettings settings,
      KafkaSettings kafka,
      boolean bounded,
      Pace flush) {
    SingleOutputStreamOperator<ArrivedWeights> arrived =
        weights
            .process(
                new Decode<>(
                    kafka.withRecordsOf(TopicSettings.MOST_WEIGHTS).inputDecoder(MesaWeights.class),
                    ModelWeights::check,
                    ArrivedWeights::of,
                    TypeInformation.of(ArrivedWeights.class)))
            .name("decode weights")
            .uid("weights-decode");
    SingleOutputStreamOperator<ModelWeights> newest =
        arrived
            .keyBy(ArrivedWeights::name)
            .process(new Newest(settings, bounded))
            .returns(TypeInformation.of(ModelWeights.class))
            .name("newest weights")
            .uid("newest");
    DataStream<ComparisonPart> parts =
        learned
            .keyBy(LearnedToken::sequenceId)
            .connect(newest.broadcast(KnownModels.WEIGHTS))
            .process(new Evaluate(settings), TypeInformation.of(EvaluatedToken.class))
            .name("evaluate")
            .uid("evaluate")
            .keyBy(
                each -> Tuple2.of(each.group(), each.bucket()),
                Types.TUPLE(Types.STRING, Types.INT))
            .process(new SumComparisons(flush))
            .returns(TypeInformation.of(ComparisonPart.class))
            .name("sum comparisons")
            .uid("sum-comparisons");
    DataStream<StudyFindings> findings =
        newest
            .map(ModelWeights::found)
            .returns(TypeInformation.of(StudyFindings.class))
            .name("findings")
            .uid("findings");
    return new TrainedModels(
        parts,
        findings,
        arrived.getSideOutput(DeadLetters.TAG).union(newest.getSideOutput(DeadLetters.TAG)));
  }
}
