// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.survey;

import java.util.function.ToDoubleFunction;

/** What is averaged over scenarios: a name, and a function of the statistics of one scenario. */
public enum ScenarioMeasure {
  /** Marginal action likelihood of the first action. */
  MAL_ACTION1("malAction1", ScenarioStatistics::malAction1),
  /** Marginal action entropy. */
  MAE("mae", ScenarioStatistics::mae),
  /** Mean action entropy of the forms. */
  QF_E("qfE", ScenarioStatistics::qfE),
  /** Divergence between the forms. */
  JSD("jsd", ScenarioStatistics::jsd),
  /** Question-form consistency. */
  QF_C("qfC", ScenarioStatistics::qfC),
  /** Part of the divergence between wordings. */
  JSD_BETWEEN_TYPES("jsdBetweenTypes", ScenarioStatistics::jsdBetweenTypes),
  /** Part of the divergence between orders. */
  JSD_WITHIN_TYPE_ORDER("jsdWithinTypeOrder", ScenarioStatistics::jsdWithinTypeOrder),
  /** Mean action entropy, corrected. */
  QF_E_PSI("qfEPsi", ScenarioStatistics::qfEPsi),
  /** Marginal action entropy, corrected. */
  MAE_PSI("maePsi", ScenarioStatistics::maePsi),
  /** Consistency from corrected entropies. */
  QF_C_PSI("qfCPsi", ScenarioStatistics::qfCPsi),
  /** Consistency adjusted for chance. */
  QF_C_ADJUSTED("qfCAdjusted", ScenarioStatistics::qfCAdjusted),
  /** Marginal action likelihood without empty forms. */
  MAL_DROP_EMPTY("malDropEmpty", ScenarioStatistics::malDropEmpty),
  /** Marginal action entropy without empty forms. */
  MAE_DROP_EMPTY("maeDropEmpty", ScenarioStatistics::maeDropEmpty),
  /** Mean action entropy without empty forms. */
  QF_E_DROP_EMPTY("qfEDropEmpty", ScenarioStatistics::qfEDropEmpty),
  /** Consistency without empty forms. */
  QF_C_DROP_EMPTY("qfCDropEmpty", ScenarioStatistics::qfCDropEmpty),
  /** Worst-case lower bound of the marginal action likelihood. */
  MAL_LOWER("malLower", ScenarioStatistics::malLower),
  /** Worst-case upper bound of the marginal action likelihood. */
  MAL_UPPER("malUpper", ScenarioStatistics::malUpper),
  /** Share of answers that decline. */
  REFUSAL_RATE("refusalRate", s -> (double) s.refusals() / s.counts().answers()),
  /** Share of answers that no rule recognises. */
  INVALID_RATE("invalidRate", s -> (double) s.invalids() / s.counts().answers()),
  /** Share of valid answers that choose the option put first. */
  FIRST_OPTION_SHARE("firstOptionShare", ScenarioStatistics::firstOptionShare),
  /** Share of "yes" in valid comparisons. */
  YES_SHARE("yesShare", ScenarioStatistics::yesShare),
  /** Share of wordings whose majority changes with the order. */
  ORDER_FLIP_RATE("orderFlipRate", s -> s.orderFlips().rate()),
  /** Whether the first action, the commonsense one of the low-ambiguity set, is preferred. */
  COMMONSENSE("commonsense", s -> indicator(s, s.malAction1() > 0.5 + Bounds.EQUAL)),
  /** Whether neither action is preferred. */
  UNDECIDED("undecided", s -> indicator(s, Math.abs(s.malAction1() - 0.5) <= Bounds.EQUAL)),
  /** Whether one action is preferred with a likelihood of at least 0.75. */
  STRONG_PREFERENCE("strongPreference", s -> indicator(s, Bounds.isStrong(s.malAction1()))),
  /** Whether the G test finds the forms different at 5 %, by its chi-square. */
  G_SIGNIFICANT("gSignificant", s -> FormHomogeneity.isSignificant(s.counts()));

  private final String fieldName;

  @SuppressWarnings("ImmutableEnumChecker") // the functions above keep nothing
  private final ToDoubleFunction<ScenarioStatistics> value;

  ScenarioMeasure(String fieldName, ToDoubleFunction<ScenarioStatistics> value) {
    this.fieldName = fieldName;
    this.value = value;
  }

  /** The name in records and tables. */
  public String fieldName() {
    return fieldName;
  }

  /** The value in one scenario; blank where it has none. Indicators are 0 or 1. */
  public double of(ScenarioStatistics statistics) {
    return value.applyAsDouble(statistics);
  }

  /** Whether it is 0 or 1 in every scenario, so that its mean is a share of scenarios. */
  public boolean isShare() {
    return switch (this) {
      case COMMONSENSE, UNDECIDED, STRONG_PREFERENCE, G_SIGNIFICANT -> true;
      default -> false;
    };
  }

  private static double indicator(ScenarioStatistics statistics, boolean property) {
    return statistics.formsObserved() == 0 ? Double.NaN : property ? 1 : 0;
  }

  /** Where preferences begin; means of sixths and fifths are not exact. */
  private static final class Bounds {
    private static final double EQUAL = 1e-12;

    static boolean isStrong(double malAction1) {
      return malAction1 >= 0.75 - EQUAL || malAction1 <= 0.25 + EQUAL;
    }
  }
}
