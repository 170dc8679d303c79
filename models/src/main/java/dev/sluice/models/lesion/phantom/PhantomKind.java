// SPDX-License-Identifier: Apache-2.0
package dev.sluice.models.lesion.phantom;

import java.util.Locale;

/** Whether a phantom has lesions. */
public enum PhantomKind {
  /** No lesion; artefacts all the same. */
  NORMAL,
  /** One or more lesions. */
  STROKE;

  /** As in ids of cases. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
