// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.survey;

import dev.sluice.jobs.NaturalKey;
import dev.sluice.jobs.survey.scenario.ModelVersion;
import dev.sluice.models.survey.Label;
import dev.sluice.models.survey.QuestionForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The statistics straight from their definitions, over all final answers at once: what the job must
 * come to however the answers arrive.
 */
final class Batch {

  private final Map<String, Map<QuestionForm, Form>> forms = new TreeMap<>();

  /** The answers to one question form. */
  private record Form(int action1, int action2) {

    /** Equation 7, and a half where nothing is valid. */
    double p() {
      return isEmpty() ? 0.5 : (double) action1 / (action1 + action2);
    }

    boolean isEmpty() {
      return action1 + action2 == 0;
    }

    Form plus(Form other) {
      return new Form(action1 + other.action1, action2 + other.action2);
    }
  }

  void answer(ModelVersion who, String scenario, QuestionForm form, Label label) {
    Form one = new Form(label == Label.ACTION1 ? 1 : 0, label == Label.ACTION2 ? 1 : 0);
    forms
        .computeIfAbsent(
            NaturalKey.of(who.model(), who.version(), scenario),
            key -> new EnumMap<>(QuestionForm.class))
        .merge(form, one, Form::plus);
  }

  /** Keys of (model, version, scenario) with an answer. */
  List<String> keys() {
    return List.copyOf(forms.keySet());
  }

  /** Values of a measure by scenario, in the order of the scenarios' ids. */
  double[] values(ModelVersion who, Measure measure) {
    List<Double> values = new ArrayList<>();
    for (String key : forms.keySet()) {
      List<String> names = NaturalKey.names(key);
      if (names.get(0).equals(who.model()) && names.get(1).equals(who.version())) {
        values.add(measure.of(this, key));
      }
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  interface Measure {
    double of(Batch batch, String key);
  }

  /** Equation 8, over the forms that were asked. */
  double mal(String key) {
    return forms.get(key).values().stream().mapToDouble(Form::p).average().orElseThrow();
  }

  double qfE(String key) {
    return forms.get(key).values().stream()
        .mapToDouble(form -> entropy(form.p()))
        .average()
        .orElseThrow();
  }

  double mae(String key) {
    return entropy(mal(key));
  }

  double qfC(String key) {
    return 1 - Math.max(0, mae(key) - qfE(key));
  }

  /**
   * Mean difference of the action likelihoods over the forms both answered; NaN if there is none.
   */
  double difference(String baseline, String candidate) {
    return Arrays.stream(QuestionForm.values())
        .filter(form -> !forms.get(baseline).get(form).isEmpty())
        .filter(form -> !forms.get(candidate).get(form).isEmpty())
        .mapToDouble(form -> forms.get(candidate).get(form).p() - forms.get(baseline).get(form).p())
        .average()
        .orElse(Double.NaN);
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  static double standardError(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += (value - mean(values)) * (value - mean(values));
    }
    return Math.sqrt(squares / (values.length - 1) / values.length);
  }

  static double correlation(double[] x, double[] y) {
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - mean(x)) * (y[i] - mean(y));
      xx += (x[i] - mean(x)) * (x[i] - mean(x));
      yy += (y[i] - mean(y)) * (y[i] - mean(y));
    }
    return xy / Math.sqrt(xx * yy);
  }

  private static double entropy(double p) {
    return p == 0 || p == 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }
}
