// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa;

import dev.sluice.models.mesa.solve.Chebyshev;
import dev.sluice.models.mesa.solve.ChebyshevConstants;
import dev.sluice.models.mesa.solve.ConjugateGradients;
import dev.sluice.models.mesa.solve.ExactRidge;
import dev.sluice.models.mesa.solve.GradientStep;
import dev.sluice.models.mesa.solve.Neumann;
import dev.sluice.models.mesa.solve.Preconditioner;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Learners by their labels, as commands say them: the way back from {@link Contender#label}.
 *
 * <p>A label is a name and its settings, all parted by colons. Numbers may be written in any way
 * that means the same, and what follows them in any order: {@code ridge:1e-3} is {@code
 * ridge:0.001}.
 */
public final class LearnerNames {
  /** What there is, as errors and helps of commands say it. */
  public static final String ALL =
      "zero, copy, gd:RATE, neumann:STEPS:RIDGE, chebyshev:CONSTANTS[:RIDGE] with constants "
          + constants()
          + ", ridge:RIDGE, mesanet:STEPS:RIDGE[:from-0], "
          + "rls:RIDGE[:forgetting-G[:as-published]], oracle and kalman:HIDDEN; "
          + "all from gd to mesanet with [:delays-K] or [:features], [:forgetting-G] and [:pairs]; "
          + "and each with [@lagged], as released";

  private static final String LAGGED = "@lagged";
  private static final String RELEASED = " " + Contender.Timing.LAGGED.label();
  private static final String DELAYS = "delays-";
  private static final String FORGETTING = "forgetting-";

  private final String label;
  private final Deque<String> words;

  private LearnerNames(String label, String learner) {
    this.label = label;
    words = new ArrayDeque<>(Arrays.asList(learner.split(":", -1)));
  }

  /**
   * The contender of a label.
   *
   * @param label as {@link Contender#label} says it; {@code @lagged} stands for what it says of one
   *     that is lagged
   * @throws IllegalArgumentException if there is no such learner, or not with such settings; the
   *     message names the label and {@link #ALL that there are}
   */
  public static Contender parse(String label) {
    String learner = without(label, LAGGED);
    if (learner == null) {
      learner = without(label, RELEASED);
    }
    return learner == null
        ? Contender.causal(new LearnerNames(label, label).learner())
        : Contender.lagged(new LearnerNames(label, learner).learner());
  }

  private static String without(String label, String end) {
    return label.endsWith(end) ? label.substring(0, label.length() - end.length()) : null;
  }

  /** Who learns if nothing else is said: two that do not, and four that come ever nearer. */
  public static List<Contender> defaults() {
    return List.of(
        Contender.causal(Baseline.ZERO),
        Contender.causal(Baseline.COPY),
        Contender.causal(LeastSquares.onLast(new GradientStep(0.032))),
        Contender.causal(LeastSquares.onLast(new Chebyshev(ChebyshevConstants.LINEAR_7))),
        Contender.causal(new MesaLayer(0.001)),
        Contender.causal(LeastSquares.onLast(new ExactRidge(0.001))));
  }

  private InContextLearner learner() {
    try {
      InContextLearner learner = named();
      if (!words.isEmpty()) {
        throw wrong("'%s' is nothing that it knows".formatted(words.peek()));
      }
      return learner;
    } catch (NotALearner e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private InContextLearner named() {
    String name = words.remove();
    return switch (name) {
      case "zero" -> Baseline.ZERO;
      case "copy" -> Baseline.COPY;
      case "gd" -> regressed(new GradientStep(number("rate")));
      case "neumann" -> regressed(new Neumann(whole("steps"), number("ridge")));
      case "chebyshev" -> regressed(chebyshev());
      case "ridge" -> regressed(new ExactRidge(number("ridge")));
      case "mesanet" ->
          regressed(
              new ConjugateGradients(whole("steps"), number("ridge"), !words.remove("from-0")));
      case "rls" -> layer();
      case "oracle" -> new TrueTransition();
      case "kalman" -> kalman();
      default -> throw wrong("");
    };
  }

  private Chebyshev chebyshev() {
    String name = "chebyshev:" + next("constants");
    for (ChebyshevConstants constants : ChebyshevConstants.values()) {
      Chebyshev known = new Chebyshev(constants);
      if (known.label().equals(name)) {
        return startsWithDigit() ? new Chebyshev(constants, number("ridge")) : known;
      }
    }
    throw wrong("there are no such constants");
  }

  private MesaLayer layer() {
    double ridge = number("ridge");
    double forgetting = forgetting();
    return new MesaLayer(ridge, forgetting, !(forgetting < 1 && words.remove("as-published")));
  }

  private KalmanFilter kalman() {
    int hidden = whole("hidden");
    if (hidden < 1) {
      throw wrong("a state has 1 entry or more");
    }
    return new KalmanFilter(hidden);
  }

  private LeastSquares regressed(Preconditioner preconditioner) {
    String delays = setting(DELAYS);
    return new LeastSquares(
        new Regression(
            delays == null ? 1 : whole("delays", delays),
            words.remove("features"),
            forgetting(),
            words.remove("pairs")),
        preconditioner);
  }

  private double forgetting() {
    String forgetting = setting(FORGETTING);
    return forgetting == null ? 1 : number("forgetting", forgetting);
  }

  /** What follows the first word that starts so, which is taken away; null if none does. */
  private String setting(String start) {
    for (String word : words) {
      if (word.startsWith(start)) {
        words.remove(word);
        return word.substring(start.length());
      }
    }
    return null;
  }

  private boolean startsWithDigit() {
    return !words.isEmpty()
        && !words.peek().isEmpty()
        && "0123456789.".indexOf(words.peek().charAt(0)) >= 0;
  }

  private String next(String what) {
    if (words.isEmpty()) {
      throw wrong("its %s is missing".formatted(what));
    }
    return words.remove();
  }

  private double number(String what) {
    return number(what, next(what));
  }

  private double number(String what, String text) {
    if (!text.matches("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?")) {
      throw wrong("its %s is not a number of 0 or more: '%s'".formatted(what, text));
    }
    return Double.parseDouble(text);
  }

  private int whole(String what) {
    return whole(what, next(what));
  }

  private int whole(String what, String text) {
    if (!text.matches("\\d{1,9}")) {
      throw wrong("its %s is not a whole number of 0 or more: '%s'".formatted(what, text));
    }
    return Integer.parseInt(text);
  }

  private NotALearner wrong(String why) {
    return new NotALearner(
        "no learner '%s'%s; there are %s".formatted(label, why.isEmpty() ? "" : ": " + why, ALL));
  }

  private static String constants() {
    return Arrays.stream(ChebyshevConstants.values())
        .map(constants -> new Chebyshev(constants).label().replace("chebyshev:", ""))
        .collect(Collectors.joining("|"));
  }

  private static final class NotALearner extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    NotALearner(String message) {
      super(message);
    }
  }
}
