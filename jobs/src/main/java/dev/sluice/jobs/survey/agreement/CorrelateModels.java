// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey.agreement;

import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Pace;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.survey.scenario.Computed;
import dev.sluice.jobs.survey.scenario.Formulas;
import dev.sluice.jobs.survey.scenario.Generation;
import dev.sluice.models.survey.agreement.ModelPair;
import dev.sluice.models.survey.agreement.PairChange;
import dev.sluice.schemas.SurveyAgreement;
import dev.sluice.schemas.SurveyClusters;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keeps the agreement of all respondents over a set of scenarios, a record for each pair and one of
 * their clusters. The pairs are entries of their own: a change touches those of its respondent
 * only, and only pairs that have changed are read and put out again. Clusters need all
 * correlations; these lie in one value, eight bytes each.
 */
public final class CorrelateModels
    extends KeyedProcessFunction<String, AgreementChange, Keyed<SurveyAgreement>> {

  private static final long serialVersionUID = 1L;

  /** Side output of the clusters. */
  public static final OutputTag<Keyed<SurveyClusters>> CLUSTERS =
      new OutputTag<>("clusters", Keyed.typeInfo(SurveyClusters.class));

  private final double level;
  private final Pace pace;
  private final Formulas formulas;

  private transient ValueState<SetAgreement> set;
  private transient MapState<ModelPair, PairAgreement> pairs;
  private transient ListState<ModelPair> changed;
  private transient Failures failures;

  /**
   * Correlations that are put out at this pace.
   *
   * @param level of their intervals
   */
  public CorrelateModels(double level, Pace pace, Formulas formulas) {
    this.level = level;
    this.pace = pace;
    this.formulas = formulas;
  }

  @Override
  public void open(OpenContext context) {
    set =
        getRuntimeContext()
            .getState(new ValueStateDescriptor<>("set", TypeInformation.of(SetAgreement.class)));
    pairs =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "pairs",
                    TypeInformation.of(ModelPair.class),
                    TypeInformation.of(PairAgreement.class)));
    changed =
        getRuntimeContext()
            .getListState(
                new ListStateDescriptor<>("changed", TypeInformation.of(ModelPair.class)));
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      AgreementChange change, Context context, Collector<Keyed<SurveyAgreement>> out)
      throws Exception {
    SetAgreement before = set.value();
    if (change.formulas() != formulas.version() || (before == null && change.pairs().isEmpty())) {
      return;
    }
    if (before == null) {
      before = SetAgreement.begin(Generation.first(formulas.version()));
    } else if (before.generation().formulas() != formulas.version()) {
      long now = context.timerService().currentProcessingTime();
      before = before.anew(Generation.anew(formulas.version(), now, pace));
      beginPairsAnew();
    }
    for (PairChange pair : change.pairs()) {
      apply(pair, change.asOf());
    }
    set.update(before.with(change));
    pace.changed(context.getCurrentKey(), context.timerService());
  }

  private void apply(PairChange change, long asOf) throws Exception {
    PairAgreement known = pairs.get(change.pair());
    PairAgreement before = known == null ? PairAgreement.NONE : known;
    if (!before.changed()) {
      changed.add(change.pair());
    }
    pairs.put(change.pair(), before.with(change, asOf));
  }

  private void beginPairsAnew() throws Exception {
    List<ModelPair> all = new ArrayList<>();
    pairs.keys().forEach(all::add);
    for (ModelPair pair : all) {
      pairs.put(pair, pairs.get(pair).anew());
    }
    changed.update(all);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Keyed<SurveyAgreement>> out)
      throws Exception {
    pace.rung(context.getCurrentKey(), timestamp, context.timerService());
    SetAgreement now = set.value();
    if (now == null || now.generation().formulas() != formulas.version()) {
      return;
    }
    long time = context.timerService().currentProcessingTime();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME && now.generation().isQuiet(time)) {
      pace.changed(context.getCurrentKey(), context.timerService());
      return;
    }
    for (ModelPair pair : changed.get()) {
      show(pair, now, context, out);
    }
    changed.clear();
    showClusters(now, context);
  }

  private void show(
      ModelPair pair,
      SetAgreement now,
      OnTimerContext context,
      Collector<Keyed<SurveyAgreement>> out)
      throws Exception {
    String name = context.getCurrentKey();
    PairAgreement agreement = pairs.get(pair);
    String key = AgreementMetrics.key(name, pair);
    if (agreement.moments().isEmpty()) {
      pairs.remove(pair);
      now.correlations().remove(pair);
      if (agreement.shown()) {
        out.collect(new Keyed<>(key, null));
      }
      return;
    }
    Computed<SurveyAgreement> metrics =
        Computed.of(
            failures,
            key,
            context.timerService().currentProcessingTime(),
            () -> AgreementMetrics.of(name, pair, agreement, level));
    SurveyAgreement shown =
        metrics.failure() == null
            ? metrics.value()
            : AgreementMetrics.failed(name, pair, agreement, level, metrics.failure());
    Double r = shown.getCorrelation();
    now.correlations().put(pair, r == null ? Double.NaN : r);
    pairs.put(pair, agreement.asShown());
    out.collect(new Keyed<>(key, shown));
  }

  private void showClusters(SetAgreement now, OnTimerContext context) throws Exception {
    String name = context.getCurrentKey();
    if (now.correlations().size() == 0) {
      set.clear();
      if (now.shown()) {
        context.output(CLUSTERS, new Keyed<>(name, null));
      }
      return;
    }
    Computed<SurveyClusters> clusters =
        Computed.of(
            failures,
            name,
            context.timerService().currentProcessingTime(),
            () -> ClusterMetrics.of(name, now));
    set.update(now.asShown());
    context.output(
        CLUSTERS,
        new Keyed<>(
            name,
            clusters.failure() == null
                ? clusters.value()
                : ClusterMetrics.failed(name, now, clusters.failure())));
  }
}
