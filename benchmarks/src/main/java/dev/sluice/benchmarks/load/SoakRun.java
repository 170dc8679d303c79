// SPDX-License-Identifier: Apache-2.0
package dev.sluice.benchmarks.load;

import dev.sluice.benchmarks.workload.ThisProcess;
import dev.sluice.workbench.command.Failure;
import dev.sluice.workbench.local.LocalCluster;
import dev.sluice.workbench.local.LocalConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.utils.Utils;

/** The soak of one job: first its sustainable rate, then half of it for a long time. */
final class SoakRun {
  private static final int POLL_MILLIS = 1_000;
  private static final int TELL_SECONDS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final double MEBIBYTE = 1 << 20;

  private final String bootstrap;
  private final SoakSettings settings;
  private final MeasuredJob job;

  SoakRun(String bootstrap, SoakSettings settings, MeasuredJob job) {
    this.bootstrap = bootstrap;
    this.settings = settings;
    this.job = job;
  }

  /** Runs it. */
  SoakResult run() throws Exception {
    Path state = Files.createTempDirectory("sluice-soak-");
    try (LocalCluster cluster =
        LocalCluster.start(LocalConfiguration.of(1, 0, settings.checkpoints(), state))) {
      List<SustainableRate.Try> tries = new ArrayList<>();
      double sustainable = settings.rate() > 0 ? 0 : search(cluster, tries);
      double rate = settings.rate() > 0 ? settings.rate() : sustainable / 2;
      System.out.printf("%s: soaks at %,.0f records/s%n", job.label(), rate);
      try (SoakedJob soaked = new SoakedJob(cluster, bootstrap, "soak." + job.label() + ".", job)) {
        soaked.awaitStarted(PATIENCE);
        return soak(soaked, sustainable, tries, rate);
      }
    } finally {
      Utils.delete(state.toFile());
    }
  }

  private double search(LocalCluster cluster, List<SustainableRate.Try> tries) throws Exception {
    System.out.printf("%s: looks for the sustainable rate%n", job.label());
    try (SoakedJob searched =
        new SoakedJob(cluster, bootstrap, "search." + job.label() + ".", job)) {
      searched.awaitStarted(PATIENCE);
      SustainableRate search = new SustainableRate(searched, settings);
      double found = search.find();
      tries.addAll(search.tries());
      if (found == 0) {
        throw new Failure(
            "%s bears no rate from %,.0f records/s down".formatted(job.label(), settings.start()));
      }
      return found;
    }
  }

  private SoakResult soak(
      SoakedJob soaked, double sustainable, List<SustainableRate.Try> tries, double rate)
      throws Exception {
    Series heap = new Series();
    Series lag = new Series();
    double seconds = settings.minutes() * 60;
    long start = System.nanoTime();
    double nextHeap = settings.collectionSeconds();
    double nextLine = 0;
    long failed = soaked.checkpoints().failed(); // before all tasks ran
    soaked.producer().rate(rate);
    for (double now = 0; now < seconds; now = (System.nanoTime() - start) / 1e9) {
      Thread.sleep(POLL_MILLIS);
      lag.add(now, (double) soaked.lag());
      if (now >= nextHeap) {
        heap.add(now, ThisProcess.heapAfterCollection() / MEBIBYTE);
        nextHeap = now + settings.collectionSeconds();
      }
      if (now >= nextLine) {
        nextLine = now + TELL_SECONDS;
        tell(soaked, now, seconds, heap);
        soaked.requireRunning();
      }
    }
    double sending = (System.nanoTime() - start) / 1e9;
    soaked.producer().rate(0);
    Checkpoints checkpoints = soaked.checkpoints().without(failed);
    soaked.producer().close();
    boolean settled = soaked.settle(PATIENCE);
    return new SoakResult(
        job,
        sustainable,
        tries,
        sending,
        soaked.producer().sent(),
        soaked.producer().poisoned(),
        soaked.accounts(),
        soaked.reader().deadLetters(),
        soaked.reader().snapshots(),
        settled ? 0 : soaked.outstanding().count(),
        soaked.outstanding().latencies(),
        checkpoints,
        heap,
        lag);
  }

  private void tell(SoakedJob soaked, double now, double seconds, Series heap) {
    double[] heaps = heap.values();
    System.out.printf(
        Locale.ROOT,
        "%s %,.0f of %,.0f s: %,d sent, lag %,d, %,d shown (p50 %,d ms, p99 %,d ms), heap %s MiB%n",
        job.label(),
        now,
        seconds,
        soaked.producer().sent(),
        soaked.lag(),
        soaked.outstanding().latencies().count(),
        soaked.outstanding().latencies().quantile(0.5),
        soaked.outstanding().latencies().quantile(0.99),
        heaps.length == 0 ? "?" : String.format(Locale.ROOT, "%.1f", heaps[heaps.length - 1]));
  }
}
