// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.discovery;

import dev.sluice.jobs.experiment.Declaration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What declarations come to, kept for the experiments that were heard of last. */
final class Subjects {

  private static final int MOST = 256;

  private final DiscoverySettings settings;

  private final Map<String, Subject> known =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Subject> eldest) {
          return size() > MOST;
        }
      };

  Subjects(DiscoverySettings settings) {
    this.settings = settings;
  }

  /**
   * That of a declaration.
   *
   * @throws dev.sluice.jobs.KeyFailure if the method cannot learn from such variables
   */
  Subject of(Declaration declaration) {
    Subject subject = known.get(declaration.experimentId());
    if (subject == null || subject.declaration().revision() != declaration.revision()) {
      subject = Subject.of(declaration, settings);
      known.put(declaration.experimentId(), subject);
    }
    return subject;
  }

  void forget(Declaration declaration) {
    known.remove(declaration.experimentId());
  }
}
