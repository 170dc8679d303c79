// SPDX-License-Identifier: Apache-2.0
package dev.sluice.jobs.lesion.enhance;

import dev.sluice.connectors.DeadLetters;
import dev.sluice.connectors.Keyed;
import dev.sluice.connectors.Ledger;
import dev.sluice.connectors.wire.Reason;
import dev.sluice.jobs.Failure;
import dev.sluice.jobs.Failures;
import dev.sluice.jobs.lesion.enhance.Images.AcceptorImages;
import dev.sluice.jobs.lesion.enhance.Images.DonorImages;
import dev.sluice.jobs.lesion.enhance.Images.UnfitException;
import dev.sluice.jobs.lesion.enhance.Images.UnreadableException;
import dev.sluice.models.lesion.enhance.Enhancement;
import dev.sluice.models.lesion.enhance.EnhancementOutcome;
import dev.sluice.models.lesion.enhance.Rejection;
import dev.sluice.models.lesion.enhance.SyntheticCase;
import dev.sluice.models.lesion.nifti.NiftiImage;
import dev.sluice.schemas.FailureReason;
import dev.sluice.schemas.LesionSynthetic;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Makes the synthetic cases of each donor, one after the other. Keeps nothing from case to case but
 * its accounts, in which {@code notDonors} are cases without output, {@code synthetic} those that
 * were made and {@code notMade} those that were not.
 *
 * <p>A donor whose files cannot be used is a dead letter. An acceptor's files, and pairs that do
 * not go together, are the failure of one synthetic case. A folder that cannot be written to is
 * nobody's failure: that fails the task, as a topic would that cannot be written to.
 */
final class Enhance extends ProcessFunction<GivenCase, Keyed<LesionSynthetic>>
    implements CheckpointedFunction {

  private static final long serialVersionUID = 1L;

  private final EnhanceSettings settings;

  private transient Images images;
  private transient Folder folder;
  private transient Enhancement enhancement;
  private transient String settingsText;
  private transient Failures failures;
  private transient Ledger ledger;

  Enhance(EnhanceSettings settings) {
    this.settings = settings;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    ledger = Ledger.open(getRuntimeContext(), context);
    for (String count : new String[] {"notDonors", "synthetic", "notMade"}) {
      ledger.change(count, 0);
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    ledger.snapshot();
  }

  @Override
  public void open(OpenContext context) throws Exception {
    images = new Images(settings.mostBytes());
    folder = Folder.open(settings.out(), System.currentTimeMillis());
    enhancement = new Enhancement(settings.enhancement(), settings.seed());
    settingsText = settings.enhancement().toString();
    failures = new Failures(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(
      GivenCase given, Context context, Collector<Keyed<LesionSynthetic>> out) throws Exception {
    if (!given.donor()) {
      ledger.change("notDonors", 1);
      ledger.accepted();
      return;
    }
    DonorImages donor = donor(given, context);
    if (donor == null) {
      return;
    }
    for (long number = 0; number < settings.replicas(); number++) {
      Keyed<LesionSynthetic> record =
          replica(given, donor, number, context.timerService().currentProcessingTime());
      ledger.change(record.record().getFailure() == null ? "synthetic" : "notMade", 1);
      out.collect(record);
    }
    ledger.accepted();
  }

  /** Null if it was refused. */
  private DonorImages donor(GivenCase given, Context context) throws Exception {
    try {
      return images.donor(given);
    } catch (UnreadableException e) {
      refuse(given, Reason.UNREADABLE_FILE, e.getMessage(), context);
    } catch (UnfitException e) {
      refuse(given, Reason.UNFIT_MASK, e.getMessage(), context);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (Throwable thrown) {
      long now = context.timerService().currentProcessingTime();
      Failure failure = failures.of(given.caseId(), thrown, now);
      refuse(given, Reason.UNREADABLE_FILE, failure.text(), context);
    }
    return null;
  }

  private void refuse(GivenCase given, Reason reason, String message, Context context) {
    context.output(
        DeadLetters.TAG, ledger.refuse(given.source(), reason, message, context.timerService()));
  }

  private Keyed<LesionSynthetic> replica(GivenCase given, DonorImages donor, long number, long now)
      throws Exception {
    Optional<AcceptorRow> row = settings.acceptors().of(given.name(), number, settings.seed());
    Replica replica = new Replica(given, row.orElse(null), number, settings.seed());
    if (row.isEmpty()) {
      return replica.failed(FailureReason.UNSUPPORTED, "there is no acceptor of another patient");
    }
    AcceptorImages acceptor;
    EnhancementOutcome outcome;
    try {
      acceptor = images.acceptor(row.get());
      if (!acceptor.space().sameSpaceAs(donor.space())) {
        String text = "acceptor %s is not in the space of the donor's image";
        return replica.failed(FailureReason.UNSUPPORTED, text.formatted(row.get().caseId()));
      }
      outcome = enhancement.of(donor.donor(), acceptor.acceptor(), number);
    } catch (UnreadableException | UnfitException e) {
      return replica.failed(FailureReason.UNSUPPORTED, e.getMessage());
    } catch (InterruptedIOException e) {
      throw e;
    } catch (Throwable thrown) {
      return replica.failed(failures.of(replica.caseId(), thrown, now));
    }
    return outcome instanceof SyntheticCase made
        ? written(replica, made, acceptor.space())
        : replica.rejected((Rejection) outcome);
  }

  private Keyed<LesionSynthetic> written(Replica replica, SyntheticCase made, NiftiImage space)
      throws IOException {
    String name = replica.fileName(settingsText);
    String image = folder.write(name + ".nii.gz", NiftiImage.of(made.image(), space));
    String mask = folder.write(name + "_mask.nii.gz", NiftiImage.of(made.lesion(), space));
    return replica.made(image, mask, made.provenance());
  }
}
