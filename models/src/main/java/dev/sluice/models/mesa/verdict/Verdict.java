// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.mesa.verdict;

/**
 * Whether a model learns in context by an algorithm that has a name.
 *
 * <p>Supported only if the model is the algorithm within margins, and the control is not: the same
 * model trained on one W of all sequences, which it can learn by heart. A comparison that finds an
 * algorithm there, too, would find it anywhere. The control says something only if it has learned
 * W: it must lose less than the best algorithm, by more than the margin, which nobody can who
 * learns from the sequence alone.
 *
 * @param findings of the model
 * @param control findings of the control; null if there is none
 * @param judgement the verdict
 * @param reason in words
 */
public record Verdict(Findings findings, Findings control, Judgement judgement, String reason) {

  /** The verdict. */
  public enum Judgement {
    /** The model is the algorithm within margins, and the control is none. */
    SUPPORTED,
    /** The model is none of the algorithms that it was compared with. */
    REJECTED,
    /** Neither can be said. */
    UNDECIDED
  }

  /**
   * On findings.
   *
   * @param control of the same model trained on {@code fixed}; null if there is none
   */
  public static Verdict of(Findings findings, Findings control, Margins margins) {
    Agreement agreement = Agreement.of(findings, margins);
    return switch (agreement.is()) {
      case DIFFERENT -> new Verdict(findings, control, Judgement.REJECTED, agreement.reason());
      case UNCLEAR -> new Verdict(findings, control, Judgement.UNDECIDED, agreement.reason());
      case SAME -> {
        String against = against(control, margins);
        yield against.isEmpty()
            ? new Verdict(
                findings,
                control,
                Judgement.SUPPORTED,
                agreement.reason() + "; the control has learned W and is none")
            : new Verdict(
                findings, control, Judgement.UNDECIDED, agreement.reason() + ", but " + against);
      }
    };
  }

  /** Whether a control has learned W and is none of the algorithms. */
  public static boolean isRejected(Findings control, Margins margins) {
    return against(control, margins).isEmpty();
  }

  /** What keeps a control from rejecting; empty if it rejects. */
  private static String against(Findings control, Margins margins) {
    if (control == null) {
      return "there is no control";
    }
    return switch (Agreement.of(control, margins).is()) {
      case SAME -> "so is the control %s".formatted(control.closest());
      case UNCLEAR -> "the control may be %s".formatted(control.closest());
      case DIFFERENT ->
          control.beatsTheBest(margins)
              ? ""
              : "the control has not learned W in %d steps".formatted(control.subject().version());
    };
  }
}
