// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.models.survey.agreement.AgreementMatrix;
import dev.sluice.models.survey.agreement.ModelPair;
import dev.sluice.models.survey.agreement.PairChange;
import dev.sluice.models.survey.agreement.PairMoments;
import dev.sluice.schemas.SurveyAgreement;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps the agreement of all respondents over a set of scenarios. The pairs are entries of their
 * own, so that an answer touches those of its respondent only.
 */
final class Agree extends KeyedProcessFunction<String, AgreementChange, Keyed<SurveyAgreement>> {

  private static final long serialVersionUID = 1L;

  private final double level;
  private final Pace pace;

  private transient ValueState<Agreement> agreement;
  private transient MapState<ModelPair, PairMoments> pairs;

  Agree(SurveySettings settings) {
    level = settings.level();
    pace = settings.pace();
  }

  @Override
  public void open(OpenContext context) {
    agreement =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("agreement", TypeInformation.of(Agreement.class)));
    pairs =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pairs",
                    TypeInformation.of(ModelPair.class),
                    TypeInformation.of(PairMoments.class)));
  }

  @Override
  public void processElement(
      AgreementChange change, Context context, Collector<Keyed<SurveyAgreement>> out)
      throws Exception {
    for (PairChange pair : change.pairs()) {
      apply(pair);
    }
    Agreement before = agreement.value();
    agreement.update((before == null ? Agreement.NONE : before).with(change));
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  private void apply(PairChange change) throws Exception {
    PairMoments before = pairs.get(change.pair());
    PairMoments after = change.apply(before == null ? PairMoments.EMPTY : before);
    if (after.n() == 0) {
      pairs.remove(change.pair());
    } else {
      pairs.put(change.pair(), after);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<SurveyAgreement>> out)
      throws Exception {
    pace.done(context.timerService());
    String set = context.getCurrentKey();
    Agreement now = agreement.value();
    if (!pairs.isEmpty()) {
      agreement.update(now.asShown());
      out.collect(new Keyed<>(set, AgreementMetrics.of(set, matrix(), now.asOf(), level)));
    } else if (now != null && now.shown()) {
      agreement.clear();
      out.collect(new Keyed<>(set, null));
    }
  }

  private AgreementMatrix matrix() throws Exception {
    AgreementMatrix matrix = new AgreementMatrix();
    for (Map.Entry<ModelPair, PairMoments> entry : pairs.entries()) {
      matrix.pairs.put(entry.getKey(), entry.getValue());
    }
    return matrix;
  }
}
