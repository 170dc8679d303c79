// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.database;

import java.util.List;

/** One case that a model learns from: a real one, or how to make a synthetic one. */
public sealed interface TrainingCase permits RealCase, SyntheticOrder {

  /** An id among the cases of a database. */
  String caseId();

  /** Whose tissue is in it. */
  List<String> patients();
}
