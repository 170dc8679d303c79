// SPDX-License-Identifier: Apache-2.0
package dev.sluice.connectors.wire;

/** Why a record became a dead letter. Codes are part of the wire contract and never change. */
public enum Reason {
  /** Neither JSON nor Avro of a known schema, or without a required field. */
  MALFORMED("malformed"),
  /** JSON with a field that the schema does not have, so probably a misspelt one. */
  UNKNOWN_FIELD("unknown-field"),
  /** A sample whose experiment was not declared in time. */
  UNDECLARED_EXPERIMENT("undeclared-experiment"),
  /** A sample with more or fewer values than its experiment has variables. */
  WRONG_DIMENSION("wrong-dimension"),
  /** A null, a text, NaN or an infinity where a finite number belongs. */
  NOT_A_NUMBER("not-a-number"),
  /** A sample that names a target which its experiment does not have. */
  UNKNOWN_TARGET("unknown-target"),
  /** A sample that does not say which variables were intervened on. */
  UNKNOWN_TARGETS("unknown-targets"),
  /** A number beyond what the statistics can hold. */
  VALUE_OUT_OF_RANGE("value-out-of-range"),
  /** A categorical value that is not the index of a category. */
  CATEGORY_OUT_OF_RANGE("category-out-of-range"),
  /** A declaration that contradicts itself or the limits of the method. */
  INVALID_DECLARATION("invalid-declaration"),
  /** A declaration of more variables than the method can serve. */
  TOO_MANY_VARIABLES("too-many-variables"),
  /** An answer to a scenario that was not declared in time. */
  UNKNOWN_SCENARIO("unknown-scenario"),
  /** An answer to a question form that does not exist. */
  UNKNOWN_FORM("unknown-form"),
  /** An answer with neither a text nor a decision, or with a decision that does not exist. */
  UNKNOWN_DECISION("unknown-decision"),
  /** A record whose key rests after a failure of its model, so that nothing can learn from it. */
  RESTING("resting"),
  /** A record from before the time that the records of its key count from: of an earlier life. */
  FORMER_LIFE("former-life"),
  /** A time that cannot be: of another unit, before 1970, or too far ahead. */
  TIME_OUT_OF_RANGE("time-out-of-range"),
  /** A token of a simulated sequence of an unknown task, or which does not say of which it is. */
  UNKNOWN_TASK("unknown-task"),
  /** A token that says otherwise than its sequence's first, or than one of its step that waits. */
  CONTRADICTION("contradiction"),
  /** A token before which others are missing, for which no more can wait, or not any longer. */
  GAP("gap"),
  /** A message of a federation that is not of its round, of none of its sites, or out of range. */
  UNFIT_MESSAGE("unfit-message"),
  /** A prediction for a case that was not declared in time. */
  UNDECLARED_CASE("undeclared-case"),
  /** A prediction by one model more than may predict a case. */
  TOO_MANY_MODELS("too-many-models"),
  /** A prediction of which a file, or of its case, cannot be read. */
  UNREADABLE_FILE("unreadable-file"),
  /** A prediction whose mask is not in the space of its case, or whose case's mask is empty. */
  UNFIT_MASK("unfit-mask"),
  /** A value of more bytes than are accepted; it was not looked into. */
  TOO_LARGE("too-large"),
  /**
   * A record whose schema only a registry knows that was away, or let nobody ask it: the record
   * itself may be fine.
   */
  REGISTRY_UNAVAILABLE("registry-unavailable");

  private final String code;

  Reason(String code) {
    this.code = code;
  }

  /** The reason as it is written into headers and names of metrics. */
  public String code() {
    return code;
  }
}
